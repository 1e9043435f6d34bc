import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../../domain/time/local-date.ts';
import { createTestWorld, finding, openInspection, type TestWorld } from '../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld({ rehearsalFrom: '2026-03-02T02:00:00.000Z' });
  await world.startWorker();
});
afterAll(() => world?.close());

const paper = { reason: '回证日期有误', document: '送达回证' };
const row = async (fileId: string) => {
  const { rows } = await world.pool.query(
    `SELECT f.stage, f.next_due_at, d.state, d.trigger_on::text, d.due_date::text, d.revision, d.id FROM file f JOIN deadline d ON d.file_id = f.id WHERE f.id = $1 AND d.clock = 'correction'`, [fileId]);
  return rows[0];
};

test('on the real record and engine: a corrected date moves the clock that it started, a lapse that was none is taken back, and each falls due at its new moment', async () => {
  const fileId = await openInspection(world);
  await world.advance({ to: '2026-03-05T02:00:00.000Z' });
  expect(await world.act('inspectorA', fileId, 'recordInspectionResult', finding, { occurredOn: '2026-03-03' })).toMatchObject({ kind: 'accepted' });
  expect(await world.act('unitHead', fileId, 'orderCorrection', { demand: '下架过期食品', days: 7 })).toMatchObject({ kind: 'accepted', seq: 3 });
  expect(await row(fileId)).toMatchObject({ trigger_on: '2026-03-05', due_date: '2026-03-12', state: 'running' });

  expect(await world.act('unitHead', fileId, 'correctDate', { entry: 3, trueDate: '2026-03-04', ...paper })).toMatchObject({ kind: 'accepted', stage: 'correction_ordered' });
  expect(await row(fileId)).toMatchObject({ trigger_on: '2026-03-04', due_date: '2026-03-11', revision: 2 });

  // the party's report was posted on the last day; the ladder had the file re-inspected
  await world.advance({ to: '2026-03-12T02:00:00.000Z' });
  const lapsed = await row(fileId);
  expect(lapsed).toMatchObject({ stage: 'reinspecting', state: 'lapsed' });
  const posted = { deadlineId: lapsed.id, cause: { kind: 'done_in_time', doneOn: '2026-03-11' }, proposedBy: 'officer-inspectora', ...paper };
  expect(await world.act('responsible', fileId, 'correctLapse', posted)).toMatchObject({ kind: 'accepted', stage: 'correction_ordered' });
  expect(await row(fileId)).toMatchObject({ stage: 'correction_ordered', state: 'running', revision: 3, next_due_at: new Date('2026-03-16T16:00:00.000Z') });

  // nobody records it: the process wakes at the end of the second working day and the lapse stands after all
  await world.advance({ to: '2026-03-17T02:00:00.000Z' });
  expect(await row(fileId)).toMatchObject({ stage: 'reinspecting', state: 'lapsed' });
});

test('on the real record and engine: what is withdrawn was never there, and what passed meanwhile falls due in the same step', async () => {
  const fileId = await openInspection(world);
  expect(await world.act('inspectorA', fileId, 'recordInspectionResult', finding)).toMatchObject({ kind: 'accepted' });
  expect(await world.act('unitHead', fileId, 'orderCorrection', { demand: '下架过期食品', days: 7 })).toMatchObject({ kind: 'accepted', seq: 3 });
  const due = (await row(fileId)).due_date as string;
  expect(await world.act('inspectorA', fileId, 'reportCorrection', { summary: '已整改', onBehalfOf: '示例食品有限公司', document: '报告1号' })).toMatchObject({ kind: 'accepted', seq: 4, stage: 'reinspecting' });
  expect(await row(fileId)).toMatchObject({ state: 'met' });

  const mistake = { entry: 4, proposedBy: 'officer-inspectora', reason: '报告属于另一案卷' };
  expect(await world.act('responsible', fileId, 'withdrawFact', mistake)).toMatchObject({ kind: 'accepted', stage: 'correction_ordered' });
  expect(await row(fileId)).toMatchObject({ stage: 'correction_ordered', state: 'running', due_date: due });
  expect(await world.act('responsible', fileId, 'withdrawFact', mistake)).toMatchObject({ kind: 'refused', refusal: { code: 'ENTRY_NOT_WITHDRAWABLE' } });

  // the same mistake once more, found out after the period: it had passed
  const again = await world.act('inspectorA', fileId, 'reportCorrection', { summary: '已整改', onBehalfOf: '示例食品有限公司', document: '报告1号' });
  await world.advance({ by: 10 * 86_400_000 });
  expect(await world.act('responsible', fileId, 'withdrawFact', { ...mistake, entry: again.kind === 'accepted' ? again.seq : 0 })).toMatchObject({ kind: 'accepted' });
  const { rows } = await world.pool.query<{ milestones: object; state: string }>(`SELECT f.milestones, d.state FROM file f JOIN deadline d ON d.file_id = f.id WHERE f.id = $1 AND d.clock = 'correction'`, [fileId]);
  expect(rows[0]).toMatchObject({ state: 'lapsed', milestones: { correctionPeriodPassed: due } });
  // and the process goes on from there
  expect(await world.act('inspectorB', fileId, 'recordReinspection', { corrected: true, findings: '已改正' })).toMatchObject({ kind: 'accepted' });
});

test('on the real record and engine: a corrected date reaches the file that was told of it', async () => {
  const fileId = await openInspection(world);
  expect(await world.act('inspectorA', fileId, 'recordInspectionResult', finding)).toMatchObject({ kind: 'accepted' });
  await world.advance({ by: 3 * 86_400_000 });
  expect(await world.act('unitHead', fileId, 'registerClue', { suspicion: '销售过期食品' })).toMatchObject({ kind: 'accepted', seq: 3 });
  const theCase = async () => {
    const { rows } = await world.pool.query(
      `SELECT d.trigger_on::text, d.revision, f.stage_since::text, f.facts #>> '{clue,foundOn}' AS found FROM effect x JOIN file f ON f.id = x.to_file_id JOIN deadline d ON d.file_id = f.id AND d.clock = 'clueVerification' WHERE x.file_id = $1 AND x.seq = 3`, [fileId]);
    return rows[0];
  };
  await expect.poll(theCase, { timeout: 15_000 }).toMatchObject({ revision: 1 });
  const { trigger_on: told } = await theCase();
  const trueDate = addDays(told, -1);
  expect(await world.act('unitHead', fileId, 'correctDate', { entry: 3, trueDate, ...paper })).toMatchObject({ kind: 'accepted' });
  await expect.poll(theCase, { timeout: 15_000 }).toEqual({ trigger_on: trueDate, revision: 2, stage_since: trueDate, found: trueDate });
});
