import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { settleRefusal } from '../../submissions/settle.ts';
import { createTestWorld, finding, openInspection, type TestWorld } from '../support/world.ts';
import { commitUnseen, entries, gate, known, stepOf, store } from './second-worker.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
  await world.startWorker();
});
afterAll(() => world.close());

const at = () => new Date().toISOString();

/** What a restored backup does to the tables: nothing of ours may, so triggers are off for it. */
async function restored(sql: string, values: unknown[]): Promise<void> {
  const admin = new pg.Client(world.database.adminUrl);
  await admin.connect();
  try {
    await admin.query('ALTER TABLE ledger_entry DISABLE TRIGGER ALL');
    await admin.query(sql, values);
    await admin.query('ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER ledger_entry_append_only');
  } finally {
    await admin.end();
  }
}

describe('the step', () => {
  test('seq-check: a record that is ahead is told to the process and nothing is written', async () => {
    const fileId = await openInspection(world);
    const before = await known(world, fileId);
    await commitUnseen(world, 'inspectorA', fileId, 'recordInspectionResult', finding);
    const { id } = await store(world, 'unitHead', fileId, 'orderCorrection', { demand: '下架' });
    const result = await stepOf(world)({ fileId, expect: before, at: at(), event: { kind: 'act', submissionId: id } });
    expect(result.behind).toBe(true);
    expect(result.entries.map((entry) => entry.seq)).toEqual([2]);
    expect(result.answer).toBeUndefined();
    expect(await entries(world, fileId)).toHaveLength(2);
  });

  test('unique-key: the same submission asked again gets the stored answer and no second entry', async () => {
    const fileId = await openInspection(world);
    const { submissionId, result } = await commitUnseen(world, 'inspectorA', fileId, 'recordInspectionResult', finding);
    const again = await stepOf(world)({ fileId, expect: await known(world, fileId), at: at(), event: { kind: 'act', submissionId } });
    expect(again.answer).toEqual(result.answer);
    expect(again.entries).toEqual([]);
    expect((await entries(world, fileId)).filter((entry) => entry.submission_id === submissionId)).toHaveLength(1);
  });

  test('write-checks-answer: frozen between reading and writing while the refusal is stored, it writes nothing and tells the refusal', async () => {
    const fileId = await openInspection(world);
    const { id } = await store(world, 'inspectorA', fileId, 'recordInspectionResult', finding);
    const frozen = gate();
    const step = stepOf(world, (point) => (point === 'beforeWrite' ? frozen.wait() : Promise.resolve()));
    const answer = step({ fileId, expect: await known(world, fileId), at: at(), event: { kind: 'act', submissionId: id } });
    await frozen.reached;
    expect(await settleRefusal(world.pool, id, 'NOT_OPEN', false)).toMatchObject({ accepted: false, code: 'NOT_OPEN' });
    frozen.open();
    expect((await answer).answer).toEqual({ kind: 'refused', code: 'NOT_OPEN' });
    expect(await entries(world, fileId)).toHaveLength(1);
  });

  test('conditional-write: frozen between reading and writing while another act commits, it starts over and sees it', async () => {
    const fileId = await openInspection(world);
    const { id } = await store(world, 'inspectorA', fileId, 'recordInspectionResult', finding);
    const frozen = gate();
    const step = stepOf(world, (point) => (point === 'beforeWrite' ? frozen.wait() : Promise.resolve()));
    const expectation = await known(world, fileId);
    const answer = step({ fileId, expect: expectation, at: at(), event: { kind: 'act', submissionId: id } });
    await frozen.reached;
    await commitUnseen(world, 'inspectorB', fileId, 'recordInspectionResult', finding);
    frozen.open();
    expect(await answer).toMatchObject({ behind: true, entries: [{ seq: 2 }] });
    expect(await entries(world, fileId)).toHaveLength(2);
  });

  // entries of two steps have the number in common, so that a unique key stands behind the condition; a refusal has no entry
  test('conditional-write: a refusal judged by a record that has moved since is not stored, and the act is judged anew', async () => {
    const fileId = await openInspection(world);
    const { id } = await store(world, 'unitHead', fileId, 'orderCorrection', { demand: '下架' });
    const frozen = gate();
    const answer = stepOf(world, (point) => (point === 'beforeWrite' ? frozen.wait() : Promise.resolve()))({ fileId, expect: await known(world, fileId), at: at(), event: { kind: 'act', submissionId: id } });
    await frozen.reached;
    // now the act is open
    await commitUnseen(world, 'inspectorA', fileId, 'recordInspectionResult', finding);
    frozen.open();
    expect(await answer).toMatchObject({ behind: true, entries: [{ seq: 2 }] });
    expect((await world.pool.query('SELECT answer FROM submission WHERE id = $1', [id])).rows).toEqual([{ answer: null }]);
    const again = await stepOf(world)({ fileId, expect: await known(world, fileId), at: at(), event: { kind: 'act', submissionId: id } });
    expect(again.answer).toMatchObject({ kind: 'accepted', stage: 'correction_ordered' });
  });

  test('stored-refusals: frozen before reading while the caller is refused, it finds the refusal and writes nothing', async () => {
    const fileId = await openInspection(world);
    const { id } = await store(world, 'inspectorA', fileId, 'recordInspectionResult', finding);
    const frozen = gate();
    const step = stepOf(world, (point) => (point === 'beforeRead' ? frozen.wait() : Promise.resolve()));
    const answer = step({ fileId, expect: await known(world, fileId), at: at(), event: { kind: 'act', submissionId: id } });
    await frozen.reached;
    await settleRefusal(world.pool, id, 'NOT_OPEN', false);
    frozen.open();
    expect((await answer).answer).toEqual({ kind: 'refused', code: 'NOT_OPEN' });
    expect(await entries(world, fileId)).toHaveLength(1);
  });

  test('settle-refusal: a refusal by the validator that finds a stored yes tells the yes, and settles only an answer older than the attempt', async () => {
    const fileId = await openInspection(world);
    const { submissionId } = await commitUnseen(world, 'inspectorA', fileId, 'recordInspectionResult', finding);
    expect(await settleRefusal(world.pool, submissionId, 'NOT_OPEN', false)).toMatchObject({ accepted: true, seq: 2 });
    const settled = async () => (await world.pool.query('SELECT settled FROM submission WHERE id = $1', [submissionId])).rows[0].settled;
    expect(await settled()).toBe(false);
    await settleRefusal(world.pool, submissionId, 'NOT_OPEN', true);
    expect(await settled()).toBe(true);
  });

  test('effect-key: an effect that arrives twice is taken in once, and is confirmed by the entry that takes it in', async () => {
    const fileId = await openInspection(world);
    await commitUnseen(world, 'inspectorA', fileId, 'recordInspectionResult', finding);
    await commitUnseen(world, 'unitHead', fileId, 'registerClue', { suspicion: '涉嫌经营过期食品' });
    const { rows } = await world.pool.query('SELECT x.seq, x.n, x.to_file_id, e.hash FROM effect x JOIN ledger_entry e USING (file_id, seq) WHERE x.file_id = $1', [fileId]);
    const { seq, n, hash, to_file_id: caseId } = rows[0];
    const event = { kind: 'event', source: { fileId, seq, n, hash } } as const;
    const first = await stepOf(world)({ fileId: caseId, expect: { seq: 0, head: '' }, at: at(), event });
    expect(first.entries).toMatchObject([{ seq: 1, stage: 'clue_registered' }]);
    const second = await stepOf(world)({ fileId: caseId, expect: await known(world, caseId), at: at(), event });
    expect(second.entries).toEqual([]);
    expect(await entries(world, caseId)).toHaveLength(1);
    const { rows: confirmed } = await world.pool.query('SELECT confirmed_at FROM effect WHERE file_id = $1', [fileId]);
    expect(confirmed[0].confirmed_at).not.toBeNull();
  });

  test('effect-of-entry: an effect of an entry that a restored backup no longer holds is not taken in', async () => {
    const fileId = await openInspection(world);
    await commitUnseen(world, 'inspectorA', fileId, 'recordInspectionResult', finding);
    await commitUnseen(world, 'unitHead', fileId, 'registerClue', { suspicion: '涉嫌经营过期食品' });
    const { rows } = await world.pool.query('SELECT seq, n, to_file_id FROM effect WHERE file_id = $1', [fileId]);
    const { seq, n, to_file_id: caseId } = rows[0];
    const event = { kind: 'event', source: { fileId, seq, n, hash: 'd'.repeat(64) } } as const;
    expect(await stepOf(world)({ fileId: caseId, expect: { seq: 0, head: '' }, at: at(), event })).toEqual({ entries: [] });
    expect(await entries(world, caseId)).toEqual([]);
  });

  test('two steps that open the same file at once: one opens it, the other is told', async () => {
    const fileId = await openInspection(world);
    await commitUnseen(world, 'inspectorA', fileId, 'recordInspectionResult', finding);
    await commitUnseen(world, 'unitHead', fileId, 'registerClue', { suspicion: '涉嫌经营过期食品' });
    const { rows } = await world.pool.query('SELECT x.seq, x.n, x.to_file_id, e.hash FROM effect x JOIN ledger_entry e USING (file_id, seq) WHERE x.file_id = $1', [fileId]);
    const { seq, n, hash, to_file_id: caseId } = rows[0];
    const request = { fileId: caseId, expect: { seq: 0, head: '' }, at: at(), event: { kind: 'event', source: { fileId, seq, n, hash } } } as const;
    const frozen = gate();
    const slow = stepOf(world, (point) => (point === 'beforeWrite' ? frozen.wait() : Promise.resolve()))(request);
    await frozen.reached;
    await stepOf(world)(request);
    frozen.open();
    expect(await slow).toMatchObject({ behind: true, entries: [{ seq: 1 }] });
    expect(await entries(world, caseId)).toHaveLength(1);
  });

  test('head: a process that knows another history under the same number writes nothing, and an incident is opened', async () => {
    const fileId = await openInspection(world);
    const { id } = await store(world, 'inspectorA', fileId, 'recordInspectionResult', finding);
    const result = await stepOf(world)({ fileId, expect: { seq: 1, head: 'f'.repeat(64) }, at: at(), event: { kind: 'act', submissionId: id } });
    expect(result).toEqual({ entries: [], answer: { kind: 'recordBehind' } });
    const ahead = await stepOf(world)({ fileId, expect: { seq: 2, head: 'e'.repeat(64) }, at: at(), event: { kind: 'act', submissionId: id } });
    expect(ahead.answer).toEqual({ kind: 'recordBehind' });
    expect(await entries(world, fileId)).toHaveLength(1);
    const { rows } = await world.pool.query('SELECT kind FROM incident WHERE file_id = $1 AND closed_at IS NULL', [fileId]);
    expect(rows).toEqual([{ kind: 'RECORD_BEHIND' }]);
    const { rows: submissions } = await world.pool.query('SELECT answer FROM submission WHERE id = $1', [id]);
    expect(submissions[0].answer).toBeNull();
  });

  test('write-checks-head: a backup restored while a step stands between reading and writing, with another entry under the same number: it writes nothing', async () => {
    const fileId = await openInspection(world);
    const { id } = await store(world, 'inspectorA', fileId, 'recordInspectionResult', finding);
    const frozen = gate();
    const answer = stepOf(world, (point) => (point === 'beforeWrite' ? frozen.wait() : Promise.resolve()))({ fileId, expect: await known(world, fileId), at: at(), event: { kind: 'act', submissionId: id } });
    await frozen.reached;
    await restored("WITH entry AS (UPDATE ledger_entry SET hash = repeat('a', 64) WHERE file_id = $1 AND seq = 1) UPDATE file SET head = repeat('a', 64) WHERE id = $1", [fileId]);
    frozen.open();
    expect((await answer).answer).toEqual({ kind: 'recordBehind' });
    expect(await entries(world, fileId)).toHaveLength(1);
    expect((await world.pool.query('SELECT answer FROM submission WHERE id = $1', [id])).rows).toEqual([{ answer: null }]);
  });

  test('fresh-submission-id: a step that read a submission which a restored backup no longer holds writes nothing, though its key came again with another body', async () => {
    const fileId = await openInspection(world);
    const idempotencyKey = randomUUID();
    const lost = await store(world, 'inspectorA', fileId, 'recordInspectionResult', finding, { idempotencyKey });
    const frozen = gate();
    const answer = stepOf(world, (point) => (point === 'beforeWrite' ? frozen.wait() : Promise.resolve()))({ fileId, expect: await known(world, fileId), at: at(), event: { kind: 'act', submissionId: lost.id } });
    await frozen.reached;
    await restored('DELETE FROM submission WHERE id = $1', [lost.id]);
    const again = await store(world, 'inspectorA', fileId, 'recordInspectionResult', { ...finding, findings: '另一份结果' }, { idempotencyKey });
    expect(again.id).not.toBe(lost.id);
    frozen.open();
    expect((await answer).answer).toEqual({ kind: 'unknown' });
    expect(await entries(world, fileId)).toHaveLength(1);
    expect((await world.pool.query('SELECT answer FROM submission WHERE id = $1', [again.id])).rows).toEqual([{ answer: null }]);
  });

  test('one-snapshot: a step reads file, submission and law in one statement, and writes in one', async () => {
    const fileId = await openInspection(world);
    await commitUnseen(world, 'inspectorA', fileId, 'recordInspectionResult', finding);
    const { id } = await store(world, 'unitHead', fileId, 'orderCorrection', { demand: '下架' });
    const request = { fileId, expect: await known(world, fileId), at: at(), event: { kind: 'act', submissionId: id } } as const;
    const sent = vi.spyOn(world.pool, 'query');
    try {
      expect((await stepOf(world)(request)).answer).toMatchObject({ kind: 'accepted' });
      // the running worker shares the pool, and has nothing to do with this file
      expect(sent.mock.calls.map(([query]) => (query as unknown as { name?: string }).name)).toEqual(['step-load', 'step-write']);
    } finally {
      sent.mockRestore();
    }
  });

  test('a submission whose row is gone is unknown, and nothing is written', async () => {
    const fileId = await openInspection(world);
    const result = await stepOf(world)({ fileId, expect: await known(world, fileId), at: at(), event: { kind: 'act', submissionId: '00000000-0000-4000-8000-000000000000' } });
    expect(result).toEqual({ entries: [], answer: { kind: 'unknown' } });
    expect(await entries(world, fileId)).toHaveLength(1);
  });

  test('the record\'s time never runs backwards, whatever instant a frozen worker brings', async () => {
    const fileId = await openInspection(world);
    const { id } = await store(world, 'inspectorA', fileId, 'recordInspectionResult', finding);
    await stepOf(world)({ fileId, expect: await known(world, fileId), at: '2026-01-01T00:00:00.000Z', event: { kind: 'act', submissionId: id } });
    const { rows } = await world.pool.query('SELECT recorded_at FROM ledger_entry WHERE file_id = $1 ORDER BY seq', [fileId]);
    expect(rows[1].recorded_at.getTime()).toBeGreaterThanOrEqual(rows[0].recorded_at.getTime());
  });
});
