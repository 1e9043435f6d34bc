import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StepRequest } from '../../workflows/messages/messages.ts';
import { createTestWorld, finding, openInspection, type Person, type TestWorld } from '../support/world.ts';
import type { JsonObject } from '../../domain/json.ts';
import { entries, known, stepOf, store } from './second-worker.ts';

// The order: seven days from 2 March, so the 9th is the last day and the lapse is due at its end, 16:00 UTC.
const lapse = Date.parse('2026-03-09T16:00:00.000Z');
const report = { summary: '已下架', onBehalfOf: '示例', document: '报告' };

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld({ rehearsalFrom: '2026-03-02T01:00:00Z' });
  await world.startWorker();
});
afterAll(() => world?.close());

/** A file with the order, and the report stored as sent at an instant; nobody has told the process of either. */
async function ordered(receivedAt: number, occurredOn: string | null): Promise<{ fileId: string; submissionId: string }> {
  const fileId = await openInspection(world, { plannedEnd: '2026-04-30' });
  const commit = async (person: Person, action: string, body: JsonObject) => {
    const { id } = await store(world, person, fileId, action, body);
    const { answer } = await stepOf(world)({ fileId, expect: await known(world, fileId), at: '2026-03-02T03:00:00.000Z', event: { kind: 'act', submissionId: id } });
    expect(answer).toMatchObject({ kind: 'accepted' });
  };
  await commit('inspectorA', 'recordInspectionResult', finding);
  await commit('unitHead', 'orderCorrection', { demand: '下架', days: 7 });
  const { id } = await store(world, 'inspectorB', fileId, 'reportCorrection', report, { occurredOn });
  await receivedNow(id, receivedAt);
  return { fileId, submissionId: id };
}

/** The clock of the database gives the instant of a submission; here it must be exact to the millisecond. */
async function receivedNow(submissionId: string, instant: number): Promise<void> {
  const owner = new pg.Client(world.database.ownerUrl);
  await owner.connect();
  await owner.query('UPDATE submission SET received_at = $2 WHERE id = $1', [submissionId, new Date(instant)]);
  await owner.end();
}

/** Two steps one after the other, each at the very instant of the lapse, by a worker that knows all that was written before. */
async function inOrder({ fileId, submissionId }: { fileId: string; submissionId: string }, kinds: readonly ('act' | 'tick')[]) {
  const answers = [];
  for (const kind of kinds) {
    const event: StepRequest['event'] = kind === 'act' ? { kind, submissionId } : { kind };
    const { answer } = await stepOf(world)({ fileId, expect: await known(world, fileId), at: new Date(lapse).toISOString(), event });
    if (kind === 'act') answers.push(answer);
  }
  const written = (await entries(world, fileId)).slice(3).map(({ kind, what }) => `${kind} ${what}`);
  const { rows } = await world.pool.query<{ rung: string }>("SELECT rung FROM ledger_entry WHERE file_id = $1 AND kind = 'deadline' AND what = 'correction-default-deadline' ORDER BY seq", [fileId]);
  const { rows: files } = await world.pool.query<{ stage: string }>('SELECT stage FROM file WHERE id = $1', [fileId]);
  expect(written.length).toBeGreaterThan(0);
  return { answer: answers[0], written, rungs: rows.map(({ rung }) => rung), stage: files[0]?.stage };
}

describe('a lapse and an act at the same instant', () => {
  test.each([[['act', 'tick']], [['tick', 'act']]] as const)('sent when the last day is over, in the order %j: the lapse comes first, and the act is refused', async (order) => {
    const result = await inOrder(await ordered(lapse, null), order);
    expect(result.answer).toEqual({ kind: 'refused', code: 'NOT_OPEN' });
    expect(result.rungs).toEqual(['remind_70', 'remind_90', 'lapse']);
    expect(result.stage).toBe('reinspecting');
  });

  test('both orders write the same record', async () => {
    const [first, second] = [await inOrder(await ordered(lapse, null), ['act', 'tick']), await inOrder(await ordered(lapse, null), ['tick', 'act'])];
    expect(second).toEqual(first);
  });

  test('sent one millisecond before the end of the last day: whoever is first, once', async () => {
    const inTime = await inOrder(await ordered(lapse - 1, null), ['act', 'tick']);
    expect(inTime.answer).toMatchObject({ kind: 'accepted', stage: 'reinspecting' });
    expect(inTime.rungs).toEqual(['remind_70', 'remind_90']);
    // the act was sent in time and lost the race to the record: refused, and taken back by correctLapse
    const overtaken = await inOrder(await ordered(lapse - 1, null), ['tick', 'act']);
    expect(overtaken.answer).toEqual({ kind: 'refused', code: 'NOT_OPEN' });
    expect(overtaken.rungs).toEqual(['remind_70', 'remind_90', 'lapse']);
  });
});
