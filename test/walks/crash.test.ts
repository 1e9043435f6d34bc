import { describe, expect, test } from 'vitest';
import { createRandom } from '../../chaos/random.ts';
import { load } from '../../activities/step/load.ts';
import { redateDeadline, type Redating } from '../../domain/advance/redate.ts';
import { nationalProfile } from '../../domain/rules/law.ts';
import { nudge } from '../../scans/nudge.ts';
import { openIncidentsOf, stateOf, sweepOf } from '../sweep/swept-world.ts';
import { CrashWorld } from './crash-world.ts';
import { armedProcess } from './engine-timers.ts';
import { seed, times } from './seed.ts';

const stepsOfAWalk = 1000;
const stepsBetweenLosses = 60;
/**
 * A timer's length is counted from the worker's instant and runs from the engine's, which is later by the time that the workflow task took (seconds,
 * on a machine with more to do): a timer may be late by that, and never early.
 */
const mostLateMs = 20_000;
const mostEarlyMs = 5;

interface Row {
  readonly id: string;
  readonly seq: number;
  readonly head: string;
  readonly due: Date | null;
  readonly isClosed: boolean;
}

describe(`random walks with crashes and sweeps (seed ${seed}, DUBAN_WALKS multiplies them)`, () => {
  test.for(Array.from({ length: times }, (_, i) => seed + i))(
    `${stepsOfAWalk} steps of act, return, pause, extend, re-date, time, crash and sweep (seed %i): rows and engine timers agree at the end, and no process and no file is orphaned`,
    { timeout: 600_000 },
    async (walkSeed) => {
      const world = await CrashWorld.open('2026-03-02T04:00:00.000Z', createRandom(walkSeed));
      try {
        for (let steps = 0, losses = 0; steps < stepsOfAWalk; ) {
          steps += await world.round();
          for (; losses * stepsBetweenLosses < steps; losses += 1) await world.lossInTurn(losses);
        }
        await world.rest();
        console.log(JSON.stringify(world.done));
        for (const kind of ['act accepted', 'returned', 'corrected', 'extended', 'paused or resumed', 'due moments', 'terminated', 'deleted', 'reset', 'worker killed', 'sweep', 'law changed']) {
          expect(world.done[kind] ?? 0, `the walk did this: ${kind}`).toBeGreaterThan(0);
        }
        await everyDateIsOfTheLawInForce(world);
        await rowsAndTimersAgree(world);
        await nothingIsOrphaned(world);
      } finally {
        await world.close();
      }
    },
  );
});

/** Counted anew once more, nothing that is open comes to another date: every change of the law has reached every clock, and the ledger says so. */
async function everyDateIsOfTheLawInForce({ real }: CrashWorld): Promise<void> {
  const { revision, calendar, rulesFor } = await real.lawBook.current();
  const redating: Redating = { changeId: 'once-more', revision, kind: 'calendar', transition: 'new_triggers', newVersions: new Set() };
  const { rows } = await real.pool.query<{ id: string }>('SELECT id FROM file WHERE closed_at IS NULL ORDER BY id');
  const found: string[] = [];
  for (const { id } of rows) {
    const { file } = await load(real.pool, { fileId: id, expect: { seq: 0, head: '' }, at: '2026-03-02T04:00:00.000Z', event: { kind: 'look' } });
    for (const row of file?.deadlines ?? []) {
      const again = redateDeadline(row, { rules: rulesFor(file?.profileId ?? nationalProfile), calendar }, redating);
      if (again !== null) found.push(`${row.id}: ${JSON.stringify(row)} would be ${JSON.stringify(again)}`);
    }
  }
  expect(found).toEqual([]);
  const told = await real.pool.query<{ n: number }>("SELECT count(*)::int AS n FROM ledger_entry WHERE kind = 'redate'");
  expect(told.rows[0]?.n, 'the changes of the calendar moved something').toBeGreaterThan(0);
}

async function rowsAndTimersAgree({ real }: CrashWorld): Promise<void> {
  const { rows } = await real.pool.query<Row>('SELECT id, seq, head, next_due_at AS due, closed_at IS NOT NULL AS "isClosed" FROM file ORDER BY id');
  const { rows: [clock] } = await real.pool.query<{ offset: number }>('SELECT world_offset_ms() AS offset');
  const offset = clock?.offset ?? 0;
  // a process learns the world's time from messages only; told the present one, it sets its timer by it
  for (const { id } of rows.filter(({ isClosed }) => !isClosed)) await nudge({ client: real.client, world: { offset, isRehearsal: true } }, id);
  for (const { id, seq, head, due, isClosed } of rows) {
    if (isClosed) {
      await expect.poll(async () => (await armedProcess(real, id)).status, { timeout: 60_000, message: `${id} is closed` }).toBe('COMPLETED');
      continue;
    }
    await expect.poll(() => stateOf(real, id).then((state) => ({ seq: state.seq, head: state.head, due: state.due }), String), { timeout: 60_000, message: `what ${id} knows` })
      .toEqual({ seq, head, due: due?.toISOString() ?? null });
    await expect.poll(async () => {
      const { status, timers, firesAt } = await armedProcess(real, id);
      const late = firesAt === null || due === null ? null : firesAt + offset - due.getTime();
      const isInTime = late === null ? firesAt === null && due === null : late >= -mostEarlyMs && late <= mostLateMs;
      return { status, timers, late: isInTime ? 'in time' : late };
    }, { timeout: 60_000, message: `the engine's timer of ${id}, due at ${due?.toISOString() ?? 'no moment'}` }).toEqual({ status: 'RUNNING', timers: due === null ? 0 : 1, late: 'in time' });
  }
}

async function nothingIsOrphaned({ real }: CrashWorld): Promise<void> {
  await expect.poll(async () => {
    await sweepOf(real, { lookInto: 'all' });
    return openIncidentsOf(real);
  }, { timeout: 120_000, message: 'incidents' }).toEqual([]);
  await expect.poll(async () => {
    const running: string[] = [];
    for await (const { workflowId } of real.client.workflow.list({ query: 'ExecutionStatus="Running"' })) running.push(workflowId);
    return running.toSorted();
  }, { timeout: 120_000, message: 'running processes' }).toEqual((await real.pool.query<{ id: string }>('SELECT id FROM file WHERE closed_at IS NULL ORDER BY id')).rows.map(({ id }) => id).toSorted());
}
