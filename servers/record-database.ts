import pg from 'pg';
import { readMigrationFiles, migrationsFolder } from '../prisma/migration-files.ts';
import { SetupError } from './setup-error.ts';

/** Prisma's tables and our SQL are tried with these releases. */
const OLDEST_POSTGRES = 15;

interface Facts {
  role: string;
  database: string;
  cluster: string;
  encoding: string;
  version: number;
}

/**
 * Looks at a database that was given in DATABASE_URL before anything is written to it.
 * Throws SetupError DATABASE_UNREACHABLE, BAD_ENVIRONMENT (two databases, or one role for both), POSTGRES_VERSION, DATABASE_FOREIGN
 * (not UTF-8). What the tables are is looked at by the migration.
 */
export async function inspectGivenDatabase(appUrl: string, ownerUrl: string | undefined): Promise<void> {
  const app = await factsOf('DATABASE_URL', appUrl);
  if (app.version < OLDEST_POSTGRES) {
    throw new SetupError('POSTGRES_VERSION', `DATABASE_URL 的 PostgreSQL 版本是 ${app.version}，需要 ${OLDEST_POSTGRES} 或更高。`, `The PostgreSQL of DATABASE_URL is version ${app.version}; ${OLDEST_POSTGRES} or newer is needed.`);
  }
  if (app.encoding !== 'UTF8') {
    throw new SetupError('DATABASE_FOREIGN', `数据库 ${app.database} 的编码是 ${app.encoding}，需要 UTF8。`, `The database ${app.database} is encoded in ${app.encoding}; UTF8 is needed.`);
  }
  if (ownerUrl === undefined) return assertMigrated(appUrl);
  const owner = await factsOf('DATABASE_OWNER_URL', ownerUrl);
  if (owner.cluster !== app.cluster || owner.database !== app.database) {
    throw new SetupError(
      'BAD_ENVIRONMENT',
      `DATABASE_URL（${app.database}）和 DATABASE_OWNER_URL（${owner.database}）不是同一个数据库。`,
      'DATABASE_URL and DATABASE_OWNER_URL name two different databases.',
    );
  }
  if (owner.role === app.role) {
    throw new SetupError(
      'BAD_ENVIRONMENT',
      `DATABASE_URL 和 DATABASE_OWNER_URL 使用同一个角色 ${app.role}。应用必须使用自己的角色，否则它可以改动台账。`,
      `DATABASE_URL and DATABASE_OWNER_URL use the same role ${app.role}. The application needs a role of its own, or it could change the ledger.`,
    );
  }
}

/** Without the owner's role nothing can be migrated: then everything must have been migrated before. */
async function assertMigrated(appUrl: string): Promise<void> {
  const wanted = readMigrationFiles(migrationsFolder).map(({ name }) => name);
  const applied = await withClient(appUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>('SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL');
    return rows.map(({ name }) => name);
  }).catch((): string[] => []);
  const missing = wanted.filter((name) => !applied.includes(name));
  if (missing.length === 0) return;
  throw new SetupError(
    'BAD_ENVIRONMENT',
    `数据库缺少迁移 ${missing.join(', ')}。请同时设置 DATABASE_OWNER_URL（所有者角色），或先运行 npm run migrate。`,
    'The database lacks the migrations above. Set DATABASE_OWNER_URL (the owner role) too, or run npm run migrate first.',
  );
}

async function factsOf(variable: string, url: string): Promise<Facts> {
  try {
    return await withClient(url, async (client) => {
      const { rows } = await client.query<Facts>(
        `SELECT current_user AS role, current_database() AS database, pg_encoding_to_char(encoding) AS encoding,
           (current_setting('server_version_num')::int / 10000) AS version, pg_postmaster_start_time()::text || '/' || oid::text AS cluster
         FROM pg_database WHERE datname = current_database()`,
      );
      if (rows[0] === undefined) throw new Error('the database does not tell its name');
      return rows[0];
    });
  } catch (error) {
    const { hostname, port, pathname } = new URL(url);
    const where = `${hostname}:${port || 5432}${pathname}`;
    throw new SetupError(
      'DATABASE_UNREACHABLE',
      `无法连接 ${variable} 的数据库 ${where}：${reasonOf(error)}`,
      `The database of ${variable} (${where}) cannot be reached; the reason is above.`,
      error,
    );
  }
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, application_name: 'duban set-up' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function reasonOf(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string };
  return message || code || String(error);
}
