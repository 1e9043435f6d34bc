import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestWorld, finding, idOf, openInspection, type TestWorld } from '../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
  await world.startWorker();
});
afterAll(() => world.close());

test('a manager urges on the real engine, the person urged acknowledges, and the entry does not list acts that every file knows', async () => {
  const fileId = await openInspection(world);
  expect(await world.act('unitHead', fileId, 'urge', { text: '请本周内完成' })).toMatchObject({ kind: 'accepted', outcome: 'urged', stage: 'assigned', seq: 2 });
  const { rows } = await world.pool.query<{ id: string; officer_ids: string[] }>("SELECT id, officer_ids FROM task WHERE file_id = $1 AND kind = 'urge' AND closed_seq IS NULL ORDER BY id", [fileId]);
  expect(rows.map(({ officer_ids: ids }) => ids)).toEqual([[idOf('inspectorA')], [idOf('inspectorB')]]);
  expect(await world.act('inspectorA', fileId, 'acknowledge', { taskId: rows[0]!.id })).toMatchObject({ kind: 'accepted', outcome: 'acknowledged', seq: 3 });
  expect(await world.act('responsible', fileId, 'urge', { text: '再催' })).toMatchObject({ kind: 'refused', refusal: { code: 'URGED_TODAY' } });
  const state = await world.client.workflow.getHandle(fileId).query<{ open: string[] }>('state');
  expect(state.open).toEqual(['startInspection', 'recordInspectionResult', 'raiseRecusal', 'decideRecusal', 'redrawOfficer']);
  const { rows: headers } = await world.pool.query<{ header: string }>('SELECT header FROM ledger_entry WHERE file_id = $1', [fileId]);
  for (const { header } of headers) expect(JSON.parse(header).open).toEqual(state.open);
});

test('a closed file is not urged: the process refuses without an event of history', async () => {
  const fileId = await openInspection(world);
  await world.act('inspectorA', fileId, 'recordInspectionResult', { ...finding, category: 'no_issue_found' });
  await world.act('publisher', fileId, 'publishInspectionResult', { redactionChecked: true, channel: 'necips' });
  await world.act('unitHead', fileId, 'closeInspection', {});
  expect(await world.act('unitHead', fileId, 'urge', { text: '催' })).toMatchObject({ kind: 'refused', refusal: { code: 'NOT_OPEN' } });
});
