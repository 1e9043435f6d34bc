import { chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { execFileSync, spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporalCacheFolder } from '../../servers/temporal/release.ts';
import { processesOf, runWorldProcess, startWorldProcess } from './stand-ins/world-process.ts';

/** The number of `nobody` almost everywhere: the tests must not create an account. */
const SOMEBODY = { uid: 65_534, gid: 65_534 };
const NAMELESS = { uid: 54_321, gid: 54_321 };
let scratch: string;
let folder: string;
let environment: Record<string, string>;

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'duban-user-'));
  folder = join(scratch, 'data');
  // A cache of this user's own, so that nothing is downloaded.
  const cache = join(scratch, 'cache', 'duban');
  mkdirSync(cache, { recursive: true });
  execFileSync('cp', ['-aL', temporalCacheFolder(), cache]);
  for (const path of [scratch, join(scratch, 'cache'), cache]) chownSync(path, SOMEBODY.uid, SOMEBODY.gid);
  environment = { HOME: scratch, XDG_CACHE_HOME: join(scratch, 'cache') };
});

afterEach(async () => {
  if (processesOf(folder).length > 0) await runWorldProcess(folder, { arguments: ['--stop'], account: SOMEBODY, environment });
  rmSync(scratch, { recursive: true, force: true });
});

/** From a checkout that a user cannot read there is nothing to start. */
function isCheckoutReadable(account: { uid: number; gid: number }): boolean {
  return spawnSync('test', ['-r', join(import.meta.dirname, 'stand-ins', 'start.ts')], account).status === 0;
}

test.runIf(process.getuid?.() === 0)('an ordinary user starts everything; root then refuses the folder', async ({ skip }) => {
  if (!isCheckoutReadable(SOMEBODY)) skip('the checkout is not readable for others');
  const world = startWorldProcess(folder, { account: SOMEBODY, environment });
  await world.says('Duban is ready');
  expect(await runWorldProcess(folder)).toMatchObject({ code: 1, output: expect.stringMatching(/belongs to another user \(uid 65534\)/) });
  world.child.kill('SIGTERM');
  expect((await world.ended).code).toBe(0);
}, 90_000);

test.runIf(process.getuid?.() === 0)('a user number without a name is told what PostgreSQL lacks', async ({ skip }) => {
  if (!isCheckoutReadable(NAMELESS)) skip('the checkout is not readable for others');
  chownSync(scratch, NAMELESS.uid, NAMELESS.gid);
  expect(await runWorldProcess(folder, { account: NAMELESS, environment })).toMatchObject({ code: 1, output: expect.stringMatching(/54321 has no name in \/etc\/passwd/) });
  expect(processesOf(folder)).toEqual([]);
}, 30_000);
