import { z } from 'zod';
import { askCriterion } from '../../criteria/criteria.ts';
import { planContentMin, planGeneralItemRatioCap, planKeyItemNoCap, planWarnings } from '../../guards/plan.ts';
import { localDate, text } from '../inspection/facts.ts';
import { defineAction, type FileEvent, type Guard } from '../action.ts';
import { completeItem, draftItems, type PlanFacts, type PlanTask } from './facts.ts';

const opening = z.strictObject({
  item: z.string().describe('计划任务编号'),
  plannedEnd: localDate.optional().describe('检查截止日期,不填为计划任务的截止日期'),
});

/** R-AP: opens a draw for a line of the published plan; one line may be drawn in several batches. */
export const openDrawTask = defineAction<PlanFacts, z.infer<typeof opening>>({
  name: 'openDrawTask',
  label: { zh: '下达抽查任务', en: 'Open a draw task' },
  roles: ['plan_manager'],
  input: opening,
  guards: [
    {
      name: 'itemInPlan',
      rule: 'plan-content-min',
      check: ({ facts, input }) => (facts.items.some(({ key }) => key === input.item) ? null : { code: 'PLAN_ITEM_UNKNOWN', field: '/item', rule: 'plan-content-min' }),
    },
    {
      name: 'withinPlannedTime',
      rule: 'plan-content-min',
      check: ({ facts, input, occurredOn }) => {
        const item = facts.items.find(({ key }) => key === input.item);
        const end = input.plannedEnd ?? item?.to ?? '';
        const fits = occurredOn <= end && end >= (item?.from ?? '') && end <= (item?.to ?? '');
        return fits ? null : { code: 'DRAW_WINDOW_PASSED', field: '/plannedEnd', rule: 'plan-content-min' };
      },
    },
  ],
  cites: ['plan-content-min', 'draw-two-random'],
  perform: ({ input, facts, occurredOn }) => {
    const { key, plannedCount: _, ...item } = completeItem.parse(facts.items.find((one) => one.key === input.item));
    const no = facts.tasks.length + 1;
    return {
      outcome: 'opened',
      facts: { tasks: [...facts.tasks, { no, item: key, openedOn: occurredOn }] },
      effects: [{ type: 'drawTask', name: 'taskOpened', payload: { no, item: key, ...item, to: input.plannedEnd ?? item.to } }],
    };
  },
});

/** A draw task ended: all its inspections have reported back, or it was cancelled. */
export const taskEnded: FileEvent<PlanFacts> = {
  name: 'taskEnded',
  label: { zh: '抽查任务办结', en: 'Draw task ended' },
  perform: ({ facts, payload, occurredOn, source }) => {
    const outcome: 'closed' | 'cancelled' = payload['outcome'] === 'cancelled' ? 'cancelled' : 'closed';
    const ended = { drawTask: source.fileId, outcome, inspections: Number(payload['inspections'] ?? 0), on: occurredOn };
    return { outcome: 'noted', facts: { tasks: facts.tasks.map((task): PlanTask => (task.no === payload['no'] ? { ...task, ended } : task)) } };
  },
};

const adjustment = z.strictObject({ items: draftItems, reason: text(1000) });
const newItems = (_: PlanFacts, input: z.infer<typeof adjustment>) => input.items;

/** S004 二(四): a plan may be adjusted during the year; what was drawn already stays in it. */
export const adjustPlan = defineAction<PlanFacts, z.infer<typeof adjustment>>({
  name: 'adjustPlan',
  label: { zh: '调整计划', en: 'Adjust the plan' },
  roles: ['plan_manager'],
  input: adjustment,
  guards: [
    planContentMin(newItems),
    planGeneralItemRatioCap(newItems),
    planKeyItemNoCap(newItems),
    {
      name: 'drawnItemsStay',
      rule: 'plan-content-min',
      check: ({ facts, input }) => {
        const gone = facts.tasks.find((task) => !input.items.some(({ key }) => key === task.item));
        return gone ? { code: 'PLAN_ITEM_IN_USE', field: '/items', rule: 'plan-content-min' } : null;
      },
    },
  ],
  warns: planWarnings(newItems),
  cites: ['plan-content-min', 'plan-general-item-ratio-cap', 'plan-key-item-no-cap', 'plan-raise-ratio-flags', 'plan-random-negative-list', 'draw-ratio-by-class'],
  perform: ({ input, facts }) => ({ outcome: 'adjusted', facts: { items: input.items }, evidence: { before: facts.items } }),
});

const report = z.strictObject({ summary: text(4000), document: text(200) });

const notFiledYet = (milestone: string, rule: string): Guard<PlanFacts, unknown> => ({
  name: 'notFiledYet',
  rule,
  check: ({ record }) => (record.milestones[milestone] === undefined ? null : { code: 'PLAN_REPORT_FILED', rule }),
});

/** S004 四(四): by 15 July, to the joint-meeting office. */
export const fileHalfYearReport = defineAction<PlanFacts, z.infer<typeof report>>({
  name: 'fileHalfYearReport',
  label: { zh: '报送半年工作总结', en: 'File the half-year report' },
  roles: ['plan_manager'],
  input: report,
  guards: [notFiledYet('halfYearReported', 'plan-half-year-report')],
  cites: ['plan-half-year-report'],
  perform: () => ({ outcome: 'filed' }),
});

/** S004 四(四): by 10 November, to the joint-meeting office. */
export const fileFullYearReport = defineAction<PlanFacts, z.infer<typeof report>>({
  name: 'fileFullYearReport',
  label: { zh: '报送全年工作总结', en: 'File the full-year report' },
  roles: ['plan_manager'],
  input: report,
  guards: [notFiledYet('fullYearReported', 'plan-full-year-report')],
  cites: ['plan-full-year-report'],
  perform: () => ({ outcome: 'filed' }),
});

const closing = z.strictObject({ remark: text(1000).optional() });

/** The year is closed once both reports are in and no draw is under way. */
export const closePlan = defineAction<PlanFacts, z.infer<typeof closing>>({
  name: 'closePlan',
  label: { zh: '办结计划', en: 'Close the plan' },
  roles: ['plan_manager'],
  input: closing,
  guards: [
    {
      name: 'reportsFiled',
      rule: 'plan-full-year-report',
      check: ({ record }) =>
        record.milestones['halfYearReported'] === undefined
          ? { code: 'PLAN_REPORTS_MISSING', rule: 'plan-half-year-report' }
          : record.milestones['fullYearReported'] === undefined
            ? { code: 'PLAN_REPORTS_MISSING', rule: 'plan-full-year-report' }
            : null,
    },
    {
      name: 'noTaskUnderWay',
      rule: 'draw-two-random',
      check: ({ facts }) => (facts.tasks.every(({ ended }) => ended !== undefined) ? null : { code: 'PLAN_TASKS_OPEN', rule: 'draw-two-random' }),
    },
  ],
  warns: [
    {
      name: 'recordedWithSuperior',
      rule: 'plan-superior-record',
      check: ({ record, occurredOn, rules }) => {
        const given = { approved: true, recorded: record.milestones['recordedWithSuperior'] !== undefined };
        return askCriterion('plan-superior-record', given, occurredOn, rules) === 'due' ? { code: 'PLAN_NOT_RECORDED', rule: 'plan-superior-record' } : null;
      },
    },
  ],
  cites: ['plan-half-year-report', 'plan-full-year-report', 'plan-superior-record'],
  perform: () => ({ outcome: 'closed' }),
});
