import type { Role } from '../domain/roles.ts';
import { hashPassword, type PasswordCost } from './password.ts';
import type { Queryable } from './queryable.ts';

export interface NewDepartment {
  readonly id: string;
  readonly name: string;
  readonly parentId?: string;
}

export interface NewOfficer {
  /** Lower-case letters, digits and dashes. */
  readonly id: string;
  readonly name: string;
  readonly departmentId: string;
  readonly roles: readonly Role[];
  readonly certificateNo?: string;
  /** Last day on which the enforcement certificate is valid, `YYYY-MM-DD`. */
  readonly certificateValidUntil?: string;
}

/**
 * Creates a department, unless its id exists already.
 * @param owner connection of the owner's role: the application may not create departments, officers or accounts
 * @returns whether it was created now
 */
export async function createDepartment(owner: Queryable, department: NewDepartment): Promise<boolean> {
  const { rowCount } = await owner.query(
    'INSERT INTO department (id, name, parent_id) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING',
    [department.id, department.name, department.parentId ?? null],
  );
  return rowCount === 1;
}

/** Creates an officer without an account, unless the id exists already; returns whether it was created now. */
export async function createOfficer(owner: Queryable, officer: NewOfficer): Promise<boolean> {
  const { rowCount } = await owner.query(
    'INSERT INTO officer (id, name, department_id, roles, certificate_no, certificate_valid_until) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING',
    [officer.id, officer.name, officer.departmentId, officer.roles, officer.certificateNo ?? null, officer.certificateValidUntil ?? null],
  );
  return rowCount === 1;
}

/**
 * Gives an officer a local account. The login is kept in lower case; an officer has at most one account.
 * @returns false when the officer has an account or the login is taken: nothing is changed then
 * @throws RangeError for a password that is too short or too long
 */
export async function createAccount(
  owner: Queryable,
  account: { readonly officerId: string; readonly login: string; readonly password: string; readonly cost?: PasswordCost },
): Promise<boolean> {
  const hash = await hashPassword(account.password, account.cost);
  const { rowCount } = await owner.query(
    'INSERT INTO account (officer_id, login, password_hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [account.officerId, account.login.toLowerCase(), hash],
  );
  return rowCount === 1;
}
