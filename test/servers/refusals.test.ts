import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { processesOf, runWorldProcess, startWorldProcess } from './stand-ins/world-process.ts';

let scratch: string;
let folder: string;

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'duban-refusals-'));
  const world = startWorldProcess(join(scratch, 'sound'));
  await world.says('Duban is ready');
  world.child.kill('SIGTERM');
  expect((await world.ended).code).toBe(0);
}, 90_000);

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

beforeEach(() => {
  folder = join(scratch, 'copy');
  // Keeps owners, which Node's own copy does not.
  execFileSync('cp', ['-a', join(scratch, 'sound'), folder]);
});

afterEach(async () => {
  // Only a test that failed leaves something running.
  if (processesOf(folder).length > 0) await runWorldProcess(folder, { arguments: ['--stop'] });
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

const storedPorts = () => JSON.parse(readFileSync(join(folder, 'ports.json'), 'utf8')) as Record<string, number>;

/** Names, sizes, times and (small) contents of all files but the lock and the logs: equal only if nothing was touched. */
function fingerprint(path = folder): string {
  const hash = createHash('sha256');
  const look = (file: string) => {
    const { size, mtimeMs, mode, uid } = statSync(file);
    if (statSync(file).isDirectory()) {
      hash.update(`${file} ${mode} ${uid}`);
      for (const name of readdirSync(file).sort()) if (!['lock', 'log', 'run.json'].includes(name)) look(join(file, name));
    } else {
      hash.update(`${file} ${size} ${mtimeMs} ${mode} ${uid}`);
      if (size < 100_000) hash.update(readFileSync(file));
    }
  };
  look(path);
  return hash.digest('hex');
}

async function expectRefusal(code: string, words: RegExp, environment: Record<string, string> = {}): Promise<void> {
  const before = fingerprint();
  const result = await runWorldProcess(folder, { environment });
  expect(result).toMatchObject({ code: 1, output: expect.stringContaining(`[${code}]`) });
  expect(result.output).toMatch(words);
  expect(result.output).toMatch(/[\u4e00-\u9fff]/);
  expect(result.output).not.toMatch(/\n {4}at /);
  expect(fingerprint()).toBe(before);
  expect(processesOf(folder)).toEqual([]);
}

async function whileListening(port: number, work: () => Promise<void>): Promise<void> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  try {
    await work();
  } finally {
    server.close();
  }
}

test('a taken port of the API is named with its holder', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await expectRefusal('PORT_TAKEN', new RegExp(`Port ${port}, which API needs, is taken by another program \\(pid ${process.pid}:[^]*DUBAN_PORT`), { DUBAN_PORT: String(port) });
  server.close();
}, 30_000);

test('a taken port of PostgreSQL is named, and --new-ports gets around it', async () => {
  const { postgres } = storedPorts();
  await whileListening(postgres ?? 0, async () => {
    await expectRefusal('PORT_TAKEN', new RegExp(`Port ${postgres}, which PostgreSQL needs[^]*--new-ports`));
    const world = startWorldProcess(folder, { arguments: ['--new-ports'] });
    await world.says('Duban is ready');
    expect(storedPorts()['postgres']).not.toBe(postgres);
    // A server that still looked for its former self at the old ports would take a minute.
    expect(Number(/ready after ([\d.]+) s/.exec(world.output())?.[1])).toBeLessThan(30);
    world.child.kill('SIGTERM');
    expect((await world.ended).code).toBe(0);
  });
}, 90_000);

test('a taken port of Temporal is named, and PostgreSQL is stopped again', async () => {
  const port = storedPorts()['temporalHistoryMembership'] ?? 0;
  await whileListening(port, async () => {
    const result = await runWorldProcess(folder);
    expect(result).toMatchObject({ code: 1, output: expect.stringMatching(new RegExp(`Port ${port}, which Temporal needs`)) });
    expect(processesOf(folder)).toEqual([]);
  });
}, 60_000);

test('a part of ours that dies at once is told with its last words, and everything is stopped again', async () => {
  const result = await runWorldProcess(folder, { environment: { STAND_IN_FAILS: 'worker' } });
  expect(result).toMatchObject({ code: 1, output: expect.stringMatching(/this worker cannot work[^]*\[PART_DIED\]/) });
  expect(processesOf(folder)).toEqual([]);
}, 60_000);

test('a damaged database is told, and nothing is touched', async () => {
  rmSync(join(folder, 'postgres', 'global', 'pg_control'));
  await expectRefusal('DATA_FOLDER_DAMAGED', /missing: global\/pg_control/);
}, 30_000);

test('a folder with something else in it is not touched', async () => {
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  writeFileSync(join(folder, 'thesis.txt'), 'years of work');
  await expectRefusal('DATA_FOLDER_FOREIGN', /not a data folder of Duban/);
  expect(readdirSync(folder)).toEqual(['thesis.txt']);
});

test('a wrong variable and an unknown argument are named before anything is made', async () => {
  const fresh = join(scratch, 'never-made');
  expect(await runWorldProcess(fresh, { environment: { DUBAN_PORT: 'many' } })).toMatchObject({ code: 1, output: expect.stringMatching(/DUBAN_PORT[^]*BAD_ENVIRONMENT/) });
  expect(await runWorldProcess(fresh, { arguments: ['--prots'] })).toMatchObject({ code: 1, output: expect.stringMatching(/Unknown argument --prots/) });
  expect(existsSync(fresh)).toBe(false);
}, 30_000);
