import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createTestWorld, finding, openInspection, type TestWorld } from '../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld({ patienceMs: 2000 });
});
afterAll(() => world?.close());

/**
 * An Update that failed gives its failure for ever under its id; the submission is what is idempotent. So each attempt goes out under an id
 * of its own, and what became of one does not answer for the next.
 */
test('fresh-update-id: each attempt of one click is an Update with a fresh id, and the click is applied once', async () => {
  let isAway = false;
  await world.startWorker({ pause: (point) => (isAway && point === 'beforeRead' ? Promise.reject(new Error('the database is away')) : Promise.resolve()) });
  const fileId = await openInspection(world);
  const sent = vi.spyOn(world.client.workflowService, 'updateWorkflowExecution');
  isAway = true;
  const key = randomUUID();
  const click = () => world.act('inspectorA', fileId, 'recordInspectionResult', finding, { idempotencyKey: key });
  const told = await click();
  expect(told).toMatchObject({ kind: 'unknown' });
  expect(await click()).toEqual(told);
  const ids = new Set(sent.mock.calls.map(([request]) => (request as { request?: { meta?: { updateId?: string } } }).request?.meta?.updateId));
  // several requests may ask for the outcome of one Update
  expect(ids.size).toBe(2);
  expect(ids).not.toContain(undefined);
  expect(ids).not.toContain('operationId' in told ? told.operationId : '');
  isAway = false;
  await expect.poll(click, { timeout: 30_000 }).toMatchObject({ kind: 'accepted', seq: 2 });
  expect((await world.pool.query('SELECT 1 FROM ledger_entry WHERE file_id = $1', [fileId])).rowCount).toBe(2);
}, 90_000);
