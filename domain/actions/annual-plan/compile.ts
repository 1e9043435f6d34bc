import { z } from 'zod';
import { planContentMin, planGeneralItemRatioCap, planKeyItemNoCap, planWarnings } from '../../guards/plan.ts';
import { text } from '../inspection/facts.ts';
import { defineAction, type FileEvent, type Performed } from '../action.ts';
import { draftItems, firstDayOf, type PlanFacts } from './facts.ts';

const creation = z.strictObject({
  year: z.int().min(2000).max(2999).describe('计划年度'),
  name: text(200),
  items: draftItems.default([]),
});

/** R-AP: opens the plan of a year. Its dates count from 1 January of that year, so a plan opened late is late at once. */
export const createPlan = defineAction<PlanFacts, z.infer<typeof creation>>({
  name: 'createPlan',
  label: { zh: '新建年度抽查计划', en: 'Open the annual plan' },
  roles: ['plan_manager'],
  input: creation,
  guards: [
    {
      name: 'yearNowOrNext',
      rule: 'plan-annual-compile',
      check: ({ input, occurredOn }) => {
        const ahead = input.year - Number(occurredOn.slice(0, 4));
        return ahead === 0 || ahead === 1 ? null : { code: 'PLAN_YEAR', field: '/year', rule: 'plan-annual-compile' };
      },
    },
  ],
  cites: ['plan-annual-compile', 'plan-half-year-report', 'plan-full-year-report'],
  perform: ({ input }) => ({ outcome: 'created', facts: { ...input, tasks: [] }, clocks: clocksOf(input.year) }),
});

function clocksOf(year: number): NonNullable<Performed<PlanFacts>['clocks']> {
  const from = firstDayOf(year);
  return { compile: { from }, halfYearReport: { from }, fullYearReport: { from } };
}

/**
 * The department has not opened its plan, and the first of its dates is near: the system opens the file, empty, so that somebody is told.
 * Sent by no file and no person (`scans/yearly-plans.ts`).
 */
export const yearBegun: FileEvent<PlanFacts> = {
  name: 'yearBegun',
  label: { zh: '系统立卷:本部门尚未编制本年度计划', en: 'Opened by the system: the department has no plan of the year yet' },
  perform: ({ payload }) => {
    const { year } = z.object({ year: z.int() }).parse(payload);
    return { outcome: 'opened', facts: { year, name: `${year}年度抽查计划`, items: [], tasks: [] }, clocks: clocksOf(year) };
  },
};

const edition = z.strictObject({ name: text(200).optional(), items: draftItems });

export const editPlan = defineAction<PlanFacts, z.infer<typeof edition>>({
  name: 'editPlan',
  label: { zh: '编辑计划', en: 'Edit the plan' },
  roles: ['plan_manager'],
  input: edition,
  guards: [],
  cites: ['plan-content-min'],
  perform: ({ input, facts }) => ({ outcome: 'edited', facts: { items: input.items, name: input.name ?? facts.name } }),
});

const submission = z.strictObject({ remark: text(1000).optional() });
const ownItems = (facts: PlanFacts) => facts.items;

/** S004 二(四): a plan goes to review only complete, with every general item below its cap. */
export const submitPlan = defineAction<PlanFacts, z.infer<typeof submission>>({
  name: 'submitPlan',
  label: { zh: '提交计划审批', en: 'Submit the plan' },
  roles: ['plan_manager'],
  input: submission,
  guards: [planContentMin(ownItems), planGeneralItemRatioCap(ownItems), planKeyItemNoCap(ownItems)],
  warns: planWarnings(ownItems),
  cites: ['plan-content-min', 'plan-general-item-ratio-cap', 'plan-key-item-no-cap', 'plan-raise-ratio-flags', 'plan-random-negative-list', 'draw-ratio-by-class'],
  perform: ({ facts }) => ({ outcome: 'submitted', evidence: { items: facts.items } }),
});

const approval = z.strictObject({ opinion: text(1000).optional() });

export const approvePlan = defineAction<PlanFacts, z.infer<typeof approval>>({
  name: 'approvePlan',
  label: { zh: '批准计划', en: 'Approve the plan' },
  roles: ['responsible_person'],
  input: approval,
  guards: [],
  cites: ['plan-annual-compile'],
  perform: () => ({ outcome: 'approved' }),
});

const returning = z.strictObject({ reason: text(1000) });

export const returnPlan = defineAction<PlanFacts, z.infer<typeof returning>>({
  name: 'returnPlan',
  label: { zh: '退回计划', en: 'Return the plan' },
  roles: ['responsible_person'],
  input: returning,
  guards: [],
  cites: ['plan-content-min'],
  perform: ({ input }) => ({ outcome: 'returned', facts: { returnedBecause: input.reason } }),
});

const publication = z.strictObject({ channels: z.array(z.enum(['necips', 'provincial_platform', 'department_site'])).min(1).max(3) });

/** S004 二(四): entered in the platform and published; with that the plan is compiled in time or late. */
export const publishPlan = defineAction<PlanFacts, z.infer<typeof publication>>({
  name: 'publishPlan',
  label: { zh: '公示计划', en: 'Publish the plan' },
  roles: ['plan_manager'],
  input: publication,
  guards: [],
  cites: ['plan-annual-compile'],
  perform: ({ input }) => ({ outcome: 'published', facts: { channels: input.channels } }),
});

const recording = z.strictObject({ document: text(200).describe('备案文号') });

/** 备案: filed with the next higher authority; the texts give no number of days (plan-superior-record). */
export const recordPlanWithSuperior = defineAction<PlanFacts, z.infer<typeof recording>>({
  name: 'recordPlanWithSuperior',
  label: { zh: '报上级备案', en: 'File the plan with the superior' },
  roles: ['plan_manager'],
  input: recording,
  guards: [],
  withdrawable: true,
  cites: ['plan-superior-record'],
  perform: () => ({ outcome: 'recorded' }),
});
