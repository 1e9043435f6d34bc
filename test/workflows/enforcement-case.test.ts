import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NewSubmission } from '../../submissions/submission.ts';
import { visit } from '../support/inspection.ts';
import { createTestWorld, idOf, type Person, type TestWorld } from '../support/world.ts';
import { body, fine } from '../support/case.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld({ rehearsalFrom: '2026-03-02T01:00:00Z' });
  await world.startWorker();
});
afterAll(() => world.close());

const penalty = fine('120000');
const officerIds = [idOf('handlerA'), idOf('handlerB')];
const target = { name: '示例食品有限公司', uscc: '91350100M000100Y43' };

/** Sends the usual body of an act, or parts of another one. */
function act(fileId: string, person: Person, action: string, change: NewSubmission['body'] = {}, occurredOn: string | null = null) {
  const named = action === 'assignHandlers' ? { officerIds } : {};
  return world.act(person, fileId, action, { ...body(action, penalty), ...named, ...change }, { occurredOn });
}

/** A case that an inspection found, on the day on which the world stands. */
async function caseFoundByInspection(): Promise<string> {
  const inspectors = { target, matter: '食品经营检查', officerIds: [idOf('inspectorA'), idOf('inspectorB')], plannedEnd: '2027-12-31' };
  const opened = await world.act('coordinator', null, 'assignInspection', inspectors);
  if (opened.kind !== 'accepted') throw new Error(JSON.stringify(opened));
  await world.act('inspectorA', opened.fileId, 'startInspection', visit(idOf('unitHead')));
  await world.act('inspectorA', opened.fileId, 'recordInspectionResult', { category: 'pending_followup', findings: '销售过期食品', method: 'on_site' });
  await world.act('unitHead', opened.fileId, 'registerClue', { suspicion: '销售过期食品' });
  await expect.poll(async () => (await clueOf(opened.fileId))?.confirmed_at ?? null).not.toBeNull();
  return (await clueOf(opened.fileId))?.to_file_id ?? '';
}

async function clueOf(inspectionId: string): Promise<{ to_file_id: string; confirmed_at: Date | null } | undefined> {
  const { rows } = await world.pool.query("SELECT to_file_id, confirmed_at FROM effect WHERE file_id = $1 AND name = 'clueFound'", [inspectionId]);
  return rows[0];
}

async function fileRow(id: string) {
  const { rows } = await world.pool.query('SELECT * FROM file WHERE id = $1', [id]);
  return rows[0];
}

/** What the record tells of deadlines: `day rule rung`. */
async function told(id: string): Promise<string[]> {
  const { rows } = await world.pool.query("SELECT occurred_on::text AS day, what, rung FROM ledger_entry WHERE file_id = $1 AND kind = 'deadline' ORDER BY seq", [id]);
  return rows.map(({ day, what, rung }) => `${day} ${what} ${rung}`);
}

async function expectProcessEqualsRecord(id: string): Promise<void> {
  const state = await world.client.workflow.getHandle(id).query<{ seq: number; head: string; stage: string }>('state');
  expect(state).toMatchObject({ seq: (await fileRow(id)).seq, head: (await fileRow(id)).head, stage: (await fileRow(id)).stage });
}

describe('a case on the real engine', () => {
  test('goes from the clue of an inspection over review, notice, decision and service to a fine that nobody pays, the demand, the payment with the additional fine, and the archive', async () => {
    const id = await caseFoundByInspection();
    expect(await act(id, 'unitHead', 'assignHandlers')).toMatchObject({ kind: 'accepted', stage: 'clue_verifying' });
    expect(await act(id, 'handlerA', 'recordEvidence')).toMatchObject({ kind: 'accepted' });
    expect(await act(id, 'responsible', 'fileCase')).toMatchObject({ kind: 'accepted', stage: 'investigating' });
    expect(await act(id, 'handlerB', 'submitFinalReport')).toMatchObject({ kind: 'accepted', stage: 'under_review' });
    expect(await act(id, 'beginner', 'recordReview')).toMatchObject({ kind: 'refused', refusal: { code: 'LEGAL_QUALIFICATION_REQUIRED' } });
    expect(await act(id, 'legalReviewer', 'recordReview', { outcome: 'investigate_further', opinion: '补充进货记录' })).toMatchObject({ kind: 'accepted', stage: 'investigating' });
    await act(id, 'handlerA', 'recordEvidence', { kind: 'documentary', summary: '进货记录' });
    await act(id, 'handlerA', 'submitFinalReport');
    expect(await act(id, 'legalReviewer', 'recordReview')).toMatchObject({ kind: 'accepted', stage: 'proposal_approval' });
    expect(await act(id, 'responsible', 'approveProposal')).toMatchObject({ kind: 'accepted', stage: 'notice_approved' });
    expect(await act(id, 'handlerA', 'serveNotice')).toMatchObject({ kind: 'accepted', stage: 'notice_served' });
    // served on 03-02: five working days end on 03-09
    await world.advance({ to: '2026-03-09T17:00:00.000Z' });
    expect(await fileRow(id)).toMatchObject({ stage: 'decision_pending' });
    await act(id, 'responsible', 'referToCollective');
    await act(id, 'meeting', 'recordCollectiveDiscussion');
    expect(await act(id, 'responsible', 'decidePenalty')).toMatchObject({ kind: 'accepted', stage: 'decided' });
    await act(id, 'handlerA', 'prepareService');
    expect(await act(id, 'handlerA', 'recordService')).toMatchObject({ kind: 'accepted', stage: 'performing' });
    // the file of publication and credit is open, under the id that the case keeps
    const { creditRecordId } = (await fileRow(id)).facts;
    await expect.poll(async () => (await fileRow(creditRecordId))?.type).toBe('creditRecord');
    // nobody pays: 15 days from 03-10 end on 03-25
    await world.advance({ to: '2026-04-04T01:00:00.000Z' });
    expect(await fileRow(id)).toMatchObject({ stage: 'overdue', milestones: { paymentOverdue: '2026-03-25' } });
    expect(await act(id, 'handlerA', 'serveDemand')).toMatchObject({ kind: 'accepted', stage: 'demanded' });
    await world.advance({ to: '2026-04-10T01:00:00.000Z' });
    // 16 days of 3 % of 120,000, from 03-26 to 04-10
    const amountYuan = '177600';
    expect(await act(id, 'handlerA', 'recordPayment', { amountYuan, paidOn: '2026-04-10', receiptNo: 'A1' })).toMatchObject({ kind: 'accepted', outcome: 'performed', stage: 'closing' });
    expect((await fileRow(id)).facts.balance).toMatchObject({ additionalFineYuan: '57600.00', outstandingYuan: '0.00' });
    await expectProcessEqualsRecord(id);
    await act(id, 'handlerA', 'submitClosureForm');
    expect(await act(id, 'responsible', 'closeCase')).toMatchObject({ kind: 'accepted', stage: 'archived' });
    await expect.poll(async () => (await world.client.workflow.getHandle(id).describe()).status.name).toBe('COMPLETED');
    const rungs = await told(id);
    expect(rungs).toEqual(expect.arrayContaining(['2026-03-09 statement-period lapse', '2026-03-09 hearing-request lapse', '2026-03-25 fine-pay lapse']));
    expect(new Set(rungs).size).toBe(rungs.length);
    await expect.poll(async () => (await fileRow(creditRecordId)).milestones).toHaveProperty('obligationsPerformed', expect.any(String));
    const { rows: open } = await world.pool.query('SELECT 1 FROM deadline WHERE file_id = $1 AND closed_seq IS NULL UNION ALL SELECT 1 FROM task WHERE file_id = $1 AND closed_seq IS NULL', [id]);
    expect(open).toEqual([]);
  });

  test('stands still while a hearing is prepared, and the record keeps the pause with its days', async () => {
    const id = await caseFoundByInspection();
    const { rows } = await world.pool.query("SELECT to_char(world_now() AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS today");
    const filedOn: string = rows[0].today;
    await act(id, 'unitHead', 'assignHandlers');
    await act(id, 'handlerA', 'recordEvidence');
    await act(id, 'responsible', 'fileCase');
    await act(id, 'handlerB', 'submitFinalReport');
    await act(id, 'legalReviewer', 'recordReview');
    await act(id, 'responsible', 'approveProposal');
    await act(id, 'handlerA', 'serveNotice');
    expect(await act(id, 'handlerA', 'requestHearing')).toMatchObject({ kind: 'accepted', stage: 'hearing_preparing' });
    expect(await act(id, 'responsible', 'namePresider', { presiderId: idOf('handlerA') })).toMatchObject({ kind: 'refused', refusal: { code: 'PRESIDER_UNKNOWN' } });
    expect(await act(id, 'responsible', 'namePresider', { presiderId: idOf('presider') })).toMatchObject({ kind: 'accepted' });
    await world.advance({ by: 200 * 86_400_000 });
    // nobody decided anything, nobody was told that the ninety days were over, and the other duties climbed their ladders
    expect(await fileRow(id)).toMatchObject({ stage: 'hearing_preparing' });
    const rungs = await told(id);
    expect(rungs.some((line) => line.includes('case-decide'))).toBe(false);
    expect(rungs.filter((line) => line.includes('hearing-file-handover'))).toHaveLength(5);
    expect(await act(id, 'responsible', 'terminateHearing', { ground: 'withdrawn', record: '撤回' })).toMatchObject({ kind: 'accepted', stage: 'decision_pending' });
    const { rows: clocks } = await world.pool.query("SELECT state, due_date - $2::date AS days, pauses FROM deadline WHERE file_id = $1 AND clock = 'decision'", [id, filedOn]);
    expect(clocks).toMatchObject([{ state: 'running', pauses: [{ ground: 'hearing', from: filedOn }] }]);
    expect(clocks[0].days).toBeGreaterThanOrEqual(289);
    await expectProcessEqualsRecord(id);
  });
});
