import { z } from 'zod';
import { askCriterion } from '../../criteria/criteria.ts';
import { actorIsAssigned, assignedOfficersCertified } from '../../guards/officers.ts';
import { actorNotRecused } from '../../guards/recusal.ts';
import { findRule } from '../../rules/find-rule.ts';
import { defineAction, type FileLapse } from '../action.ts';
import { text, type InspectionFacts } from './facts.ts';

/** PQS 46-47: after a failed sample test the recheck has its own period, which runs since the order. */
const productOrder = 'product-quality-correct';

const order = z.strictObject({
  demand: text(2000),
  rule: z.enum(['correction-default-deadline', 'correction-instant-disclosure', 'product-quality-correct']).default('correction-default-deadline'),
  days: z.int().min(1).max(365).optional().describe('改正期限(自然日),仅默认规则可另定'),
});

/** R-RC · APL 28: an order to correct, within the number of days of a special law or of the order itself (design: 15, at most 30). */
export const orderCorrection = defineAction<InspectionFacts, z.infer<typeof order>>({
  name: 'orderCorrection',
  label: { zh: '责令改正', en: 'Order to correct' },
  roles: ['handling_unit_head'],
  input: order,
  guards: [
    {
      name: 'orderIsDefinite',
      rule: 'correction-order',
      check: ({ input, occurredOn, rules }) =>
        askCriterion('correction-order', { demand: input.demand, when: 'date', inWriting: true }, occurredOn, rules) === 'allowed' ? null : { code: 'CORRECTION_LIMIT', field: '/demand', rule: 'correction-order' },
    },
    {
      name: 'correctionWithinLimit',
      rule: 'correction-default-deadline',
      check: ({ input, rules, occurredOn }) => {
        if (input.days === undefined) return null;
        const rule = findRule(input.rule, occurredOn, rules);
        const max = rule.maxLimit ?? rule.limit;
        if (typeof max === 'number' && input.days > max) return { code: 'CORRECTION_LIMIT', field: '/days', rule: input.rule };
        return rule.maxLimit === undefined && input.days !== rule.limit ? { code: 'CORRECTION_LIMIT', field: '/days', rule: input.rule } : null;
      },
    },
  ],
  cites: ['correction-order', 'correction-default-deadline', 'correction-instant-disclosure', 'product-quality-correct', 'product-quality-recheck'],
  dates: ['correction.orderedOn'],
  perform: ({ input, occurredOn }) => ({
    outcome: 'ordered',
    facts: { correction: { demand: input.demand, orderedOn: occurredOn, rule: input.rule } },
    clocks: { correction: { rule: input.rule, ...(input.days === undefined ? {} : { limit: input.days }) }, productRecheck: input.rule === productOrder ? {} : null },
  }),
});

const report = z.strictObject({ summary: text(4000), onBehalfOf: text(200), document: text(200) });

/** The party reports the correction; an officer records it with the paper that shows it. */
export const reportCorrection = defineAction<InspectionFacts, z.infer<typeof report>>({
  name: 'reportCorrection',
  label: { zh: '登记整改报告', en: 'Record the rectification report' },
  roles: ['inspector', 'handling_unit_head'],
  input: report,
  guards: [],
  withdrawable: true,
  cites: ['correction-order', 'correction-recheck-default'],
  perform: ({ facts }) => ({ outcome: 'reported', ...recheckOf(facts) }),
});

function recheckOf({ correction }: InspectionFacts): { readonly clocks?: { readonly recheck: null } } {
  return correction?.rule === productOrder ? { clocks: { recheck: null } } : {};
}

/** The period for correction has passed: the officers look again, reported or not. */
export const correctionPassed: FileLapse<InspectionFacts> = { clock: 'correction', perform: ({ facts }) => recheckOf(facts) };

const extension = z.strictObject({ days: z.int().min(1).max(365), reason: text(1000) });

/** APL 28: a longer period is the authority's choice, in writing; the new last day is computed, the old one stays readable in the ledger. */
export const extendCorrection = defineAction<InspectionFacts, z.infer<typeof extension>>({
  name: 'extendCorrection',
  label: { zh: '延长改正期限', en: 'Extend the period for correction' },
  roles: ['responsible_person'],
  input: extension,
  guards: [],
  withdrawable: true,
  cites: ['correction-order', 'correction-default-deadline'],
  perform: ({ input }) => ({
    outcome: 'extended',
    extend: { clock: 'correction', amount: input.days, reason: input.reason, approvedBy: 'responsible_person' },
  }),
});

const withdrawal = z.strictObject({ reason: text(1000) });

export const withdrawCorrectionOrder = defineAction<InspectionFacts, z.infer<typeof withdrawal>>({
  name: 'withdrawCorrectionOrder',
  label: { zh: '撤回责令改正', en: 'Withdraw the order to correct' },
  roles: ['responsible_person'],
  input: withdrawal,
  guards: [],
  cites: ['correction-order'],
  perform: () => ({ outcome: 'withdrawn' }),
});

const reinspection = z.strictObject({ corrected: z.boolean(), findings: text(4000) });

/** R-RC: at least two officers look again; what is not corrected goes on as a clue, in a file of its own. */
export const recordReinspection = defineAction<InspectionFacts, z.infer<typeof reinspection>>({
  name: 'recordReinspection',
  label: { zh: '录入复查结果', en: 'Record the re-inspection' },
  roles: ['inspector'],
  input: reinspection,
  guards: [actorIsAssigned(), actorNotRecused(), assignedOfficersCertified()],
  withdrawable: true,
  cites: ['correction-recheck-default', 'special-equipment-recheck', 'two-officer-rule', 'clue-verify'],
  perform: ({ input, facts, occurredOn }) => ({
    outcome: input.corrected ? 'corrected' : 'notCorrected',
    facts: { reinspection: input },
    effects: input.corrected
      ? []
      : [{ type: 'enforcementCase', name: 'clueFound', payload: { source: 'inspection', target: facts.target, suspicion: input.findings, foundOn: occurredOn } }],
  }),
});
