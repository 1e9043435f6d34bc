import type { ClientBase } from 'pg';
import { createDepartment, createOfficer } from '../accounts/create-account.ts';
import { hashPassword } from '../accounts/password.ts';
import { startRehearsal } from '../clock/world-clock.ts';
import { SetupError } from '../servers/setup-error.ts';
import { describePerson, sampleDepartments, samplePeople } from './sample-authority.ts';

/** A printed login. The password is known to everybody who reads this file: good for a rehearsal, and for nothing else. */
export interface SampleLogin {
  readonly user: string;
  readonly password: string;
  /** What the person does there: `检查人员  inspector`. */
  readonly role: string;
}

/** One for all: whoever tries the sample out changes people often. */
export const samplePassword = 'duban-sample-2026';

export const sampleLogins: readonly SampleLogin[] = samplePeople.map((person) => ({ user: person.login, password: samplePassword, role: describePerson(person) }));

/** The Monday after New Year's Day, 9:00 in Shanghai, in a year whose official calendar is published. */
export const sampleWorldStartsAt = '2026-01-05T01:00:00Z';

export interface LoadedAuthority {
  /** How many were missing and are there now. */
  readonly departments: number;
  readonly officers: number;
  readonly accounts: number;
}

/**
 * Makes a world that nobody has used yet a rehearsal that starts on the sample's first day.
 * @param owner connection of the owner's role
 * @returns whether the world is a rehearsal now; one with people or files of its own is left as it is
 */
export async function ensureSampleRehearsal(owner: Pick<ClientBase, 'query'>): Promise<boolean> {
  const { rows } = await owner.query<{ is_rehearsal: boolean; used: boolean }>(
    'SELECT is_rehearsal, EXISTS (SELECT FROM file) OR EXISTS (SELECT FROM officer) AS used FROM world_clock WHERE id = 1',
  );
  const world = rows[0];
  if (world === undefined || world.is_rehearsal || world.used) return world?.is_rehearsal ?? false;
  await startRehearsal(owner, sampleWorldStartsAt);
  return true;
}

/**
 * Loads what is missing of the sample authority: departments, people for every role, an account for each. Safe to repeat.
 * @param owner connection of the owner's role, in no transaction; all of it is loaded or nothing
 * @param options.isForced loads it into a world that is no rehearsal, where everybody may know these passwords
 * @throws SetupError SAMPLE_REFUSED for a world that is no rehearsal, or whose own people have one of the sample's logins
 */
export async function loadSampleAuthority(owner: Pick<ClientBase, 'query'>, options: { readonly isForced?: boolean } = {}): Promise<LoadedAuthority> {
  await owner.query('BEGIN');
  try {
    if (options.isForced !== true) await assertRehearsal(owner);
    const loaded = { departments: 0, officers: 0, accounts: 0 };
    for (const department of sampleDepartments) if (await createDepartment(owner, department)) loaded.departments += 1;
    for (const person of samplePeople) if (await createOfficer(owner, person)) loaded.officers += 1;
    // also in a world that was loaded before this was asked for
    await owner.query('UPDATE officer SET legal_qualification = true WHERE id = ANY ($1) AND NOT legal_qualification', [samplePeople.filter((person) => person.isLegallyQualified).map(({ id }) => id)]);
    loaded.accounts = await createAccounts(owner);
    await owner.query('COMMIT');
    return loaded;
  } catch (error) {
    await owner.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function assertRehearsal(owner: Pick<ClientBase, 'query'>): Promise<void> {
  const { rows } = await owner.query<{ is_rehearsal: boolean }>('SELECT is_rehearsal FROM world_clock WHERE id = 1');
  if (rows[0]?.is_rehearsal === true) return;
  throw new SetupError(
    'SAMPLE_REFUSED',
    '本环境不是演练环境，不装入示例单位：示例账号的口令人人皆知。空库可设 DUBAN_REHEARSAL=true 建为演练环境；确需在非演练环境装入，请加 --force-sample。',
    'This world is not a rehearsal, and everybody knows the passwords of the sample authority. Set DUBAN_REHEARSAL=true to make an unused database a rehearsal, or add --force-sample to load it all the same.',
  );
}

/** One hash for all new accounts: a salt each would hide nothing, since the password is printed, and would cost seconds. */
async function createAccounts(owner: Pick<ClientBase, 'query'>): Promise<number> {
  const { rows } = await owner.query<{ officer_id: string }>('SELECT officer_id FROM account WHERE officer_id = ANY ($1)', [samplePeople.map(({ id }) => id)]);
  const existing = new Set(rows.map((row) => row.officer_id));
  const missing = samplePeople.filter(({ id }) => !existing.has(id));
  if (missing.length === 0) return 0;
  const hash = await hashPassword(samplePassword);
  const { rowCount } = await owner.query(
    'INSERT INTO account (officer_id, login, password_hash) SELECT *, $3 FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING',
    [missing.map(({ id }) => id), missing.map(({ login }) => login), hash],
  );
  if (rowCount === missing.length) return missing.length;
  throw new SetupError(
    'SAMPLE_REFUSED',
    '示例账号的登录名已被本单位人员使用，没有装入任何内容。',
    'A login of the sample authority belongs to somebody else here; nothing was loaded.',
  );
}
