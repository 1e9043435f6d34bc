import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestServers, type TestServers } from '../../servers/test-servers.ts';
import { authorityFile, guardTemporal } from './stand-ins/guarded-temporal.ts';
import { processesOf, runStateOf, runWorldProcess, startWorldProcess } from './stand-ins/world-process.ts';

// PostgreSQL and Temporal of somebody else, so to speak.
let theirs: TestServers;
let scratch: string;
let folder: string;
let given: Record<string, string>;

beforeAll(async () => {
  theirs = await startTestServers();
});

afterAll(() => theirs?.stop());

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'duban-given-'));
  folder = join(scratch, 'data');
  given = { DATABASE_URL: theirs.postgres.appUrl(), DATABASE_OWNER_URL: theirs.postgres.ownerUrl(), TEMPORAL_ADDRESS: theirs.temporalAddress };
});

afterEach(async () => {
  // Only a test that failed leaves something running.
  if (processesOf(folder).length > 0) await runWorldProcess(folder, { arguments: ['--stop'] });
  rmSync(scratch, { recursive: true, force: true });
});

async function apiEnvironment(): Promise<Record<string, string>> {
  return (await (await fetch(`${runStateOf(folder).address}/environment`)).json()) as Record<string, string>;
}

async function tablesOf(url: string): Promise<string[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<{ name: string }>("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'")).rows.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

async function expectRefusal(environment: Record<string, string>, code: string, words: RegExp): Promise<void> {
  const result = await runWorldProcess(folder, { environment: { ...given, ...environment } });
  expect(result).toMatchObject({ code: 1, output: expect.stringContaining(`[${code}]`) });
  expect(result.output).toMatch(words);
  for (const url of [given['DATABASE_URL'], given['DATABASE_OWNER_URL']]) expect(result.output).not.toContain(new URL(url ?? '').password);
  expect(processesOf(folder)).toEqual([]);
}

test('both given: no server of our own is started', async () => {
  const world = startWorldProcess(folder, { environment: given });
  await world.says('Duban is ready');
  expect(Object.keys(runStateOf(folder).parts).sort()).toEqual(['api', 'worker']);
  expect(existsSync(join(folder, 'postgres'))).toBe(false);
  const environment = await apiEnvironment();
  expect(environment).toMatchObject({ DATABASE_URL: given['DATABASE_URL'], TEMPORAL_ADDRESS: theirs.temporalAddress });
  expect(environment).not.toHaveProperty('DATABASE_OWNER_URL');
  world.child.kill('SIGTERM');
  expect((await world.ended).code).toBe(0);
  expect(theirs.pids()).toEqual({ postgres: expect.any(Number), temporal: expect.any(Number) });
}, 60_000);

test('migrated before, it starts without the owner', async () => {
  const { DATABASE_OWNER_URL: _owner, ...withoutOwner } = given;
  const world = startWorldProcess(folder, { environment: withoutOwner });
  await world.says('Duban is ready');
  world.child.kill('SIGTERM');
  expect((await world.ended).code).toBe(0);
}, 60_000);

test('not migrated and no owner given: told before anything starts', async () => {
  await theirs.postgres.createDatabase('empty_record');
  const environment = { DATABASE_URL: theirs.postgres.appUrl('empty_record'), DATABASE_OWNER_URL: '' };
  await expectRefusal(environment, 'BAD_ENVIRONMENT', /npm run migrate first/);
});

test('a record that another engine drives is refused, until it is taken over on purpose', async () => {
  const withoutTemporal = { ...given, TEMPORAL_ADDRESS: '' };
  await expectRefusal(withoutTemporal, 'DATABASE_FOREIGN', /driven by another Temporal/);

  const world = startWorldProcess(folder, { environment: withoutTemporal, arguments: ['--take-over-record'] });
  await world.says('Duban is ready');
  // The embedded Temporal brings the embedded PostgreSQL; the record stays where it was told.
  expect(Object.keys(runStateOf(folder).parts).sort()).toEqual(['api', 'postgres', 'temporal', 'worker']);
  expect((await apiEnvironment())['DATABASE_URL']).toBe(given['DATABASE_URL']);
  world.child.kill('SIGTERM');
  expect((await world.ended).code).toBe(0);
}, 120_000);

test("Temporal's own database is refused as a record, and nothing is added to it", async () => {
  const asTemporal = new URL(theirs.postgres.adminUrl);
  asTemporal.pathname = '/temporal';
  const before = await tablesOf(asTemporal.href);
  // The superuser as owner: only the look at the tables stands between.
  const app = new URL(theirs.postgres.appUrl('temporal'));
  const admin = new pg.Client(theirs.postgres.adminUrl);
  await admin.connect();
  await admin.query('GRANT CONNECT ON DATABASE temporal TO duban_app');
  await admin.end();
  await expectRefusal({ DATABASE_URL: app.href, DATABASE_OWNER_URL: asTemporal.href }, 'DATABASE_FOREIGN', /one of Temporal/);
  expect(await tablesOf(asTemporal.href)).toEqual(before);
});

test('a wrong password, an absent server and an absent database name the variable and not the password', async () => {
  const wrong = new URL(theirs.postgres.appUrl());
  wrong.password = 'not-the-password';
  await expectRefusal({ DATABASE_URL: wrong.href }, 'DATABASE_UNREACHABLE', /DATABASE_URL[^]*password authentication failed/);
  await expectRefusal({ DATABASE_URL: 'postgresql://duban_app:secret@127.0.0.1:9/duban' }, 'DATABASE_UNREACHABLE', /127\.0\.0\.1:9\/duban[^]*ECONNREFUSED/);
  await expectRefusal({ DATABASE_OWNER_URL: theirs.postgres.ownerUrl('absent') }, 'DATABASE_UNREACHABLE', /DATABASE_OWNER_URL[^]*absent/);
}, 30_000);

test('one role for both, and two databases, are refused', async () => {
  await expectRefusal({ DATABASE_URL: given['DATABASE_OWNER_URL'] ?? '' }, 'BAD_ENVIRONMENT', /same role duban_owner/);
  await theirs.postgres.createDatabase('other_record');
  await expectRefusal({ DATABASE_OWNER_URL: theirs.postgres.ownerUrl('other_record') }, 'BAD_ENVIRONMENT', /two different databases/);
}, 30_000);

test('an absent Temporal and an absent namespace are told', async () => {
  await expectRefusal({ TEMPORAL_ADDRESS: '127.0.0.1:9' }, 'TEMPORAL_UNREACHABLE', /127\.0\.0\.1:9/);
  await expectRefusal({ TEMPORAL_NAMESPACE: 'nowhere' }, 'BAD_ENVIRONMENT', /temporal operator namespace create --namespace nowhere/);
  await expectRefusal({ TEMPORAL_TLS: 'true' }, 'TEMPORAL_UNREACHABLE', /TEMPORAL_TLS/);
}, 60_000);

test('only an engine given: the record is in the embedded PostgreSQL', async () => {
  const world = startWorldProcess(folder, { environment: { TEMPORAL_ADDRESS: theirs.temporalAddress } });
  await world.says('Duban is ready');
  expect(Object.keys(runStateOf(folder).parts).sort()).toEqual(['api', 'postgres', 'worker']);
  expect(await apiEnvironment()).toMatchObject({ TEMPORAL_ADDRESS: theirs.temporalAddress, DATABASE_URL: expect.stringMatching(/^postgresql:\/\/duban_app:[^@]+@127\.0\.0\.1:/) });
  world.child.kill('SIGTERM');
  expect((await world.ended).code).toBe(0);
}, 60_000);

test('an engine behind TLS that asks for an API key: set-up, worker and API bring it; another key is told', async () => {
  const guarded = await guardTemporal(theirs.temporalAddress, { apiKey: 'the-key', namespace: theirs.namespace });
  // both SDKs trust what the machine trusts: Node its own list, the core of the worker that of the system
  await theirs.postgres.createDatabase('guarded_record');
  const record = { DATABASE_URL: theirs.postgres.appUrl('guarded_record'), DATABASE_OWNER_URL: theirs.postgres.ownerUrl('guarded_record') };
  const environment = { ...record, TEMPORAL_ADDRESS: guarded.address, NODE_EXTRA_CA_CERTS: authorityFile, SSL_CERT_FILE: authorityFile };
  try {
    await expectRefusal({ ...environment, TEMPORAL_API_KEY: 'another-key' }, 'TEMPORAL_UNREACHABLE', /TEMPORAL_API_KEY/);
    expect([...guarded.letIn]).toEqual([]);

    const world = startWorldProcess(folder, { isReal: true, environment: { ...environment, TEMPORAL_API_KEY: 'the-key' } });
    await world.says('Duban is ready');
    // the API is ready when its own calls are answered
    expect([...guarded.letIn]).toEqual(expect.arrayContaining(['DescribeNamespace', 'DescribeTaskQueue', 'PollWorkflowTaskQueue', 'PollActivityTaskQueue']));
    expect(world.output()).not.toContain('the-key');
    world.child.kill('SIGTERM');
    expect((await world.ended).code).toBe(0);
  } finally {
    await guarded.close();
  }
}, 90_000);

test('where the engine is refused, the given database is not migrated', async () => {
  await theirs.postgres.createDatabase('untouched');
  const environment = { DATABASE_URL: theirs.postgres.appUrl('untouched'), DATABASE_OWNER_URL: theirs.postgres.ownerUrl('untouched') };
  await expectRefusal({ ...environment, TEMPORAL_NAMESPACE: 'nowhere' }, 'BAD_ENVIRONMENT', /nowhere/);
  expect(await tablesOf(environment.DATABASE_OWNER_URL)).toEqual([]);
});
