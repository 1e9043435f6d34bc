import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrate } from '../../prisma/migrate.ts';
import { migrationsFolder, readMigrationFiles } from '../../prisma/migration-files.ts';
import { APP_ROLE } from '../../servers/postgres/roles.ts';
import { waitUntil } from '../../servers/wait-until.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { migrationHistory } from './schema-diff.ts';

const names = readMigrationFiles().map((file) => file.name);
let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await createTestDatabase({ empty: true });
  folder = mkdtempSync(join(tmpdir(), 'duban-migrations-'));
  cpSync(migrationsFolder, folder, { recursive: true });
});
afterEach(async () => {
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

const run = (options: { appRole?: string; lockTimeoutMs?: number } = {}) => migrate({ ownerUrl: database.ownerUrl, appRole: APP_ROLE, folder, ...options });

async function query<T extends pg.QueryResultRow>(sql: string, url = database.ownerUrl): Promise<T[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

function addMigration(name: string, sql: string): void {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'migration.sql'), sql);
}

describe('an empty database', () => {
  test('gets every migration once, in order, with its checksum', async () => {
    expect(await run()).toEqual(names);
    expect(await run()).toEqual([]);
    const rows = await query('SELECT migration_name, checksum, applied_steps_count, finished_at IS NOT NULL AS finished, rolled_back_at, logs FROM _prisma_migrations ORDER BY started_at');
    expect(rows).toEqual(readMigrationFiles().map(({ name, checksum }) => ({ migration_name: name, checksum, applied_steps_count: 1, finished: true, rolled_back_at: null, logs: null })));
  });

  test('is migrated once when several processes start at once', async () => {
    const applied = await Promise.all([run(), run(), run()]);
    expect(applied.flat()).toEqual(names);
  });

  test('gets a later migration alone', async () => {
    await run();
    addMigration('20990101000000_later', 'CREATE TABLE later (id int PRIMARY KEY)');
    expect(await run()).toEqual(['20990101000000_later']);
    expect(await query('SELECT 1 FROM later', database.appUrl)).toEqual([]);
  });

  test('has afterwards a history that Prisma itself accepts, failures included', async () => {
    addMigration('20990101000000_wrong', 'SELECT 1 / 0');
    await expect(run()).rejects.toMatchObject({ code: 'MIGRATION_FAILED' });
    const accepted = { editedMigrationNames: [], failedMigrationNames: [], hasMigrationsTable: true, history: null };
    expect(await migrationHistory(database.ownerUrl)).toEqual(accepted);
    const edited = readMigrationFiles().map((file, i) => (i === 0 ? { ...file, sql: `${file.sql} ` } : file));
    expect(await migrationHistory(database.ownerUrl, edited)).toEqual({ ...accepted, editedMigrationNames: [names[0]] });
  });

  test('may already hold an extension', async () => {
    await query('CREATE EXTENSION pg_stat_statements', database.adminUrl);
    expect(await run()).toEqual(names);
  });

  test('is migrated by the command, which then says that it is up to date', async () => {
    const first = await command({ DATABASE_OWNER_URL: database.ownerUrl, DATABASE_URL: database.appUrl });
    expect(first).toMatchObject({ code: 0 });
    expect(first.output).toContain(names[0]);
    const second = await command({ DATABASE_OWNER_URL: database.ownerUrl, DATABASE_URL: database.appUrl });
    expect(second).toMatchObject({ code: 0 });
    expect(second.output).toContain('up to date');
  });
});

describe('nothing is changed and the message says why when', () => {
  test('the database belongs to another program', async () => {
    await query('CREATE TABLE customers (id int)');
    await expect(run()).rejects.toMatchObject({ code: 'DATABASE_FOREIGN', message: expect.stringContaining('customers') });
    expect(await query("SELECT to_regclass('_prisma_migrations') AS found")).toEqual([{ found: null }]);
  });

  test('the database is one of Temporal', async () => {
    await query('CREATE TABLE schema_version (id int); CREATE TABLE executions (id int)');
    await expect(run()).rejects.toMatchObject({ code: 'DATABASE_FOREIGN', message: expect.stringContaining('Temporal') });
  });

  test('another program keeps its migrations with Prisma there', async () => {
    await run();
    await query("UPDATE _prisma_migrations SET migration_name = 'theirs_' || migration_name");
    await expect(run()).rejects.toMatchObject({ code: 'DATABASE_FOREIGN' });
  });

  test('the database was migrated by a newer version', async () => {
    addMigration('20990101000000_newer', 'CREATE TABLE newer (id int)');
    await run();
    rmSync(join(folder, '20990101000000_newer'), { recursive: true });
    await expect(run()).rejects.toMatchObject({ code: 'DATABASE_NEWER', message: expect.stringContaining('20990101000000_newer') });
  });

  test('a migration was edited after it had been applied', async () => {
    await run();
    const file = join(folder, names[0] ?? '', 'migration.sql');
    writeFileSync(file, `${readFileSync(file, 'utf8')} `);
    addMigration('20990101000000_later', 'CREATE TABLE later (id int)');
    await expect(run()).rejects.toMatchObject({ code: 'MIGRATION_CHANGED', message: expect.stringContaining(names[0] ?? '') });
    expect(await query("SELECT to_regclass('later') AS found")).toEqual([{ found: null }]);
  });

  test('another tool left a migration unfinished', async () => {
    await run();
    await query("INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('1', 'x', '20990101000000_half')");
    await expect(run()).rejects.toMatchObject({ code: 'MIGRATION_UNFINISHED', message: expect.stringContaining('20990101000000_half') });
  });

  test('the application would be the owner', async () => {
    const owner = new URL(database.ownerUrl).username;
    await expect(run({ appRole: owner })).rejects.toMatchObject({ code: 'APP_ROLE_TOO_MIGHTY' });
    expect(await query("SELECT to_regclass('file') AS found")).toEqual([{ found: null }]);
  });

  test('the application would be a superuser', async () => {
    const admin = new URL(database.adminUrl).username;
    await expect(run({ appRole: admin })).rejects.toMatchObject({ code: 'APP_ROLE_TOO_MIGHTY' });
  });

  test('the application has its rights on the ledger from somebody else', async () => {
    await run();
    await query(`CREATE ROLE ${database.name}; GRANT DELETE ON ledger_entry TO ${database.name}; GRANT ${database.name} TO ${APP_ROLE}`, database.adminUrl);
    try {
      await expect(run()).rejects.toMatchObject({ code: 'APP_ROLE_TOO_MIGHTY' });
    } finally {
      await query(`DROP OWNED BY ${database.name}; DROP ROLE ${database.name}`, database.adminUrl);
    }
  });

  test('the role of the application does not exist', async () => {
    await expect(run({ appRole: 'nobody"; DROP TABLE file' })).rejects.toMatchObject({ code: 'APP_ROLE_MISSING' });
    expect(await query("SELECT to_regclass('file') AS found")).toEqual([{ found: null }]);
  });

  test('the tables belong to another role', async () => {
    await migrate({ ownerUrl: database.adminUrl, appRole: APP_ROLE, folder });
    await query(`GRANT SELECT ON _prisma_migrations TO ${new URL(database.ownerUrl).username}`, database.adminUrl);
    await expect(run()).rejects.toMatchObject({ code: 'OWNER_LACKS_RIGHTS' });
  });

  test('nobody answers', async () => {
    await expect(migrate({ ownerUrl: 'postgresql://duban_owner:x@127.0.0.1:1/duban', appRole: APP_ROLE })).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' });
  });

  test('somebody else migrates and does not finish', async () => {
    const other = new pg.Client(database.ownerUrl);
    await other.connect();
    try {
      await other.query('SELECT pg_advisory_lock(72707369)');
      await expect(run({ lockTimeoutMs: 100 })).rejects.toMatchObject({ code: 'MIGRATION_BUSY' });
    } finally {
      await other.end();
    }
  });

  test('the command is not told where the database is', async () => {
    const result = await command({});
    expect(result).toMatchObject({ code: 1, output: expect.stringContaining('[BAD_ENVIRONMENT]') });
    expect(result.output).not.toContain('    at ');
  });
});

test('the functions are those of this version, whatever the database had, and no migration needs to repeat them', async () => {
  await run();
  const sources = () => query<{ name: string; source: string }>("SELECT proname AS name, prosrc AS source FROM pg_proc WHERE proname LIKE 'write\\_%' ORDER BY proname");
  const ours = await sources();
  expect(ours.map(({ name }) => name)).toEqual(['write_law', 'write_redating_page', 'write_step']);
  await query("CREATE OR REPLACE FUNCTION write_step(step jsonb) RETURNS text LANGUAGE sql AS $$SELECT 'written'$$");
  expect(await sources()).not.toEqual(ours);
  await run();
  expect(await sources()).toEqual(ours);
});

describe('a migration that fails', () => {
  test('is undone as a whole, kept for whoever looks, and tried again', async () => {
    addMigration('20990101000000_wrong', 'CREATE TABLE half (id int); SELECT 1 / 0');
    await expect(run()).rejects.toMatchObject({ code: 'MIGRATION_FAILED', message: expect.stringContaining('division by zero') });
    expect(await query("SELECT to_regclass('half') AS found")).toEqual([{ found: null }]);
    expect(await query('SELECT migration_name, finished_at, rolled_back_at IS NOT NULL AS undone, logs FROM _prisma_migrations WHERE logs IS NOT NULL'))
      .toEqual([{ migration_name: '20990101000000_wrong', finished_at: null, undone: true, logs: expect.stringContaining('division by zero') }]);
    writeFileSync(join(folder, '20990101000000_wrong', 'migration.sql'), 'CREATE TABLE half (id int)');
    expect(await run()).toEqual(['20990101000000_wrong']);
  });

  test('leaves nothing to repair when the process is killed on the way', async () => {
    addMigration('20990101000000_slow', 'CREATE TABLE half (id int); SELECT pg_sleep(600)');
    const program = `import { migrate } from '${join(import.meta.dirname, '../../prisma/migrate.ts')}'; await migrate(${JSON.stringify({ ownerUrl: database.ownerUrl, appRole: APP_ROLE, folder })})`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: 'ignore' });
    const gone = new Promise((resolve) => child.once('exit', resolve));
    const asleep = async () => (await query<{ pid: number }>("SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'"))[0]?.pid;
    const pid = await waitUntil(asleep, { timeoutMs: 30_000, everyMs: 50, onTimeout: () => new Error('the migration never slept') });
    child.kill('SIGKILL');
    await gone;
    // a killed client is noticed when its statement ends; the statement is ended here instead of waiting for it
    await query(`SELECT pg_terminate_backend(${pid}, 10000)`, database.adminUrl);
    writeFileSync(join(folder, '20990101000000_slow', 'migration.sql'), 'CREATE TABLE half (id int)');
    expect(await run()).toEqual(['20990101000000_slow']);
  });
});

async function command(environment: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const { DATABASE_URL: _app, DATABASE_OWNER_URL: _owner, ...rest } = process.env;
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../prisma/migrate.ts')], { env: { ...rest, ...environment } });
  let output = '';
  child.stdout.on('data', (chunk) => { output += chunk; });
  child.stderr.on('data', (chunk) => { output += chunk; });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output };
}
