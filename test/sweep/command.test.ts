import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createTestWorld, openInspection, type TestWorld } from '../support/world.ts';
import { openIncidentsOf, stateOf, sweepOf } from './swept-world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
  await world.startWorker();
});
afterAll(() => world?.close());

/** `npm run sweep -- …`, as a process of its own. */
function command(...options: string[]): Promise<{ code: number; output: string }> {
  const env = { PATH: process.env['PATH'], TZ: 'UTC', DATABASE_URL: world.database.appUrl, TEMPORAL_ADDRESS: inject('temporalAddress'), TEMPORAL_NAMESPACE: world.client.options.namespace };
  return new Promise((resolve) => {
    execFile(process.execPath, ['--disable-warning=ExperimentalWarning', fileURLToPath(new URL('../../scans/sweep/main.ts', import.meta.url)), ...options], { env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, output: stdout + stderr }));
  });
}

test('npm run sweep prints its figures and the open incidents; after a restore it lists first, and ends and rebuilds only with a name and a reason', async () => {
  const fileId = await openInspection(world);
  const calm = await command();
  expect(calm.output).toContain('未办结案卷 open files: 1');
  expect(calm.output).toContain('没有未消除的异常');
  expect(calm.code).toBe(0);

  // the process knows entries that the record does not hold
  const handle = world.client.workflow.getHandle(fileId);
  await handle.terminate('restore');
  const state = { seq: 5, head: 'c'.repeat(64), stage: 'assigned', milestones: [], open: [], due: null };
  await world.client.workflow.start('inspection', { workflowId: fileId, taskQueue: 'duban', args: [{ fileId, offset: 0, isRehearsal: false, state }] });
  await expect.poll(async () => { await sweepOf(world, { lookInto: 'all' }); return openIncidentsOf(world, fileId); }, { timeout: 20_000 }).toHaveLength(1);
  const listed = await command('--after-restore');
  expect(listed.code).toBe(1);
  expect(listed.output).toContain(`${fileId} [RECORD_BEHIND]`);
  expect((await stateOf(world, fileId)).seq).toBe(5);

  await command('--after-restore', '--by', '系统管理员', '--reason', '恢复备份');
  await expect.poll(async () => (await command()).code, { timeout: 40_000, interval: 500 }).toBe(0);
  await expect.poll(async () => (await stateOf(world, fileId)).seq, { timeout: 10_000 }).toBe(1);
  expect((await command('--what')).code).toBe(2);
}, 120_000);
