import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { body, fine } from '../support/case.ts';
import { createTestWorld, idOf, type TestWorld } from '../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld({ rehearsalFrom: '2026-03-02T01:00:00Z' });
  await world.startWorker();
});
afterAll(() => world.close());

const penalty = fine('120000');
const { approval: _, ...preserving } = body('preserveEvidence', penalty);
const paper = { reason: '现场笔录所载时刻与登记不符', document: '现场笔录1号' };

async function clock(fileId: string) {
  const { rows } = await world.pool.query(
    `SELECT d.id, d.state, d.trigger_on::text, d.trigger_at, d.due_at, d.revision, f.next_due_at FROM deadline d JOIN file f ON f.id = d.file_id WHERE f.id = $1 AND d.clock = 'preservationApproval'`, [fileId]);
  return rows[0];
}

test('on the real record and engine: hours run from the minute that was told, a corrected minute moves them, they pass to the minute, and a decision in time that is entered later is in time', async () => {
  const opened = await world.act('unitHead', null, 'receiveClue', { source: 'report', target: { name: '示例食品有限公司', uscc: '91350100M000100Y43' }, suspicion: '销售过期食品' }, { type: 'enforcementCase' });
  if (opened.kind !== 'accepted') throw new Error(JSON.stringify(opened));
  const id = opened.fileId;
  expect(await world.act('unitHead', id, 'assignHandlers', { officerIds: [idOf('handlerA'), idOf('handlerB')] })).toMatchObject({ kind: 'accepted' });
  await world.advance({ to: '2026-03-03T02:00:00.000Z' });
  const taken = await world.act('handlerA', id, 'preserveEvidence', { ...preserving, urgent: { at: '2026-03-03T09:41:00+08:00', reason: '正在转移货物' } });
  expect(taken).toMatchObject({ kind: 'accepted', stage: 'clue_verifying' });
  expect(await clock(id)).toMatchObject({ state: 'running', trigger_on: '2026-03-03', trigger_at: new Date('2026-03-03T01:41:00.000Z'), due_at: new Date('2026-03-04T01:41:00.000Z') });

  const entry = taken.kind === 'accepted' ? taken.seq : 0;
  expect(await world.act('responsible', id, 'correctDate', { entry, trueDate: '2026-03-03', ...paper })).toMatchObject({ kind: 'refused', refusal: { code: 'INSTANT_REQUIRED' } });
  expect(await world.act('responsible', id, 'correctDate', { entry, trueDate: '2026-03-03', trueAt: '2026-03-03T09:17:00+08:00', ...paper })).toMatchObject({ kind: 'accepted' });
  expect(await clock(id)).toMatchObject({ revision: 2, trigger_at: new Date('2026-03-03T01:17:00.000Z'), due_at: new Date('2026-03-04T01:17:00.000Z') });

  await world.advance({ to: '2026-03-04T01:16:59.000Z' });
  expect(await clock(id)).toMatchObject({ state: 'running', next_due_at: new Date('2026-03-04T01:17:00.000Z') });
  await world.advance({ to: '2026-03-04T01:17:00.000Z' });
  expect(await clock(id)).toMatchObject({ state: 'lapsed' });

  await world.advance({ to: '2026-03-05T02:00:00.000Z' });
  const decision = { ...body('decideUrgentPreservation', penalty), at: '2026-03-03T13:00:00+08:00' };
  expect(await world.act('responsible', id, 'decideUrgentPreservation', decision, { occurredOn: '2026-03-03' })).toMatchObject({ kind: 'accepted', outcome: 'approved' });
  expect(await clock(id)).toMatchObject({ state: 'met' });
});

test('the database keeps no instant that is not a whole minute of its day in Shanghai', async () => {
  const owner = new pg.Client(world.database.ownerUrl);
  await owner.connect();
  try {
    for (const at of ['2026-03-03T01:17:30Z', '2026-03-02T15:59:00Z', '2026-03-03T16:00:00Z']) {
      await expect(owner.query(`UPDATE deadline SET trigger_at = $1 WHERE clock = 'preservationApproval'`, [at]), at).rejects.toMatchObject({ constraint: 'deadline_trigger_at_check' });
    }
    expect((await owner.query(`UPDATE deadline SET trigger_at = '2026-03-02T16:00:00Z' WHERE clock = 'preservationApproval'`)).rowCount).toBe(1);
  } finally {
    await owner.end();
  }
});
