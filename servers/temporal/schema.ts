import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import pg from 'pg';
import { TEMPORAL_DATABASE, TEMPORAL_ROLE, VISIBILITY_DATABASE } from '../postgres/roles.ts';
import { SetupError } from '../setup-error.ts';

const run = promisify(execFile);

/** How the Temporal server reaches its databases. */
export interface TemporalStore {
  port: number;
  password: string;
}

/**
 * Sets up the tables of both databases of the Temporal server, or upgrades them; does nothing where they are up to date.
 * Throws SetupError DATABASE_FOREIGN where other tables are in the way, and the tool's own words where it fails.
 */
export async function prepareSchema(sqlTool: string, store: TemporalStore): Promise<void> {
  await Promise.all([
    prepareDatabase(sqlTool, store, TEMPORAL_DATABASE, 'postgresql/v12/temporal'),
    prepareDatabase(sqlTool, store, VISIBILITY_DATABASE, 'postgresql/v12/visibility'),
  ]);
}

async function prepareDatabase(sqlTool: string, store: TemporalStore, database: string, schemaName: string): Promise<void> {
  const state = await schemaState(store, database);
  if (state === 'foreign') {
    throw new SetupError(
      'DATABASE_FOREIGN',
      `数据库 ${database} 中已有不属于 Temporal 的表，没有改动任何内容。`,
      `The database ${database} holds tables that are not Temporal's; nothing was changed.`,
    );
  }
  const common = ['--plugin', 'postgres12_pgx', '--endpoint', '127.0.0.1', '--port', String(store.port), '--user', TEMPORAL_ROLE, '--database', database];
  // In the environment, since a command line can be read by every user of the machine.
  const options = { env: { PATH: process.env['PATH'] ?? '', SQL_PASSWORD: store.password }, timeout: 120_000 };
  if (state === 'empty') await run(sqlTool, [...common, 'setup-schema', '-v', '0.0'], options);
  await run(sqlTool, [...common, 'update-schema', '--schema-name', schemaName], options);
}

/**
 * Forgets the members that an earlier server left in its table. The embedded server is the only one on its database, so whoever calls
 * this knows that nobody is alive; a new server on other ports would try for a minute to reach the old ones.
 */
export async function forgetMembers(store: TemporalStore): Promise<void> {
  await withClient(store, TEMPORAL_DATABASE, (client) => client.query('DELETE FROM cluster_membership'));
}

async function schemaState(store: TemporalStore, database: string): Promise<'empty' | 'temporal' | 'foreign'> {
  return withClient(store, database, async (client) => {
    const { rows } = await client.query<{ name: string }>("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'");
    if (rows.length === 0) return 'empty';
    return rows.some(({ name }) => name === 'schema_version') ? 'temporal' : 'foreign';
  });
}

async function withClient<T>(store: TemporalStore, database: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ host: '127.0.0.1', port: store.port, user: TEMPORAL_ROLE, password: store.password, database });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
