import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nudge } from '../../scans/nudge.ts';
import { createTestWorld, finding, openInspection, type TestWorld } from '../support/world.ts';
import { entries, known, processState } from './second-worker.ts';

let world: TestWorld;
let isAway = false;
beforeAll(async () => {
  world = await createTestWorld({ rehearsalFrom: '2026-03-02T01:00:00Z' });
  await world.startWorker({ pause: (point) => (isAway && point === 'beforeRead' ? Promise.reject(new Error('the database is away')) : Promise.resolve()) });
});
afterAll(() => world?.close());

const deadlineEntries = async (fileId: string) => (await entries(world, fileId)).filter(({ kind }) => kind === 'deadline');

test('a database away for longer than an act waits: the sender is told that nobody knows, with the operation; a due moment waits on; afterwards both are in the record once', async () => {
  const waiting = await openInspection(world, { plannedEnd: '2026-03-20' });
  const { rows } = await world.pool.query<{ due: Date }>('SELECT next_due_at AS due FROM file WHERE id = $1', [waiting]);
  await world.advance({ to: new Date((rows[0]?.due.getTime() ?? 0) - 1500).toISOString() });
  const acted = await openInspection(world, { plannedEnd: '2026-04-30' });
  const clock = await world.pool.query<{ offset: number }>('SELECT offset_ms::double precision AS offset FROM world_clock');
  // tells the process the time; from then on there is only its timer
  await nudge({ client: world.client, world: { offset: clock.rows[0]?.offset ?? 0, isRehearsal: true } }, waiting);
  isAway = true;
  const key = randomUUID();
  const click = () => world.act('inspectorA', acted, 'recordInspectionResult', finding, { idempotencyKey: key });
  const told = await click();
  expect(told).toMatchObject({ kind: 'unknown', operationId: expect.any(String) });
  // by now all tries of the tick have run out of their time, too
  await expect.poll(async () => (await world.client.workflow.getHandle(waiting).fetchHistory()).events?.filter(({ timerStartedEventAttributes: timer }) => Number(timer?.startToFireTimeout?.seconds) === 10).length, { timeout: 20_000 }).toBeGreaterThan(0);
  expect(await deadlineEntries(waiting)).toEqual([]);
  isAway = false;
  await expect.poll(async () => (await deadlineEntries(waiting)).length, { timeout: 30_000 }).toBe(1);
  expect(await click()).toMatchObject({ kind: 'accepted', seq: 2 });
  expect(await world.submit.lookUp('officer-inspectora', 'operationId' in told ? told.operationId : '')).toMatchObject({ kind: 'accepted', seq: 2 });
  expect(await entries(world, acted)).toHaveLength(2);
  for (const fileId of [waiting, acted]) await expect.poll(async () => (await processState(world, fileId)).head).toBe((await known(world, fileId)).head);
}, 120_000);
