import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestWorld, finding, openInspection, type TestWorld } from '../support/world.ts';
import { processState } from './second-worker.ts';

let world: TestWorld;
let isFailing = false;
let tries = 0;
beforeAll(async () => {
  // the sender is more patient than the step, so that it hears the step's own answer
  world = await createTestWorld({ patienceMs: 45_000 });
  await world.startWorker({
    pause: (point) => {
      if (!isFailing || point !== 'beforeRead') return Promise.resolve();
      tries += 1;
      return Promise.reject(new Error('permission denied for table file'));
    },
  });
});
afterAll(() => world.close());

test('a step that fails at once, again and again, is given up within its twenty seconds, and the file goes on when the fault is gone', async () => {
  const fileId = await openInspection(world);
  isFailing = true;
  expect(await world.act('inspectorA', fileId, 'recordInspectionResult', finding)).toMatchObject({ kind: 'unknown' });
  const { events } = await world.client.workflow.getHandle(fileId).fetchHistory();
  const failed = events?.flatMap((event) => event.workflowExecutionUpdateCompletedEventAttributes?.outcome?.failure ?? []);
  expect(failed?.map(({ applicationFailureInfo }) => applicationFailureInfo?.type)).toEqual(['OUTCOME_UNKNOWN']);
  // 100, 200, 400, 800, 1600 ms and then every two seconds
  expect(tries).toBeGreaterThan(8);
  expect(tries).toBeLessThan(16);
  isFailing = false;
  // the settling scan sends it again: what was stored is not lost
  await expect.poll(async () => (await world.scan(), (await processState(world, fileId)).stage), { timeout: 10_000, interval: 200 }).not.toBe('assigned');
}, 60_000);
