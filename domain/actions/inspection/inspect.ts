import { z } from 'zod';
import { askCriterion } from '../../criteria/criteria.ts';
import { inspectionOccasions } from '../../criteria/plan-and-draw.ts';
import { actorIsAssigned, assignedOfficersCertified, inspectorsOnly, twoCertifiedOfficers } from '../../guards/officers.ts';
import { actorNotRecused } from '../../guards/recusal.ts';
import { usccSchema } from '../../uscc.ts';
import { quietWhereRiskIsLow } from '../../guards/inspection-start.ts';
import { defineAction, type FileEvent, type Guard } from '../action.ts';
import { localDate, officerId, officerIds, resultCategories, text, type InspectionFacts } from './facts.ts';
import { begun, registersOfVisit, start, visitGuards, visitRules, type InspectionStart } from './start.ts';

const assignment = z.strictObject({
  target: z.strictObject({ name: text(200), uscc: usccSchema }),
  matter: text(300),
  officerIds,
  plannedEnd: localDate.describe('检查任务截止日期'),
});
const byHand = z.strictObject({
  ...assignment.shape,
  occasion: z.enum(inspectionOccasions).default('planned').describe('检查的由来'),
  keyPlan: z.strictObject({ document: text(200), recorded: z.boolean().describe('已报市场监管部门备案') }).optional().describe('重点监管计划'),
  approverId: officerId.optional().describe('批准计划外检查的部门负责人'),
});

/** R-IN: opens an inspection with its target, matter and at least two certified officers (two-officer-rule; draw-two-random). */
export const assignInspection = defineAction<InspectionFacts, z.infer<typeof byHand>>({
  name: 'assignInspection',
  label: { zh: '派员检查', en: 'Assign the inspection' },
  roles: ['lead_coordinator', 'handling_unit_head'],
  input: byHand,
  guards: [
    twoCertifiedOfficers(),
    inspectorsOnly(),
    {
      name: 'plannedOrApproved',
      rule: 'key-supervision-plan-record',
      check: ({ input, officers, occurredOn, rules }) => {
        const given = {
          occasion: input.occasion,
          keyPlan: input.keyPlan !== undefined,
          recorded: input.keyPlan?.recorded === true,
          approvedBy: officers[input.approverId ?? '']?.roles ?? [],
        };
        const isAllowed = askCriterion('key-supervision-plan-record', given, occurredOn, rules) === 'allowed';
        return isAllowed ? null : { code: 'OFF_PLAN_NOT_APPROVED', field: given.keyPlan ? '/keyPlan' : '/approverId', rule: 'key-supervision-plan-record' };
      },
    },
  ],
  cites: ['two-officer-rule', 'no-third-party-inspector', 'key-supervision-plan-record', 'inspection-task-end'],
  perform: ({ input: { approverId, ...input } }) => ({
    outcome: 'assigned',
    facts: { ...input, ...(approverId === undefined ? {} : { approvedBy: approverId }) },
    clocks: { inspectionEnd: { date: input.plannedEnd } },
  }),
});

/** The same, when a draw assigned it. */
export const inspectionAssigned: FileEvent<InspectionFacts> = {
  name: 'inspectionAssigned',
  label: { zh: '抽取派发检查', en: 'Inspection assigned by a draw' },
  perform: ({ payload, source }) => {
    const input = assignment.parse(payload);
    return { outcome: 'assigned', facts: { ...input, drawTaskId: source.fileId }, clocks: { inspectionEnd: { date: input.plannedEnd } } };
  },
};

const result = z.strictObject({
  category: z.enum(resultCategories),
  findings: text(4000),
  method: z.enum(['on_site', 'document', 'online']),
  visit: start.optional().describe('尚未登记开始检查的,与结果一并登记'),
});
type Result = z.infer<typeof result>;

/** A guard on the beginning, for a beginning that is told together with the result. */
const ofVisit = (guard: Guard<InspectionFacts, InspectionStart>): Guard<InspectionFacts, Result> => ({
  name: guard.name,
  rule: guard.rule,
  check: ({ input, ...context }) => {
    const refusal = context.facts.visit === undefined && input.visit ? guard.check({ ...context, input: input.visit }) : null;
    return refusal?.field === undefined ? refusal : { ...refusal, field: `/visit${refusal.field}` };
  },
});

/** R-IN: the officers who inspected enter what they found, in one of the eight categories. */
export const recordInspectionResult = defineAction<InspectionFacts, Result>({
  name: 'recordInspectionResult',
  label: { zh: '录入检查结果', en: 'Record the inspection result' },
  roles: ['inspector'],
  input: result,
  needs: registersOfVisit,
  guards: [
    actorIsAssigned(),
    actorNotRecused(),
    assignedOfficersCertified(),
    {
      name: 'visitBegun',
      rule: 'inspection-approval-and-notice',
      check: ({ facts, input }) => (facts.visit !== undefined || input.visit !== undefined ? null : { code: 'VISIT_NOT_BEGUN', field: '/visit', rule: 'inspection-approval-and-notice' }),
    },
    ...visitGuards.map(ofVisit),
  ],
  warns: [ofVisit(quietWhereRiskIsLow())],
  withdrawable: true,
  cites: ['two-officer-rule', 'recusal-inspection', 'inspection-result-publish', ...visitRules],
  perform: ({ input: { visit, ...found }, facts, registers, occurredOn }) => {
    if (!visit || facts.visit) return { outcome: 'recorded', facts: { result: found } };
    const beginning = begun(visit, facts, registers, occurredOn);
    return { outcome: 'recorded', facts: { ...beginning.facts, result: found }, evidence: beginning.evidence };
  },
});

const returned = z.strictObject({ reason: text(1000) });

/** The unit head sends a result back; the publication clock goes on, since the result exists. */
export const returnInspectionResult = defineAction<InspectionFacts, z.infer<typeof returned>>({
  name: 'returnInspectionResult',
  label: { zh: '退回检查结果', en: 'Return the result' },
  roles: ['handling_unit_head'],
  input: returned,
  guards: [],
  cites: ['inspection-result-publish'],
  perform: () => ({ outcome: 'returned' }),
});

const clue = z.strictObject({ suspicion: text(2000) });

/** R-IN · PPR 18: a suspected violation goes to clue verification at once; its clock starts on discovery. */
export const registerClue = defineAction<InspectionFacts, z.infer<typeof clue>>({
  name: 'registerClue',
  label: { zh: '移交违法线索', en: 'Hand on a suspected violation' },
  roles: ['handling_unit_head'],
  input: clue,
  guards: [],
  cites: ['inspection-misreport-clue', 'clue-verify'],
  perform: ({ input, facts, occurredOn }) => ({
    outcome: 'registered',
    effects: [{ type: 'enforcementCase', name: 'clueFound', payload: { source: 'inspection', target: facts.target, suspicion: input.suspicion, foundOn: occurredOn } }],
  }),
});

const publication = z.strictObject({ redactionChecked: z.literal(true), channel: z.enum(['necips', 'department_site']) });

/** R-PB · SCM 12, FSI 39: the result is published within 20 working days, after the secrecy check. */
export const publishInspectionResult = defineAction<InspectionFacts, z.infer<typeof publication>>({
  name: 'publishInspectionResult',
  label: { zh: '公示检查结果', en: 'Publish the result' },
  roles: ['publication_officer', 'handling_unit_head'],
  input: publication,
  guards: [
    {
      name: 'followUpDoneFirst',
      rule: 'inspection-result-categories',
      check: ({ record, facts, occurredOn, rules }) => {
        if (record.stage !== 'result_review' || !facts.result) return null;
        const next = askCriterion('inspection-result-categories', { category: facts.result.category }, occurredOn, rules);
        return next === 'publish' || next === 'abnormal_list' ? null : { code: 'CATEGORY_NEEDS_FOLLOW_UP', rule: 'inspection-result-categories' };
      },
    },
    {
      name: 'suspicionHandedOn',
      rule: 'inspection-misreport-clue',
      check: ({ record, facts, occurredOn, rules }) => {
        const given = { suspected: facts.reinspection?.corrected === false, clueRegistered: record.milestones['violationSuspected'] !== undefined || record.milestones['notCorrected'] !== undefined };
        return askCriterion('inspection-misreport-clue', given, occurredOn, rules) === 'allowed' ? null : { code: 'CATEGORY_NEEDS_FOLLOW_UP', rule: 'inspection-misreport-clue' };
      },
    },
  ],
  cites: ['inspection-result-publish', 'publish-redaction'],
  perform: () => ({ outcome: 'published' }),
});

const closing = z.strictObject({ remark: text(1000).optional() });

/** The last act: nothing is open any more, and the draw that assigned it hears of it. */
export const closeInspection = defineAction<InspectionFacts, z.infer<typeof closing>>({
  name: 'closeInspection',
  label: { zh: '办结检查', en: 'Close the inspection' },
  roles: ['handling_unit_head'],
  input: closing,
  guards: [],
  cites: [],
  perform: ({ facts }) => ({
    outcome: 'closed',
    effects: facts.drawTaskId === undefined ? [] : [{ type: 'drawTask', fileId: facts.drawTaskId, name: 'inspectionClosed', payload: { target: facts.target.uscc, category: facts.result?.category ?? null } }],
  }),
});
