import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestWorld, finding, openInspection, type TestWorld } from '../support/world.ts';
import { dueOf, stateOf, sweepOf } from '../sweep/swept-world.ts';

/**
 * Elsewhere open files were carried over into a new system, and their reminders stayed behind in the scheduler of the old one: nothing
 * ever fell due again, and nobody was told. Here the record alone is carried over, with open deadlines and no process at all.
 */

let old: TestWorld;
let carriedOver: TestWorld;
beforeAll(async () => {
  old = await createTestWorld({ rehearsalFrom: '2026-03-02T04:00:00.000Z' });
  carriedOver = await createTestWorld({ rehearsalFrom: '2026-03-02T04:00:00.000Z' });
  await Promise.all([old.startWorker(), carriedOver.startWorker()]);
});
afterAll(async () => {
  await Promise.all([old?.close(), carriedOver?.close()]);
});

/** The tables of the record, row by row, into a database whose engine never heard of any of it; of some files only, where they are named. */
async function carryOver(files: readonly string[] | null = null): Promise<void> {
  const [from, to] = [new pg.Client(old.database.ownerUrl), new pg.Client(carriedOver.database.adminUrl)];
  await Promise.all([from.connect(), to.connect()]);
  try {
    for (const table of ['submission', 'file', 'ledger_entry', 'deadline', 'task', 'effect']) {
      const { rows } = await from.query(`SELECT to_jsonb(t) AS row FROM ${table} t WHERE $1::text[] IS NULL OR t.${table === 'file' ? 'id' : 'file_id'} = ANY ($1)`, [files]);
      for (const { row } of rows) await to.query(`INSERT INTO ${table} SELECT * FROM jsonb_populate_record(NULL::${table}, $1)`, [JSON.stringify(row)]);
    }
  } finally {
    await Promise.all([from.end(), to.end()]);
  }
}

describe('a clock after migration', () => {
  test('every clock of a record that was carried over without any process fires at its moment', async () => {
    const files: string[] = [];
    for (let i = 0; i < 4; i += 1) files.push(await openInspection(old, { plannedEnd: `2026-04-${10 + i}` }));
    for (const id of files.slice(0, 2)) await old.act('inspectorA', id, 'recordInspectionResult', finding);
    await old.act('unitHead', files[0] ?? '', 'orderCorrection', { demand: '七日内下架', days: 7 });
    await carryOver();
    expect((await carriedOver.client.workflow.count('ExecutionStatus="Running"')).count).toBe(0);

    const report = await sweepOf(carriedOver);
    expect(report?.figures).toMatchObject({ files: files.length, processes: 0, rebuilt: files.length, incidentsOpened: 0 });
    for (const id of files) await expect.poll(() => stateOf(carriedOver, id).then(({ due }) => due, () => 'no process'), { timeout: 10_000 }).toBe(await dueOf(carriedOver, id));

    // both worlds go on over every due moment of the next half-year; what is recorded, and when, is the same
    await Promise.all([old, carriedOver].map((world) => world.advance({ to: '2026-09-01T04:00:00.000Z' })));
    const fired = async (world: TestWorld) => (await world.pool.query(
      `SELECT l.file_id, l.what, l.deadline_id, l.revision, l.rung, l.occurred_on::text AS on FROM ledger_entry l WHERE l.kind = 'deadline' ORDER BY l.file_id, l.seq`)).rows;
    const [before, after] = await Promise.all([fired(old), fired(carriedOver)]);
    expect(before.length).toBeGreaterThanOrEqual(files.length);
    expect(after).toEqual(before);
    const { rows } = await carriedOver.pool.query(`SELECT count(*)::int AS n FROM file WHERE next_due_at <= world_now()`);
    expect(rows[0].n).toBe(0);
  });

  test('a clock that ran out while the record was carried over is recorded as soon as somebody looks, under its legal day, once', async () => {
    const late = await openInspection(old, { plannedEnd: '2026-09-10' });
    // the new house opens a month after the last day, and only then the file arrives
    await carriedOver.advance({ to: '2026-10-12T04:00:00.000Z' });
    await carryOver([late]);
    const lapses = async () => (await carriedOver.pool.query(
      `SELECT l.rung, l.occurred_on::text AS on, l.content::jsonb ->> 'at' AS at, l.recorded_at >= '2026-10-12T04:00:00Z' AS "recordedAfterwards"
       FROM ledger_entry l WHERE l.file_id = $1 AND l.kind = 'deadline' AND l.rung = 'lapse'`, [late])).rows;
    expect(await lapses()).toEqual([]);
    await sweepOf(carriedOver);
    await expect.poll(lapses, { timeout: 10_000 }).toEqual([{ rung: 'lapse', on: '2026-09-10', at: '2026-09-10T16:00:00.000Z', recordedAfterwards: true }]);
    await sweepOf(carriedOver);
    expect(await lapses()).toHaveLength(1);
  });
});
