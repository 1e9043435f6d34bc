import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createTestWorld, finding, openInspection, type TestWorld } from '../support/world.ts';

let world: TestWorld;
let child: ChildProcess;
beforeAll(async () => {
  world = await createTestWorld();
  child = fork(fileURLToPath(new URL('../../workers/main.ts', import.meta.url)), {
    env: {
      PATH: process.env['PATH'] ?? '', TZ: 'UTC', DATABASE_URL: world.database.appUrl, DUBAN_LOG_LEVEL: 'silent',
      TEMPORAL_ADDRESS: inject('temporalAddress'), TEMPORAL_NAMESPACE: world.client.options.namespace,
    },
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
});
afterAll(async () => {
  child?.kill('SIGKILL');
  await world?.close();
});

/**
 * The engine sends a file's next task to the worker that keeps the file in memory, and to anybody only after a while (the SDK's default: 10 s).
 * A worker that was killed cannot say that it is gone.
 */
test('an act on a file that a killed worker kept in memory waits for four seconds at most before another worker takes it', async () => {
  const fileId = await openInspection(world);
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  await world.startWorker();
  const began = performance.now();
  expect(await world.act('inspectorA', fileId, 'recordInspectionResult', finding)).toMatchObject({ kind: 'accepted' });
  const seconds = (performance.now() - began) / 1000;
  console.log(`took ${seconds.toFixed(1)} s`);
  expect(seconds).toBeLessThan(6);
});
