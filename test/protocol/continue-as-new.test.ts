import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestWorld, finding, openInspection, type TestWorld } from '../support/world.ts';
import { entries, known, processState } from './second-worker.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld({ historyLimit: 20 });
  await world.startWorker();
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
