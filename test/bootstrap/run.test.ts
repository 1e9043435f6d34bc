import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const entry = resolve('bootstrap/run.mjs');
const npmCli = execFileSync('sh', ['-c', 'readlink -f "$(command -v npm)"'], { encoding: 'utf8' }).trim();
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'duban-bootstrap-'));
  mkdirSync(join(root, 'fake-node', 'bin'), { recursive: true });
  writeFileSync(join(root, 'fake-node', 'bin', 'node'), `#!/bin/sh\nexec "${process.execPath}" "$@"\n`, { mode: 0o755 });
  writeFileSync(join(root, 'program.ts'), 'const told: string[] = process.argv.slice(2); console.log(JSON.stringify({ told, zone: process.env.TZ })); process.exitCode = 7;\n');
  setNodePackage('24.0.1');
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Writes package.json and package-lock.json that bring the package `node` in this version, from a local archive. */
function setNodePackage(version: string): void {
  const source = join(root, 'fake-node');
  writeFileSync(join(source, 'package.json'), JSON.stringify({ name: 'node', version, bin: { node: 'bin/node' } }));
  execFileSync('npm', ['pack', '--silent', '--pack-destination', root], { cwd: source });
  writeFileSync(join(root, 'package.json'), JSON.stringify({ name: 'sample', version: '1.0.0', dependencies: { node: `file:node-${version}.tgz` } }));
  execFileSync('npm', ['install', '--package-lock-only', '--silent', '--no-audit'], { cwd: root });
}

function start(args: string[], environment: Record<string, string | undefined> = {}, nodeOptions: string[] = []): ChildProcess {
  const env = { ...process.env, npm_execpath: undefined, DUBAN_ROOT: root, ...environment };
  return spawn(process.execPath, [...nodeOptions, entry, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function run(...parameters: Parameters<typeof start>): Promise<{ code: number | null; signal: string | null; out: string; err: string }> {
  const child = start(...parameters);
  let out = '';
  let err = '';
  child.stdout?.on('data', (data) => (out += data));
  child.stderr?.on('data', (data) => (err += data));
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  return { code, signal, out, err };
}

test('a fresh clone is installed, and the program gets its arguments, UTC and its exit code through', async () => {
  const first = await run(['program.ts', 'one', 'two words']);
  expect(first).toMatchObject({ code: 7, out: '{"told":["one","two words"],"zone":"UTC"}\n' });
  expect(first.err).toMatch(/Installing packages/);

  const second = await run(['program.ts']);
  expect(second.err).toBe('');
}, 30_000);

test('a changed lockfile is installed before the program runs', async () => {
  await run(['program.ts']);
  setNodePackage('24.0.2');
  expect((await run(['program.ts'])).err).toMatch(/Installing packages/);
  expect(JSON.parse(readFileSync(join(root, 'node_modules/node/package.json'), 'utf8'))).toMatchObject({ version: '24.0.2' });
}, 30_000);

test('an interrupted installation is not taken for a whole one', async () => {
  await run(['program.ts']);
  rmSync(join(root, 'node_modules/.package-lock.json'));
  rmSync(join(root, 'node_modules/.duban-lockfile-hash'));
  expect(await run(['program.ts'])).toMatchObject({ code: 7, err: expect.stringMatching(/Installing packages/) });
}, 30_000);

test('packages that npm itself installed are taken as they are', async () => {
  execFileSync('npm', ['ci', '--silent', '--no-audit'], { cwd: root });
  expect(await run(['program.ts'])).toMatchObject({ code: 7, err: '' });
}, 30_000);

test('two commands at once in a fresh clone install once and both run', async () => {
  const both = await Promise.all([run(['program.ts', 'a']), run(['program.ts', 'b'])]);
  expect(both.map(({ code }) => code)).toEqual([7, 7]);
  expect(both.filter(({ err }) => /Installing packages/.test(err))).toHaveLength(1);
}, 30_000);

test('the npm that called us is the one that installs', async () => {
  expect(await run(['program.ts'], { npm_execpath: npmCli, PATH: '/nonexistent' })).toMatchObject({ code: 7 });
}, 30_000);

test('a missing npm is named', async () => {
  const result = await run(['program.ts'], { PATH: '/nonexistent' });
  expect(result).toMatchObject({ code: 1, err: expect.stringMatching(/没有找到 npm[^]*npm was not found/) });
  expect(result.err).not.toMatch(/\n\s+at /);
});

test('a failed installation is told, and leaves no stamp', async () => {
  rmSync(join(root, 'node-24.0.1.tgz'));
  const result = await run(['program.ts'], { npm_config_cache: join(root, 'empty-cache') });
  expect(result).toMatchObject({ code: 1, err: expect.stringMatching(/npm ci failed/) });
  expect(existsSync(join(root, 'node_modules/.duban-lockfile-hash'))).toBe(false);
}, 30_000);

test('a Node that is too old is told which one is needed', async () => {
  const pretend = 'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"18.19.0"}})';
  expect(await run(['program.ts'], {}, ['--import', pretend])).toMatchObject({ code: 1, err: expect.stringMatching(/Node\.js 20 or newer is needed/) });
});

test('a file that does not exist is named', async () => {
  expect(await run(['missing.ts'])).toMatchObject({ code: 1, err: expect.stringMatching(/No such file: missing\.ts/) });
}, 30_000);

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s is passed on, and the program decides how to end', async (signal) => {
  writeFileSync(join(root, 'program.ts'), `process.on('${signal}', () => { console.log('told'); process.exit(5); }); setInterval(() => undefined, 1000); console.log('up');\n`);
  const child = start(['program.ts']);
  let out = '';
  child.stdout?.on('data', (data) => {
    out += data;
    if (out === 'up\n') child.kill(signal);
  });
  expect(await once(child, 'close')).toEqual([5, null]);
  expect(out).toBe('up\ntold\n');
}, 30_000);

test('a program killed by a signal ends us by the same signal', async () => {
  writeFileSync(join(root, 'program.ts'), "process.kill(process.pid, 'SIGKILL');\n");
  expect(await run(['program.ts'])).toMatchObject({ code: null, signal: 'SIGKILL' });
}, 30_000);
