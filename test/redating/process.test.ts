import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pino } from 'pino';
import { keepRedating } from '../../redating/keep-redating.ts';
import { entries, known, processState, stepOf } from '../protocol/second-worker.ts';
import { notice2027 } from '../support/law-changes.ts';
import { createTestWorld, finding, openInspection, type TestWorld } from '../support/world.ts';
import { publications, putInForce, resultPublish } from './law-work.ts';

let world: TestWorld;
let keeper: { stop(): Promise<void> };
beforeEach(async () => {
  world = await createTestWorld({ rehearsalFrom: '2027-01-25T01:00:00Z' });
  await world.startWorker();
  keeper = keepRedating({ pool: world.pool, client: world.client, lawBook: world.lawBook, log: pino({ level: 'silent' }), everySeconds: 0.1 });
});
afterEach(async () => {
  await keeper?.stop();
  await world?.close();
});

const dueOf = async (fileId: string) => (await processState(world, fileId) as unknown as { due: string | null }).due;
const patience = { timeout: 20_000, interval: 50 };
const finished = (changeId: string) =>
  vi.waitFor(async () => expect((await world.pool.query('SELECT 1 FROM redating WHERE change_id = $1 AND finished_at IS NOT NULL', [changeId])).rowCount).toBe(1), patience);
const recorded = async (fileId: string) =>
  (await world.pool.query<{ told: string }>(`SELECT rung || ' ' || to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI') AS told FROM ledger_entry WHERE file_id = $1 AND kind = 'deadline' AND what = 'inspection-result-publish' ORDER BY seq`, [fileId])).rows.map(({ told }) => told);

async function inspectedFile(): Promise<string> {
  const fileId = await openInspection(world, { plannedEnd: '2027-12-31' });
  expect(await world.act('inspectorA', fileId, 'recordInspectionResult', finding)).toMatchObject({ kind: 'accepted' });
  return fileId;
}

test('a later date needs no word to the process: the old timer ticks, takes in what it has not seen, and finds nothing', async () => {
  const fileId = await inspectedFile();
  // 70 % of 20 working days is the morning of the 14th: 16 February. By a notice under which 5 to 11 February rest and nothing is made up it is 19 February
  expect(await dueOf(fileId)).toBe('2027-02-15T16:00:00.000Z');
  const later = await putInForce(world, { kind: 'calendar', content: { ...notice2027, makeUpDays: notice2027.makeUpDays.filter((date) => date > '2027-03-01') } });
  await finished(later.id);
  // 26 to 29 January, 1 to 4, 12, 15 to 19, 22 to 26 February, 1 March
  expect(await publications(world)).toMatchObject([{ dueDate: '2027-03-01', provisional: false, entries: 1 }]);
  expect((await world.pool.query('SELECT 1 FROM redating_nudge')).rowCount).toBe(0);
  expect(await dueOf(fileId)).toBe('2027-02-15T16:00:00.000Z');
  // what the old timer does: the tick finds the record ahead, takes the new date in, and has nothing to write
  const tick = { fileId, at: '2027-02-15T16:00:00.000Z', event: { kind: 'tick' } } as const;
  const { seq, head } = await processState(world, fileId);
  const behind = await stepOf(world)({ ...tick, expect: { seq, head } });
  expect(behind).toMatchObject({ behind: true, entries: [{ seq: seq + 1, due: '2027-02-18T16:00:00.000Z' }] });
  expect(await stepOf(world)({ ...tick, expect: await known(world, fileId) })).toEqual({ entries: [] });
  await world.advance({ to: '2027-02-18T16:00:00.000Z' });
  expect(await recorded(fileId)).toEqual(['remind_70 2027-02-18T16:00']);
});

test('an earlier date is told to the process, which arms its timer anew and fires at the new instant', async () => {
  const fileId = await inspectedFile();
  await world.advance({ by: 2 * 86_400_000 });
  const shorter = await putInForce(world, { kind: 'rule', content: resultPublish(10, '2027-01-26'), transition: 'open_deadlines' });
  await finished(shorter.id);
  // 26 to 29 January, 1 to 4, 9 and 10 February; 70 % is the morning of the 7th, 3 February
  expect(await publications(world)).toMatchObject([{ dueDate: '2027-02-10', entries: 1 }]);
  await vi.waitFor(async () => expect(await dueOf(fileId)).toBe('2027-02-02T16:00:00.000Z'), patience);
  await world.advance({ to: '2027-02-02T15:59:00.000Z' });
  expect(await recorded(fileId)).toEqual([]);
  await world.advance({ to: '2027-02-10T16:00:00.000Z' });
  expect(await recorded(fileId)).toEqual(['remind_70 2027-02-02T16:00', 'remind_90 2027-02-08T16:00', 'lapse 2027-02-10T16:00']);
  expect((await entries(world, fileId)).filter(({ kind }) => kind === 'redate')).toHaveLength(1);
});
