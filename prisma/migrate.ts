import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { parseEnvironment } from '../config/environment.ts';
import { SetupError } from '../servers/setup-error.ts';
import { pendingMigrations } from './applied-migrations.ts';
import { assertOrdinaryRole, setFunctionsAndRights } from './set-functions-and-rights.ts';
import { MigrationError } from './migration-error.ts';
import { migrationsFolder, readMigrationFiles, type MigrationFile } from './migration-files.ts';

/** The lock that Prisma's own engine takes while it migrates. */
const advisoryLock = 72_707_369;

export interface MigrateOptions {
  /** URL of the role that owns the database and all its tables. */
  readonly ownerUrl: string;
  /** The role that the application runs as; it must exist. It gets the rights of grants.sql. */
  readonly appRole: string;
  /** Told what is done, a line at a time; silent unless given. */
  readonly log?: (line: string) => void;
  /** For tests: other migrations than the product's. */
  readonly folder?: string;
  /** How long to wait while somebody else migrates, in ms; a minute unless given. */
  readonly lockTimeoutMs?: number;
}

/**
 * Brings a database to this version: applies the migrations that it lacks, each in one transaction, then puts the functions of this
 * version in place and sets the application's rights. Safe to run at every start and from several machines at once; whoever comes second waits. A process killed on the way
 * leaves nothing half done.
 * @returns the names of the migrations applied now
 * @throws MigrationError with a code and a message for people; the database is then as the last complete migration left it
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const files = readMigrationFiles(options.folder ?? migrationsFolder);
  const client = await connect(options.ownerUrl);
  try {
    await lock(client, options.lockTimeoutMs ?? 60_000);
    await assertOrdinaryRole(client, options.appRole);
    const pending = await pendingMigrations(client, files);
    for (const file of pending) {
      options.log?.(`执行迁移 applying ${file.name}`);
      await apply(client, file);
    }
    await setFunctionsAndRights(client, options.appRole);
    options.log?.(pending.length === 0 ? '数据库已是最新 the database is up to date' : `完成 ${pending.length} 个迁移 ${pending.length} migration(s) applied`);
    return pending.map((file) => file.name);
  } finally {
    // ends the session, and with it the advisory lock
    await client.end();
  }
}

async function connect(ownerUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'duban migrate', connectionTimeoutMillis: 10_000, keepAlive: true });
  // the query under way rejects with the same error; without a listener it would end the process instead
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SET search_path TO public; SET statement_timeout TO 0; SET client_min_messages TO warning');
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw new MigrationError(
      'DATABASE_UNREACHABLE',
      `无法以所有者角色连接数据库（DATABASE_OWNER_URL）：${(error as Error).message}`,
      'The database cannot be reached as its owner (DATABASE_OWNER_URL); the reason is above.',
      error,
    );
  }
}

async function lock(client: pg.Client, timeoutMs: number): Promise<void> {
  await client.query(`SET lock_timeout TO ${Math.round(timeoutMs)}`);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLock]);
  } catch (error) {
    if ((error as { code?: string }).code !== '55P03') throw error;
    throw new MigrationError(
      'MIGRATION_BUSY',
      '另一个进程正在迁移该数据库，等待超时。请稍后再试。',
      'Another process is migrating this database and did not finish in time. Try again later.',
      error,
    );
  }
}

/** The row, the file and the row's end are one transaction: unlike Prisma's engine, a kill on the way leaves no unfinished row. */
async function apply(client: pg.Client, file: MigrationFile): Promise<void> {
  try {
    await client.query('BEGIN');
    const id = randomUUID();
    await client.query('INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)', [id, file.checksum, file.name]);
    await client.query(file.sql);
    await client.query('UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1 WHERE id = $1', [id]);
    await client.query('COMMIT');
  } catch (error) {
    await keepFailure(client, file, error);
    throw new MigrationError(
      'MIGRATION_FAILED',
      `迁移 ${file.name} 失败，已全部撤销：${(error as Error).message}`,
      `Migration ${file.name} failed and was undone as a whole; the reason is above.`,
      error,
    );
  }
}

/** For whoever looks later; marked as rolled back, so that the next run tries again. */
async function keepFailure(client: pg.Client, file: MigrationFile, error: unknown): Promise<void> {
  try {
    await client.query('ROLLBACK');
    await client.query(
      'INSERT INTO _prisma_migrations (id, checksum, migration_name, logs, rolled_back_at) VALUES ($1, $2, $3, $4, now())',
      [randomUUID(), file.checksum, file.name, String(error)],
    );
  } catch {
    // the connection is gone; the migration's own error tells more
  }
}

async function main(): Promise<void> {
  const { appUrl, ownerUrl } = parseEnvironment().database;
  if (ownerUrl === undefined || appUrl === undefined) {
    throw new MigrationError(
      'BAD_ENVIRONMENT',
      '请设置 DATABASE_OWNER_URL（所有者角色）和 DATABASE_URL（应用角色），形如 postgresql://用户:密码@主机:5432/库名。内置数据库由 npm start 自动迁移。',
      'Set DATABASE_OWNER_URL (owner role) and DATABASE_URL (application role), as postgresql://user:password@host:5432/database. The embedded database is migrated by npm start.',
    );
  }
  await migrate({ ownerUrl, appRole: decodeURIComponent(new URL(appUrl).username), log: (line) => console.log(line) });
}

if (import.meta.main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof MigrationError || error instanceof SetupError ? error.message : error);
    process.exitCode = 1;
  }
}
