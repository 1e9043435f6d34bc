import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createTestWorld, finding, openInspection, type TestWorld } from '../support/world.ts';
import { entries, known, processState } from './second-worker.ts';

let world: TestWorld;
let worker: Awaited<ReturnType<TestWorld['startWorker']>>;
beforeAll(async () => {
  world = await createTestWorld({ historyLimit: 20 });
  worker = await world.startWorker();
});
afterAll(() => world.close());

test('drain: acts that come while a process continues as new are all answered, none is in doubt, and the state goes on', async () => {
  const fileId = await openInspection(world);
  const { runId: firstRun } = await world.client.workflow.getHandle(fileId).describe();
  const told: string[] = [];
  for (let round = 0; round < 8; round += 1) {
    const answers = await Promise.all([
      world.act('inspectorA', fileId, 'recordInspectionResult', finding),
      world.act('inspectorB', fileId, 'recordInspectionResult', finding),
      world.act('publisher', fileId, 'publishInspectionResult', { redactionChecked: true, channel: 'necips' }),
    ]);
    told.push(...answers.map((answer) => answer.kind));
    told.push((await world.act('unitHead', fileId, 'returnInspectionResult', { reason: '补充材料' })).kind);
  }
  expect(told.filter((kind) => kind !== 'accepted' && kind !== 'refused')).toEqual([]);
  expect(told.filter((kind) => kind === 'accepted')).toHaveLength(16);
  const { runId } = await world.client.workflow.getHandle(fileId).describe();
  expect(runId).not.toBe(firstRun);
  expect(await entries(world, fileId)).toHaveLength(17);
  expect((await processState(world, fileId)).head).toBe((await known(world, fileId)).head);
});

test('drain: two acts that come in one task of the process, which continues as new after the first, are both answered', async () => {
  const fileId = await openInspection(world);
  const runOf = async () => (await world.client.workflow.getHandle(fileId).describe()).runId;
  await world.act('inspectorA', fileId, 'recordInspectionResult', finding);
  // so that any act more goes beyond the limit of history
  await world.act('unitHead', fileId, 'returnInspectionResult', { reason: '补充材料' });
  const before = await runOf();
  await worker.stop();
  const sent = vi.spyOn(world.client.workflowService, 'updateWorkflowExecution');
  const both = Promise.all((['inspectorA', 'inspectorB'] as const).map((who) => world.act(who, fileId, 'recordInspectionResult', finding)));
  await expect.poll(() => sent.mock.calls.length).toBe(2);
  sent.mockRestore();
  // the process finds both at once
  worker = await world.startWorker();
  expect((await both).map(({ kind }) => kind).toSorted()).toEqual(['accepted', 'refused']);
  await expect.poll(runOf).not.toBe(before);
  expect((await processState(world, fileId)).head).toBe((await known(world, fileId)).head);
});
