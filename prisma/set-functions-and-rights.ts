import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { MigrationError } from './migration-error.ts';
import { replaceFunctions } from './replace-functions.ts';

/**
 * Puts the functions of this version in place and gives the application's role exactly the rights of grants.sql, in one transaction, and makes sure that
 * it has no way around them. Safe to repeat while the application runs: it never sees itself without its rights.
 * @throws MigrationError APP_ROLE_TOO_MIGHTY, OWNER_LACKS_RIGHTS; no right is changed then
 */
export async function setFunctionsAndRights(client: pg.ClientBase, appRole: string): Promise<void> {
  const sql = readFileSync(join(import.meta.dirname, 'grants.sql'), 'utf8').replaceAll(':"app"', pg.escapeIdentifier(appRole));
  await client.query('BEGIN');
  try {
    await replaceFunctions(client);
    await client.query(sql);
    await assertNoWayAround(client, appRole);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    if ((error as { code?: string }).code !== '42501') throw error;
    throw new MigrationError(
      'OWNER_LACKS_RIGHTS',
      `DATABASE_OWNER_URL 的角色无权授权：${(error as Error).message}。它必须是数据库和全部表的所有者。`,
      'The role of DATABASE_OWNER_URL may not grant rights (see above): it must own the database and all its tables.',
      error,
    );
  }
}

/** Before anything is migrated. @throws MigrationError APP_ROLE_MISSING, APP_ROLE_TOO_MIGHTY */
export async function assertOrdinaryRole(client: pg.ClientBase, appRole: string): Promise<void> {
  const { rows } = await client.query<{ mighty: boolean }>(
    `SELECT r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolreplication OR pg_has_role(r.oid, current_user, 'MEMBER') AS mighty
     FROM pg_roles r WHERE r.rolname = $1`,
    [appRole],
  );
  const role = rows[0];
  if (role === undefined) {
    throw new MigrationError(
      'APP_ROLE_MISSING',
      `DATABASE_URL 中的角色 ${appRole} 不存在。请先建立：CREATE ROLE … LOGIN PASSWORD …`,
      `The role ${appRole} of DATABASE_URL does not exist. Create it first, as shown above.`,
    );
  }
  if (role.mighty) throw tooMighty(appRole);
}

/** Rights may also come by membership in other roles or by an older grant of somebody else, which our REVOKE cannot take. */
async function assertNoWayAround(client: pg.ClientBase, appRole: string): Promise<void> {
  const { rows } = await client.query<{ mighty: boolean }>(
    `SELECT has_table_privilege($1, 'ledger_entry', 'UPDATE, DELETE, TRUNCATE, TRIGGER, REFERENCES')
         OR has_any_column_privilege($1, 'ledger_entry', 'UPDATE, REFERENCES')
         OR has_table_privilege($1, '_prisma_migrations', 'INSERT, UPDATE, DELETE, TRUNCATE')
         OR has_schema_privilege($1, 'public', 'CREATE')
         OR EXISTS (SELECT 1 FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND pg_has_role($1, c.relowner, 'MEMBER')) AS mighty`,
    [appRole],
  );
  if (rows[0]?.mighty !== false) throw tooMighty(appRole);
}

function tooMighty(appRole: string): MigrationError {
  return new MigrationError(
    'APP_ROLE_TOO_MIGHTY',
    `角色 ${appRole} 权限过大（超级用户、所有者或其成员，或另有授权），可以改动台账。DATABASE_URL 必须使用一个没有这些权限的角色。`,
    `The role ${appRole} has too many rights (superuser, owner or a member of it, or rights from elsewhere) and could change the ledger. DATABASE_URL must name a role without them.`,
  );
}
