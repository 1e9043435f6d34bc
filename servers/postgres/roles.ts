import pg from 'pg';

/** The roles of the record's database, and that of the embedded Temporal server. */
export const OWNER_ROLE = 'duban_owner';
export const APP_ROLE = 'duban_app';
export const TEMPORAL_ROLE = 'temporal';
export const RECORD_DATABASE = 'duban';
export const TEMPORAL_DATABASE = 'temporal';
export const VISIBILITY_DATABASE = 'temporal_visibility';

/**
 * Creates roles and databases that are missing and sets the passwords. Safe to call again.
 * The application's role may log in and connect to its database; every other right is granted by the migrations.
 */
export async function ensureRolesAndDatabases(
  admin: pg.ClientConfig,
  passwords: { owner: string; app: string; temporal: string },
): Promise<void> {
  const client = new pg.Client(admin);
  await client.connect();
  try {
    for (const [role, password] of [[OWNER_ROLE, passwords.owner], [APP_ROLE, passwords.app], [TEMPORAL_ROLE, passwords.temporal]] as const) {
      const exists = (await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role])).rowCount === 1;
      const verb = exists ? 'ALTER' : 'CREATE';
      await client.query(`${verb} ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD ${client.escapeLiteral(password)}`);
    }
    await ensureDatabase(client, TEMPORAL_DATABASE, TEMPORAL_ROLE);
    await ensureDatabase(client, VISIBILITY_DATABASE, TEMPORAL_ROLE);
    await ensureRecordDatabase(client, RECORD_DATABASE);
  } finally {
    await client.end();
  }
}

/** Creates a database for records: owned by the owner's role, open to the application's role and nobody else. */
export async function ensureRecordDatabase(client: pg.ClientBase, name: string): Promise<void> {
  await ensureDatabase(client, name, OWNER_ROLE);
  await client.query(`GRANT CONNECT ON DATABASE ${pg.escapeIdentifier(name)} TO ${APP_ROLE}`);
}

async function ensureDatabase(client: pg.ClientBase, name: string, owner: string): Promise<void> {
  const exists = (await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])).rowCount === 1;
  const quoted = pg.escapeIdentifier(name);
  if (!exists) await client.query(`CREATE DATABASE ${quoted} OWNER ${owner} TEMPLATE template0`);
  await client.query(`REVOKE ALL ON DATABASE ${quoted} FROM PUBLIC`);
}
