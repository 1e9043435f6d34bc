import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planItem } from '../support/plan.ts';
import { createTestWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
let planId = '';
beforeAll(async () => {
  world = await createTestWorld({ rehearsalFrom: '2026-01-05T02:00:00.000Z' });
  await world.startWorker();
  const told = await world.act('planManager', null, 'createPlan', { year: 2026, name: '2026年度抽查计划', items: [planItem()] }, { type: 'annualPlan' });
  if (told.kind !== 'accepted') throw new Error(JSON.stringify(told));
  planId = told.fileId;
});
afterAll(() => world.close());

const rungs = async (rule: string) => (await world.pool.query<{ line: string }>("SELECT rung || ' ' || (recorded_at AT TIME ZONE 'Asia/Shanghai')::date AS line FROM ledger_entry WHERE file_id = $1 AND what = $2 AND kind = 'deadline' ORDER BY seq", [planId, rule])).rows.map(({ line }) => line);
const orders = async () => (await world.pool.query<{ rule: string; on: string }>("SELECT payload -> 'about' ->> 'ruleId' AS rule, occurred_on::text AS on FROM effect WHERE file_id = $1 AND to_type = 'supervisionOrder' ORDER BY seq", [planId])).rows;
const act = async (person: 'planManager' | 'responsible', action: string, body = {}) => expect(await world.act(person, planId, action, body, { type: 'annualPlan' })).toMatchObject({ kind: 'accepted' });

/** Due dates that nobody keeps, with the world clock of the real engine: the ladder climbs at the very dates, and ends in an order. */
describe('the reports on plan dates are on the ladder', () => {
  test('31 January: the plan is late from 1 February on, the responsible person and the joint-meeting office hear of it, and ten working days later an order is issued', async () => {
    await world.advance({ to: '2026-01-31T15:59:00.000Z' });
    // 70 and 90 percent of the 30 days from 1 January
    expect(await rungs('plan-annual-compile')).toEqual(['remind_70 2026-01-22', 'remind_90 2026-01-28']);
    await world.advance({ to: '2026-01-31T16:00:00.000Z' });
    expect((await rungs('plan-annual-compile')).at(-1)).toBe('lapse 2026-02-01');
    const { rows } = await world.pool.query("SELECT roles FROM task WHERE file_id = $1 AND kind = 'reminder' AND 'joint_meeting_office' = ANY (roles) AND closed_seq IS NULL", [planId]);
    expect(rows).toEqual([{ roles: ['responsible_person', 'joint_meeting_office'] }]);
    // 2 to 6 February are five, 9 to 13 February ten
    await world.advance({ to: '2026-02-13T02:00:00.000Z' });
    expect((await rungs('plan-annual-compile')).slice(-2)).toEqual(['overdue_3 2026-02-04', 'overdue_10 2026-02-13']);
    expect(await orders()).toEqual([{ rule: 'plan-annual-compile', on: '2026-02-13' }]);
  });

  test('15 July: the half-year report', async () => {
    await act('planManager', 'submitPlan');
    await act('responsible', 'approvePlan');
    await act('planManager', 'publishPlan', { channels: ['necips'] });
    await world.advance({ to: '2026-07-15T15:59:00.000Z' });
    expect((await rungs('plan-half-year-report')).map((line) => line.split(' ')[0])).toEqual(['remind_70', 'remind_90']);
    // Wednesday 15 July: 16, 17, 20 are three working days; ten are over on Wednesday 29 July
    await world.advance({ to: '2026-07-29T02:00:00.000Z' });
    expect((await rungs('plan-half-year-report')).slice(2)).toEqual(['lapse 2026-07-16', 'overdue_3 2026-07-20', 'overdue_10 2026-07-29']);
    expect((await orders()).at(-1)).toEqual({ rule: 'plan-half-year-report', on: '2026-07-29' });
  });

  test('10 November: the full-year report', async () => {
    await act('planManager', 'fileHalfYearReport', { summary: '按计划完成', document: '总结1号' });
    await world.advance({ to: '2026-11-10T15:59:00.000Z' });
    expect((await rungs('plan-full-year-report')).map((line) => line.split(' ')[0])).toEqual(['remind_70', 'remind_90']);
    // Tuesday 10 November: 11, 12, 13 are three working days; ten are over on Tuesday 24 November
    await world.advance({ to: '2026-11-24T02:00:00.000Z' });
    expect((await rungs('plan-full-year-report')).slice(2)).toEqual(['lapse 2026-11-11', 'overdue_3 2026-11-13', 'overdue_10 2026-11-24']);
    expect(await orders()).toHaveLength(3);
  });
});
