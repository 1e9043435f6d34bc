import { afterAll, beforeAll, expect, test } from 'vitest';
import { visit } from '../support/inspection.ts';
import { createTestWorld, idOf, type TestWorld } from '../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
  await world.startWorker();
});
afterAll(() => world.close());

const assignment = {
  target: { name: '示例食品有限公司', uscc: '91350100M000100Y43' },
  matter: '食品经营许可及条件的检查',
  officerIds: [idOf('inspectorA'), idOf('inspectorB')],
  plannedEnd: '2026-12-31',
};

test('an inspection runs from assignment over a correction order to its closing', async () => {
  const opened = await world.act('coordinator', null, 'assignInspection', assignment);
  expect(opened).toMatchObject({ kind: 'accepted', stage: 'assigned', seq: 1 });
  if (opened.kind !== 'accepted') return;
  const { fileId } = opened;
  const acts: Parameters<TestWorld['act']>[] = [
    ['inspectorA', fileId, 'startInspection', visit(idOf('unitHead'))],
    ['inspectorA', fileId, 'recordInspectionResult', { category: 'corrected_on_order', findings: '货架有过期食品', method: 'on_site' }],
    ['unitHead', fileId, 'orderCorrection', { demand: '下架过期食品' }],
    ['inspectorB', fileId, 'reportCorrection', { summary: '已下架', onBehalfOf: '示例食品有限公司', document: '整改报告1号' }],
    ['inspectorA', fileId, 'recordReinspection', { corrected: true, findings: '已改正' }],
    ['publisher', fileId, 'publishInspectionResult', { redactionChecked: true, channel: 'necips' }],
    ['unitHead', fileId, 'closeInspection', {}],
  ];
  for (const act of acts) expect(await world.act(...act)).toMatchObject({ kind: 'accepted' });
  const description = await world.client.workflow.getHandle(fileId).describe();
  await expect.poll(async () => (await world.client.workflow.getHandle(fileId).describe()).status.name).toBe('COMPLETED');
  expect(description.historyLength).toBeGreaterThan(0);
  const { rows } = await world.pool.query('SELECT seq, stage, closed_at FROM file WHERE id = $1', [fileId]);
  expect(rows[0]).toMatchObject({ seq: 8, stage: 'inspection_closed' });
  expect(rows[0].closed_at).not.toBeNull();
});
