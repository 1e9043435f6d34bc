import { describe, expect, it } from 'vitest';
import type { Officer } from '../../../domain/actions/action.ts';
import { annualPlanFile } from '../../../domain/files/annual-plan.ts';
import { openedFileIdOf } from '../../../domain/files/file-definition.ts';
import { inspectionFile } from '../../../domain/files/inspection.ts';
import { fileIdPattern } from '../../../domain/ids.ts';
import { momentsOfYear } from '../../../domain/actions/annual-plan/plan-dates.ts';
import { defaultCalendar } from '../../../domain/calendar/default-calendar.ts';
import type { JsonObject } from '../../../domain/json.ts';
import { rules } from '../../support/law.ts';
import { planItem } from '../../support/plan.ts';
import { rungsTold, walk, type Walk } from '../../support/walk.ts';

const manager: Officer = { id: 'manager', departmentId: 'market-bureau', roles: ['plan_manager'], certificateValidUntil: null };
const head: Officer = { id: 'head', departmentId: 'market-bureau', roles: ['responsible_person'], certificateValidUntil: null };
const report = { summary: '按计划完成', document: '市监〔2026〕7号' };

function opened(at = '2026-01-05T02:00:00.000Z', body: JsonObject = { year: 2026, name: '2026年度抽查计划', items: [planItem()] }): Walk {
  const file = walk(annualPlanFile, { at });
  expect(file.act(manager, 'createPlan', body)).toMatchObject({ accepted: true, stage: 'plan_draft' });
  return file;
}

function published(at?: string): Walk {
  const file = opened(at);
  for (const [actor, action, body] of [[manager, 'submitPlan', {}], [head, 'approvePlan', {}], [manager, 'publishPlan', { channels: ['necips'] }]] as const) {
    expect(file.act(actor, action, body)).toMatchObject({ accepted: true });
  }
  return file;
}

const submitWith = (item: JsonObject) => opened(undefined, { year: 2026, name: '计划', items: [item] }).act(manager, 'submitPlan');

describe('an annual plan', () => {
  it('goes from its draft over a return to publication, opens tasks, files both reports and is closed', () => {
    const file = opened();
    const path: [Officer, string, JsonObject, string][] = [
      [manager, 'submitPlan', {}, 'plan_review'],
      [head, 'returnPlan', { reason: '比例偏低' }, 'plan_draft'],
      [manager, 'editPlan', { items: [planItem({ plannedCount: 6 }), planItem({ key: 'T02' })] }, 'plan_draft'],
      [manager, 'submitPlan', {}, 'plan_review'],
      [head, 'approvePlan', {}, 'plan_approved'],
      [manager, 'publishPlan', { channels: ['necips', 'department_site'] }, 'plan_published'],
      [manager, 'recordPlanWithSuperior', { document: '备〔2026〕1号' }, 'plan_published'],
      [manager, 'openDrawTask', { item: 'T01' }, 'plan_active'],
      [manager, 'openDrawTask', { item: 'T02', plannedEnd: '2026-06-30' }, 'plan_active'],
      [manager, 'adjustPlan', { items: [planItem(), planItem({ key: 'T02' }), planItem({ key: 'T03' })], reason: '新增事项' }, 'plan_active'],
      [manager, 'fileHalfYearReport', report, 'plan_active'],
      [manager, 'fileFullYearReport', report, 'plan_active'],
    ];
    for (const [actor, action, body, stage] of path) expect(file.act(actor, action, body), action).toMatchObject({ accepted: true, stage });
    expect(file.act(manager, 'closePlan')).toMatchObject({ accepted: false, code: 'PLAN_TASKS_OPEN' });
    file.event('taskEnded', { no: 1, outcome: 'closed', inspections: 4 }, { fileId: 'drawTask-00000000000000000001', seq: 9, n: 1 });
    file.event('taskEnded', { no: 2, outcome: 'cancelled', inspections: 0 }, { fileId: 'drawTask-00000000000000000002', seq: 3, n: 1 });
    expect(file.record.facts['tasks']).toMatchObject([
      { no: 1, item: 'T01', ended: { drawTask: 'drawTask-00000000000000000001', outcome: 'closed', inspections: 4 } },
      { no: 2, item: 'T02', ended: { drawTask: 'drawTask-00000000000000000002', outcome: 'cancelled' } },
    ]);
    expect(file.act(manager, 'closePlan')).toMatchObject({ accepted: true, stage: 'plan_closed' });
    expect(file.record.deadlines).toEqual([]);
    expect(file.record.tasks).toEqual([]);
  });

  it('sends the order of a task to a draw of its own, with the end that was named', () => {
    const file = published();
    file.act(manager, 'openDrawTask', { item: 'T01', plannedEnd: '2026-09-30' });
    const [effect] = file.given.at(-1)?.effects ?? [];
    expect(effect).toMatchObject({ toType: 'drawTask', name: 'taskOpened', payload: { no: 1, item: 'T01', matter: '食品销售者经营行为的检查', itemType: 'general', scope: { category: '食品销售' }, to: '2026-09-30' } });
    expect(effect?.payload).not.toHaveProperty('plannedCount');
  });

  it('counts its three dates from 1 January of its year, however early it was opened', () => {
    const early = opened('2025-12-10T02:00:00.000Z', { year: 2026, name: '计划' });
    expect(early.record.deadlines.map(({ clock, triggerOn, dueDate }) => `${clock} ${triggerOn} ${dueDate}`).sort()).toEqual([
      'compile 2026-01-01 2026-01-31', 'fullYearReport 2026-01-01 2026-11-10', 'halfYearReport 2026-01-01 2026-07-15',
    ]);
  });

  it('opened after January is overdue at once, and the joint-meeting office hears of it', () => {
    const late = opened('2026-02-10T02:00:00.000Z');
    expect(late.record.deadlines.find(({ clock }) => clock === 'compile')).toMatchObject({ dueDate: '2026-01-31', state: 'lapsed', closedSeq: null });
    expect(rungsTold(late)).toContain('plan-annual-compile lapse 2026-01-31');
    const reminder = late.record.tasks.find(({ kind, roles }) => kind === 'reminder' && roles.includes('joint_meeting_office'));
    expect(reminder?.label.zh).toBe('编制年度抽查工作计划');
    expect(late.record.stage).toBe('plan_draft');
  });

  it('is never approved by time: the date passes, the ladder climbs rung by rung, the stage stays', () => {
    const file = opened('2026-01-05T02:00:00.000Z');
    file.act(manager, 'submitPlan');
    file.tick('2026-03-10T00:00:00.000Z');
    expect(rungsTold(file)).toEqual([
      // 70 and 90 percent of the 30 days from 1 January
      'plan-annual-compile remind_70 2026-01-22', 'plan-annual-compile remind_90 2026-01-28', 'plan-annual-compile lapse 2026-01-31',
      'plan-annual-compile overdue_3 2026-02-04', 'plan-annual-compile overdue_10 2026-02-13',
    ]);
    expect(file.record.stage).toBe('plan_review');
    expect(file.act(head, 'approvePlan')).toMatchObject({ accepted: true });
    file.act(manager, 'publishPlan', { channels: ['necips'] });
    expect(file.given.at(-1)?.deadlines.find(({ clock }) => clock === 'compile')).toMatchObject({ state: 'lapsed', rungs: [], closedSeq: file.record.seq });
    expect(file.record.tasks.filter(({ kind }) => kind === 'reminder')).toEqual([]);
  });

  it('a report that is filed stops its ladder, one that is not climbs to the joint-meeting office', () => {
    const file = published();
    file.tick('2026-07-10T00:00:00.000Z');
    expect(file.act(manager, 'fileHalfYearReport', report)).toMatchObject({ accepted: true });
    file.tick('2026-12-01T00:00:00.000Z');
    const told = rungsTold(file);
    expect(told.some((line) => line.startsWith('plan-half-year-report lapse'))).toBe(false);
    expect(told).toContain('plan-full-year-report lapse 2026-11-10');
    expect(file.record.tasks.some(({ roles }) => roles.includes('joint_meeting_office'))).toBe(true);
    expect(file.act(manager, 'fileHalfYearReport', report)).toMatchObject({ code: 'PLAN_REPORT_FILED' });
    expect(file.act(manager, 'fileFullYearReport', report)).toMatchObject({ accepted: true });
    expect(file.act(manager, 'fileFullYearReport', report)).toMatchObject({ code: 'PLAN_REPORT_FILED' });
  });
});

describe('what a plan is refused for', () => {
  it.each(['name', 'matter', 'itemType', 'drawType', 'scope', 'quota', 'plannedCount', 'method', 'from', 'to', 'leadDepartment', 'participatingDepartments'])('plan-content-min: a line without %s', (field) => {
    const { [field]: _, ...item } = planItem();
    expect(submitWith(item as JsonObject)).toMatchObject({ accepted: false, code: 'PLAN_CONTENT_MISSING', rule: 'plan-content-min', field: expect.stringContaining('/items/0/') });
  });

  it('plan-content-min: no line at all, a line that ends before it begins, a directed draw without a condition', () => {
    expect(opened(undefined, { year: 2026, name: '计划' }).act(manager, 'submitPlan')).toMatchObject({ code: 'PLAN_CONTENT_MISSING', field: '/items' });
    expect(submitWith(planItem({ to: '2025-12-31' }))).toMatchObject({ code: 'PLAN_CONTENT_MISSING', field: '/items/0/to' });
    expect(submitWith(planItem({ drawType: 'directed' }))).toMatchObject({ code: 'PLAN_CONTENT_MISSING', field: '/items/0/drawType' });
    expect(submitWith(planItem({ scope: { category: '食品销售', industry: '超市' } }))).toMatchObject({ code: 'PLAN_CONTENT_MISSING', field: '/items/0/drawType' });
    expect(submitWith(planItem({ drawType: 'directed', scope: { category: '食品销售', industry: '超市' } }))).toMatchObject({ accepted: true });
  });

  it('plan-general-item-ratio-cap: a general item of 100 percent, though 99.99 passes and a key item has no cap', () => {
    const ratio = (D: number) => ({ kind: 'ratio', percent: { A: 1, B: 2, C: 10, D } });
    expect(submitWith(planItem({ quota: ratio(100) }))).toMatchObject({ code: 'PLAN_RATIO_CAP', rule: 'plan-general-item-ratio-cap', field: '/items/0/quota/percent/D' });
    expect(submitWith(planItem({ quota: ratio(99.99) }))).toMatchObject({ accepted: true });
    expect(submitWith(planItem({ quota: ratio(100), itemType: 'key' }))).toMatchObject({ accepted: true });
    expect(opened(undefined, { year: 2026, name: '计划' }).act(manager, 'editPlan', { items: [planItem({ quota: ratio(101) })] })).toMatchObject({ code: 'INVALID_BODY' });
  });

  it('a second opening of the same year: the file is there', () => {
    const file = opened();
    expect(file.act(manager, 'createPlan', { year: 2026, name: '又一计划' })).toEqual({ accepted: false, code: 'FILE_EXISTS' });
    expect(file.record.seq).toBe(1);
  });

  it('plan-annual-compile: a year that is over, or two years ahead', () => {
    for (const year of [2025, 2028]) expect(walk(annualPlanFile, { at: '2026-01-05T02:00:00.000Z' }).act(manager, 'createPlan', { year, name: '计划' })).toMatchObject({ code: 'PLAN_YEAR' });
    expect(walk(annualPlanFile, { at: '2026-12-20T02:00:00.000Z' }).act(manager, 'createPlan', { year: 2027, name: '计划' })).toMatchObject({ accepted: true });
  });

  it('approval by anybody but a responsible person', () => {
    const file = opened();
    file.act(manager, 'submitPlan');
    expect(file.act(manager, 'approvePlan')).toMatchObject({ code: 'FORBIDDEN_ROLE' });
  });

  it('a task for a line that is not in the plan, or outside the time of the line', () => {
    const file = published('2026-01-05T02:00:00.000Z');
    expect(file.act(manager, 'openDrawTask', { item: 'T99' })).toMatchObject({ code: 'PLAN_ITEM_UNKNOWN' });
    expect(file.act(manager, 'openDrawTask', { item: 'T01', plannedEnd: '2027-01-01' })).toMatchObject({ code: 'DRAW_WINDOW_PASSED' });
    expect(file.act(manager, 'openDrawTask', { item: 'T01', plannedEnd: '2026-01-04' })).toMatchObject({ code: 'DRAW_WINDOW_PASSED' });
  });

  it('an adjustment that takes out what was drawn, and one that breaks the cap', () => {
    const file = published();
    file.act(manager, 'openDrawTask', { item: 'T01' });
    expect(file.act(manager, 'adjustPlan', { items: [planItem({ key: 'T02' })], reason: '更换' })).toMatchObject({ code: 'PLAN_ITEM_IN_USE' });
    expect(file.act(manager, 'adjustPlan', { items: [planItem({ quota: { kind: 'ratio', percent: { A: 100, B: 1, C: 1, D: 1 } } })], reason: '提高' })).toMatchObject({ code: 'PLAN_RATIO_CAP' });
  });

  it('closing without its reports', () => {
    const file = published();
    expect(file.act(manager, 'closePlan')).toMatchObject({ code: 'PLAN_REPORTS_MISSING', rule: 'plan-half-year-report' });
    file.act(manager, 'fileHalfYearReport', report);
    expect(file.act(manager, 'closePlan')).toMatchObject({ code: 'PLAN_REPORTS_MISSING', rule: 'plan-full-year-report' });
  });

  it('acts that its stage does not know', () => {
    const file = opened();
    for (const act of ['openDrawTask', 'publishPlan', 'closePlan', 'approvePlan']) expect(file.act(manager, act)).toMatchObject({ code: 'NOT_OPEN' });
  });
});

describe('a plan that its department did not open', () => {
  const opens = (at: string, payload: JsonObject = { year: 2026 }) => {
    const file = walk(annualPlanFile, { at });
    file.event('yearBegun', payload, null);
    return file;
  };

  it('is opened by nobody, empty, with the dates of its year, and the department goes on with it', () => {
    const file = opens('2026-01-22T02:00:00.000Z');
    expect(file.record).toMatchObject({ stage: 'plan_draft', facts: { year: 2026, items: [], tasks: [] }, milestones: { opened: '2026-01-22' } });
    expect(file.record.deadlines.map(({ ruleId, dueDate }) => `${ruleId} ${dueDate}`).toSorted()).toEqual(['plan-annual-compile 2026-01-31', 'plan-full-year-report 2026-11-10', 'plan-half-year-report 2026-07-15']);
    // the moment for which it was opened
    expect(rungsTold(file)).toEqual(['plan-annual-compile remind_70 2026-01-22']);
    expect(file.given[0]?.entries[0]).toMatchObject({ kind: 'event', what: 'yearBegun', content: { payload: { year: 2026 } } });
    expect(file.given[0]?.entries[0]?.content).not.toHaveProperty('source');
    expect(file.act(manager, 'submitPlan')).toMatchObject({ code: 'PLAN_CONTENT_MISSING' });
    expect(file.act(manager, 'editPlan', { items: [planItem()] })).toMatchObject({ accepted: true });
    expect(file.act(manager, 'submitPlan')).toMatchObject({ accepted: true, stage: 'plan_review' });
  });

  it('hears all that it missed where it is opened late', () => {
    expect(rungsTold(opens('2026-02-13T02:00:00.000Z')).map((told) => told.split(' ').slice(1).join(' '))).toEqual(['remind_70 2026-01-22', 'remind_90 2026-01-28', 'lapse 2026-01-31', 'overdue_3 2026-02-04', 'overdue_10 2026-02-13']);
  });

  it('is opened when the first of its dates comes near: by the law of the place', () => {
    expect(momentsOfYear(2026, { rules, calendar: defaultCalendar })).toEqual({ firstTold: '2026-01-21T16:00:00.000Z', late: '2026-01-31T16:00:00.000Z' });
    const later = { ...rules, rules: rules.rules.map((rule) => (rule.id === 'plan-annual-compile' ? { ...rule, limit: '03-31' } : rule)) } as typeof rules;
    // 70 percent of the 89 days from 1 January to 31 March are 63
    expect(momentsOfYear(2026, { rules: later, calendar: defaultCalendar })).toEqual({ firstTold: '2026-03-04T16:00:00.000Z', late: '2026-03-31T16:00:00.000Z' });
  });

  it('is none where no rule is held for the year', () => {
    expect(momentsOfYear(2015, { rules, calendar: defaultCalendar })).toBeNull();
  });
});

describe('the id of a plan', () => {
  const of = (departmentId: string, year: number, submissionId: string) => openedFileIdOf(annualPlanFile, { submissionId, departmentId, input: { year, name: '计划' } });
  it('is that of its department and year, whoever opens it', () => {
    expect(of('market-bureau', 2026, 'one')).toBe(of('market-bureau', 2026, 'another'));
    expect(new Set([of('market-bureau', 2026, 'one'), of('market-bureau', 2027, 'one'), of('other-bureau', 2026, 'one')]).size).toBe(3);
    expect(of('market-bureau', 2026, 'one')).toMatch(fileIdPattern);
  });
  it('is told apart from files that may be opened many times', () => {
    const ids = ['one', 'another'].map((submissionId) => openedFileIdOf(inspectionFile, { submissionId, departmentId: 'market-bureau', input: { year: 2026 } }));
    expect(new Set(ids).size).toBe(2);
  });
});

describe('a plan that goes through with warnings', () => {
  it.each<[string, JsonObject, string[]]>([
    ['says nothing of a plan as it should be', {}, []],
    ['many complaints, and the ratio was not raised', { flags: ['many_complaints'] }, ['PLAN_RATIO_NOT_RAISED /items/0/ratioRaised plan-raise-ratio-flags']],
    ['nothing once it was raised', { flags: ['many_complaints', 'key_area'], ratioRaised: true }, []],
    ['all of them are inspected, and the item is not on the negative list', { selection: 'full_coverage' }, ['PLAN_NOT_RANDOM /items/0/selection plan-random-negative-list']],
    ['nothing where it is', { selection: 'full_coverage', onNegativeList: true }, []],
    ['a ratio that does not rise with the credit risk', { quota: { kind: 'ratio', percent: { A: 5, B: 5, C: 20, D: 50 } } }, ['PLAN_RATIO_NOT_BY_CLASS /items/0/quota/percent draw-ratio-by-class']],
    ['a class that is never drawn', { quota: { kind: 'ratio', percent: { A: 0, B: 5, C: 20, D: 50 } } }, ['PLAN_RATIO_NOT_BY_CLASS /items/0/quota/percent draw-ratio-by-class']],
  ])('%s', (_, change, warnings) => {
    const file = opened(undefined, { year: 2026, name: '计划', items: [planItem(change)] });
    const answer = file.act(manager, 'submitPlan');
    expect(answer).toMatchObject({ accepted: true, stage: 'plan_review' });
    const told = (answer as { warnings?: { code: string; field: string; rule: string }[] }).warnings ?? [];
    expect(told.map(({ code, field, rule }) => `${code} ${field} ${rule}`)).toEqual(warnings);
    expect(file.given.at(-1)?.entries.at(-1)?.content['warnings']).toEqual(warnings.length === 0 ? undefined : told);
  });

  it('is closed without the record of the superior: with a warning', () => {
    const file = published();
    file.act(manager, 'openDrawTask', { item: 'T01' });
    file.event('taskEnded', { no: 1, outcome: 'closed', inspections: 4 }, { fileId: 'drawTask-00000000000000000001', seq: 9, n: 1 });
    file.act(manager, 'fileHalfYearReport', report);
    file.act(manager, 'fileFullYearReport', report);
    expect(file.act(manager, 'closePlan')).toMatchObject({ accepted: true, warnings: [{ code: 'PLAN_NOT_RECORDED', rule: 'plan-superior-record' }] });
  });
});
