import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { onlyFileId } from '../../domain/ids.ts';
import { stepOf } from '../protocol/second-worker.ts';
import { planItem } from '../support/plan.ts';
import { createTestWorld, openInspection, type TestWorld } from '../support/world.ts';

let world: TestWorld;
const planOf = (year: number, department = 'market-bureau') => onlyFileId('annualPlan', department, String(year));
beforeAll(async () => {
  world = await createTestWorld({ rehearsalFrom: '2026-01-05T02:00:00.000Z', opensPlans: true });
  const owner = new pg.Client(world.database.ownerUrl);
  await owner.connect();
  try {
    // an office whose kind makes no plans, and a bureau whose only plan manager has left
    await owner.query("INSERT INTO department (id, name, parent_id) VALUES ('office', '示例市场监督管理所', 'market-bureau'), ('district', '示例区市场监督管理局', 'market-bureau')");
    await owner.query("INSERT INTO officer (id, name, department_id, roles, active) VALUES ('of-office', '甲', 'office', '{inspector}', true), ('of-district', '乙', 'district', '{plan_manager}', false)");
  } finally {
    await owner.end();
  }
  await world.startWorker();
});
afterAll(() => world.close());

const plans = async () => (await world.pool.query<{ plan: string; seq: number }>("SELECT facts ->> 'year' || ' ' || department_id AS plan FROM file WHERE type = 'annualPlan' ORDER BY 1")).rows.map(({ plan }) => plan);
const rungs = async (fileId: string) => (await world.pool.query<{ line: string }>("SELECT what || ' ' || rung || ' ' || (recorded_at AT TIME ZONE 'Asia/Shanghai')::date AS line FROM ledger_entry WHERE file_id = $1 AND kind = 'deadline' ORDER BY seq", [fileId])).rows.map(({ line }) => line);
const opening = async (fileId: string) => (await world.pool.query("SELECT kind, what, occurred_on::text AS on, submission_id, source_file_id FROM ledger_entry WHERE file_id = $1 AND seq = 1", [fileId])).rows;

describe('a department that never opens its plan', () => {
  test('is left alone until the first reminder of its dates is due, and then the system opens the file', async () => {
    await world.advance({ to: '2026-01-21T15:59:59.000Z' });
    expect(await world.openPlans()).toEqual([]);
    expect(await plans()).toEqual([]);
    // 70 percent of the 30 days to 31 January are over; real time runs on in between
    await world.advance({ to: '2026-01-21T16:00:00.000Z' });
    expect(await plans()).toEqual(['2026 district', '2026 market-bureau']);
    expect(await opening(planOf(2026))).toEqual([{ kind: 'event', what: 'yearBegun', on: '2026-01-01', submission_id: null, source_file_id: null }]);
    expect(await rungs(planOf(2026))).toEqual(['plan-annual-compile remind_70 2026-01-22']);
    const { rows } = await world.pool.query("SELECT kind, roles FROM task WHERE file_id = $1 AND closed_seq IS NULL ORDER BY kind", [planOf(2026)]);
    expect(rows).toEqual([{ kind: 'act', roles: ['plan_manager'] }, { kind: 'reminder', roles: ['plan_manager'] }]);
  });

  test('is late on 1 February, and ten working days later an order is issued', async () => {
    await world.advance({ to: '2026-02-13T02:00:00.000Z' });
    for (const department of ['market-bureau', 'district']) {
      expect(await rungs(planOf(2026, department))).toEqual(['remind_70 2026-01-22', 'remind_90 2026-01-28', 'lapse 2026-02-01', 'overdue_3 2026-02-04', 'overdue_10 2026-02-13'].map((line) => `plan-annual-compile ${line}`));
    }
    const { rows } = await world.pool.query("SELECT payload -> 'about' ->> 'ruleId' AS rule FROM effect WHERE file_id = $1 AND to_type = 'supervisionOrder'", [planOf(2026)]);
    expect(rows).toEqual([{ rule: 'plan-annual-compile' }]);
  });

  test('goes on with the file that is there: a plan of its own is refused, and its clock stops with publication', async () => {
    const own = await world.act('planManager', null, 'createPlan', { year: 2026, name: '计划' }, { type: 'annualPlan' });
    expect(own).toMatchObject({ kind: 'refused', fileId: planOf(2026), refusal: { code: 'FILE_EXISTS' } });
    // compiled on paper in time: the file says so, though it was opened later
    for (const [person, action, body, on] of [['planManager', 'editPlan', { items: [planItem()] }, '2026-01-10'], ['planManager', 'submitPlan', {}, '2026-01-12'], ['responsible', 'approvePlan', {}, null], ['planManager', 'publishPlan', { channels: ['necips'] }, null]] as const) {
      expect(await world.act(person, planOf(2026), action, body, { type: 'annualPlan', occurredOn: on })).toMatchObject({ kind: 'accepted' });
    }
    const { rows } = await world.pool.query("SELECT state, closed_seq IS NOT NULL AS closed FROM deadline WHERE file_id = $1 AND rule_id = 'plan-annual-compile'", [planOf(2026)]);
    expect(rows).toEqual([{ state: 'lapsed', closed: true }]);
  });

  test('one that opens its plan itself is left alone, and the next year begins for the other', async () => {
    await world.advance({ to: '2026-12-20T02:00:00.000Z' });
    expect(await world.act('planManager', null, 'createPlan', { year: 2027, name: '2027年度抽查计划' }, { type: 'annualPlan' })).toMatchObject({ kind: 'accepted', fileId: planOf(2027) });
    await world.advance({ to: '2027-01-22T02:00:00.000Z' });
    expect(await plans()).toEqual(['2026 district', '2026 market-bureau', '2027 district', '2027 market-bureau']);
    expect((await opening(planOf(2027)))[0]).toMatchObject({ what: 'createPlan' });
    expect((await opening(planOf(2027, 'district')))[0]).toMatchObject({ what: 'yearBegun' });
  });
});

describe('the opening by the system', () => {
  test('happens once, whoever sends it how often, and a person at the same instant either wins or meets it', async () => {
    const other = await createTestWorld({ rehearsalFrom: '2026-01-25T02:00:00.000Z' });
    try {
      // nobody works yet: what two workers and a person send waits at the engine
      const sent = [other.openPlans(), other.openPlans()];
      const person = other.act('planManager', null, 'createPlan', { year: 2026, name: '计划' }, { type: 'annualPlan' });
      expect(await Promise.all(sent)).toEqual([[planOf(2026)], [planOf(2026)]]);
      await other.startWorker();
      const told = await person;
      expect(told).toMatchObject(told.kind === 'accepted' ? { seq: 1 } : { refusal: { code: 'FILE_EXISTS' }, fileId: planOf(2026) });
      await expect.poll(() => other.openPlans()).toEqual([]);
      const { rows } = await other.pool.query("SELECT what FROM ledger_entry WHERE file_id = $1 AND what IN ('yearBegun', 'createPlan')", [planOf(2026)]);
      expect(rows).toHaveLength(1);
    } finally {
      await other.close();
    }
  });

  test('is written once by two steps at once, one of which was frozen between its read and its write', async () => {
    const other = await createTestWorld({ rehearsalFrom: '2026-01-25T02:00:00.000Z' });
    try {
      const event = { kind: 'open' as const, departmentId: 'market-bureau', name: 'yearBegun', payload: { year: 2026 }, occurredOn: '2026-01-01' };
      const request = { fileId: planOf(2026), expect: { seq: 0, head: '' }, at: '2026-01-25T02:00:00.000Z', event };
      let hasRun = false;
      const frozen = stepOf(other, async (point) => {
        if (point !== 'beforeWrite' || hasRun) return;
        hasRun = true;
        await stepOf(other)(request);
      });
      // the second one finds the file and tells what is in it, as any step whose process is behind
      expect(await frozen(request)).toMatchObject({ behind: true, entries: [{ seq: 1 }, { seq: 2 }] });
      const { rows } = await other.pool.query("SELECT count(*)::int AS n FROM ledger_entry WHERE what = 'yearBegun'");
      expect(rows).toEqual([{ n: 1 }]);
    } finally {
      await other.close();
    }
  });

  test('does not open a plan that is late for an authority that began in the course of the year', async () => {
    const other = await createTestWorld({ rehearsalFrom: '2026-02-02T02:00:00.000Z', opensPlans: true });
    try {
      await other.startWorker();
      await openInspection(other);
      expect(await other.openPlans()).toEqual([]);
      // the year after it was in use from the first day on
      await other.advance({ to: '2027-01-22T02:00:00.000Z' });
      const { rows } = await other.pool.query("SELECT facts ->> 'year' AS year FROM file WHERE type = 'annualPlan'");
      expect(rows).toEqual([{ year: '2027' }]);
    } finally {
      await other.close();
    }
  });

  test('comes late where every worker was away in January', async () => {
    const other = await createTestWorld({ rehearsalFrom: '2026-12-29T02:00:00.000Z' });
    try {
      await other.startWorker();
      await openInspection(other);
      await other.advance({ to: '2027-03-02T02:00:00.000Z' });
      expect(await other.openPlans()).toEqual([planOf(2027)]);
      await expect.poll(async () => (await other.pool.query("SELECT rung FROM ledger_entry WHERE file_id = $1 AND kind = 'deadline' ORDER BY seq", [planOf(2027)])).rows.at(-1), { timeout: 10_000 }).toEqual({ rung: 'overdue_10' });
    } finally {
      await other.close();
    }
  });
});
