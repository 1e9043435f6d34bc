import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PART_NAMES, type PartName } from '../../servers/run-state.ts';
import { waitUntil } from '../../servers/wait-until.ts';
import { processesOf, runStateOf, runWorldProcess, startWorldProcess, type WorldProcess } from './stand-ins/world-process.ts';

// One data folder through its life: each test goes on where the one before it ended.
let scratch: string;
let folder: string;
let world: WorldProcess;

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'duban-start-'));
  folder = join(scratch, 'data');
});

afterAll(async () => {
  await runWorldProcess(folder, { arguments: ['--stop'] });
  rmSync(scratch, { recursive: true, force: true });
}, 120_000);

const READY = 'Duban is ready after';

const pidsOf = () => Object.fromEntries(Object.entries(runStateOf(folder).parts).map(([name, { pid }]) => [name, pid])) as Record<PartName, number>;

async function apiEnvironment(): Promise<Record<string, string>> {
  const response = await fetch(`${runStateOf(folder).address}/environment`);
  return (await response.json()) as Record<string, string>;
}

/** Runs SQL as the owner of the record's database. */
async function asOwner(sql: string): Promise<unknown[]> {
  const ports = JSON.parse(readFileSync(join(folder, 'ports.json'), 'utf8')) as { postgres: number };
  const { ownerPassword } = JSON.parse(readFileSync(join(folder, 'secrets.json'), 'utf8')) as { ownerPassword: string };
  const client = new pg.Client({ host: '127.0.0.1', port: ports.postgres, user: 'duban_owner', password: ownerPassword, database: 'duban' });
  await client.connect();
  try {
    return (await client.query(sql)).rows as unknown[];
  } finally {
    await client.end();
  }
}

const killAndWait = async (name: PartName) => {
  const before = pidsOf()[name];
  process.kill(before, 'SIGKILL');
  await waitUntil(() => pidsOf()[name] !== before, { timeoutMs: 30_000, onTimeout: () => new Error(`${name} was not started again:\n${world.output()}`) });
};

test('a fresh start brings up all parts and tells address and time', async () => {
  world = startWorldProcess(folder);
  await world.says(READY);
  expect(Object.keys(pidsOf()).sort()).toEqual([...PART_NAMES].sort());
  expect(await (await fetch(`${runStateOf(folder).address}/readyz`)).text()).toBe('ready');
  await asOwner('CREATE TABLE kept_by_test (id int); INSERT INTO kept_by_test VALUES (7)');
}, 90_000);

test('worker and API get the application role, UTC, and never the owner', async () => {
  const environment = await apiEnvironment();
  expect(environment).toMatchObject({ TZ: 'UTC', TEMPORAL_NAMESPACE: 'duban', DATABASE_URL: expect.stringMatching(/^postgresql:\/\/duban_app:/) });
  expect(JSON.stringify(environment)).not.toMatch(/duban_owner/);
  expect(environment).not.toHaveProperty('DATABASE_OWNER_URL');
});

test('a second start on the folder is refused and disturbs nothing', async () => {
  const before = pidsOf();
  expect(await runWorldProcess(folder)).toMatchObject({ code: 1, output: expect.stringMatching(/ALREADY_RUNNING/) });
  expect(pidsOf()).toEqual(before);
  await asOwner('SELECT 1');
});

test('a removed lock file does not let a second start in', async () => {
  rmSync(join(folder, 'lock'));
  expect(await runWorldProcess(folder)).toMatchObject({ code: 1, output: expect.stringMatching(/ALREADY_RUNNING/) });
});

test('reset refuses while everything runs', () => {
  const result = spawnSync(process.execPath, [resolve('servers/reset.ts'), '--yes'], { env: { ...process.env, DUBAN_DATA: folder }, encoding: 'utf8' });
  expect(result.status).toBe(1);
  expect(result.stderr).toMatch(/ALREADY_RUNNING/);
});

test.each(PART_NAMES)('%s killed with -9 is started again', async (name) => {
  const others = { ...pidsOf(), [name]: 0 };
  await killAndWait(name);
  expect({ ...pidsOf(), [name]: 0 }).toEqual(others);
  expect(await asOwner('SELECT id FROM kept_by_test')).toEqual([{ id: 7 }]);
}, 60_000);

test('after a kill -9 of the supervisor the next start takes over the servers and replaces worker and API', async () => {
  const before = pidsOf();
  world.child.kill('SIGKILL');
  await world.ended;
  expect(processesOf(folder).length).toBeGreaterThan(3);

  world = startWorldProcess(folder);
  await world.says(READY);
  const after = pidsOf();
  expect({ postgres: after.postgres, temporal: after.temporal }).toEqual({ postgres: before.postgres, temporal: before.temporal });
  expect(after.worker).not.toBe(before.worker);
  expect(after.api).not.toBe(before.api);
  expect(world.output()).toMatch(/Ended 2 process/);
  expect(processesOf(folder).filter((line) => /stand-ins\/(worker|api)\.ts/.test(line))).toHaveLength(2);
}, 90_000);

test('after a kill -9 of everything at once the next start goes on with the data, ready in under 15 s', async () => {
  for (const pid of [world.child.pid ?? 0, ...Object.values(pidsOf())]) process.kill(pid, 'SIGKILL');
  await world.ended;
  world = startWorldProcess(folder);
  await world.says(READY);
  expect(Number(/ready after ([\d.]+) s/.exec(world.output())?.[1])).toBeLessThan(15);
  expect(await asOwner('SELECT id FROM kept_by_test')).toEqual([{ id: 7 }]);
}, 90_000);

test('frozen servers of a killed supervisor are replaced', async () => {
  const before = pidsOf();
  process.kill(before.postgres, 'SIGSTOP');
  process.kill(before.temporal, 'SIGSTOP');
  process.kill(before.api, 'SIGSTOP');
  world.child.kill('SIGKILL');
  await world.ended;
  world = startWorldProcess(folder);
  await world.says(READY);
  expect(pidsOf().postgres).not.toBe(before.postgres);
  expect(pidsOf().temporal).not.toBe(before.temporal);
}, 120_000);

test('SIGINT stops API, worker, Temporal and PostgreSQL in this order and leaves nothing running', async () => {
  world.child.kill('SIGINT');
  expect(await world.ended).toEqual({ code: 0, signal: null });
  expect([...world.output().matchAll(/Stopping (\w+) …/g)].map(([, name]) => name)).toEqual(['api', 'worker', 'temporal', 'postgres']);
  expect(readFileSync(join(folder, 'log', 'postgres.log'), 'utf8')).toMatch(/database system is shut down\n$/);
  expect(processesOf(folder)).toEqual([]);
  expect(existsSync(join(folder, 'run.json'))).toBe(false);
}, 60_000);

test('a start that is called off, or killed, at any moment leaves a folder that starts', async () => {
  const calledOff = startWorldProcess(folder);
  await waitUntil(() => existsSync(join(folder, 'run.json')), { timeoutMs: 10_000, onTimeout: () => new Error('no run.json') });
  calledOff.child.kill('SIGTERM');
  expect((await calledOff.ended).code).toBe(130);
  expect(processesOf(folder)).toEqual([]);

  for (const part of ['postgres', 'temporal'] as const) {
    const killed = startWorldProcess(folder);
    await waitUntil(() => existsSync(join(folder, 'run.json')) && runStateOf(folder).parts[part] !== undefined && runStateOf(folder).supervisor.pid === killed.child.pid, {
      timeoutMs: 30_000, everyMs: 5, onTimeout: () => new Error(killed.output()),
    });
    killed.child.kill('SIGKILL');
    await killed.ended;
  }
}, 90_000);

test('started through the bootstrap, it stops when the bootstrap is killed, and a start meanwhile waits', async () => {
  world = startWorldProcess(folder, { throughBootstrap: true });
  await world.says(READY);
  const { supervisor } = runStateOf(folder);
  expect(supervisor.pid).not.toBe(world.child.pid);
  world.child.kill('SIGKILL');
  const next = startWorldProcess(folder);
  await next.says(READY);
  expect(next.output()).toMatch(/previous run is stopping/);
  world = next;
}, 120_000);

test('--stop ends a running world, and says so when nothing runs', async () => {
  expect(await runWorldProcess(folder, { arguments: ['--stop'] })).toMatchObject({ code: 0, output: expect.stringMatching(/Stopped\./) });
  expect((await world.ended).code).toBe(0);
  expect(await runWorldProcess(folder, { arguments: ['--stop'] })).toMatchObject({ code: 0, output: expect.stringMatching(/Nothing was running/) });
}, 60_000);

test('reset deletes nothing unless told yes, and then everything', async () => {
  const reset = (...args: string[]) => spawnSync(process.execPath, [resolve('servers/reset.ts'), ...args], { env: { ...process.env, DUBAN_DATA: folder }, encoding: 'utf8', input: 'no\n' });
  expect(reset().status).toBe(1);
  expect(existsSync(join(folder, 'postgres', 'PG_VERSION'))).toBe(true);
  expect(reset('--yes').status).toBe(0);
  expect(existsSync(join(folder, 'postgres'))).toBe(false);

  world = startWorldProcess(folder);
  await world.says(READY);
  expect(await asOwner("SELECT to_regclass('kept_by_test') AS kept")).toEqual([{ kept: null }]);
  world.child.kill('SIGTERM');
  expect((await world.ended).code).toBe(0);
}, 90_000);
