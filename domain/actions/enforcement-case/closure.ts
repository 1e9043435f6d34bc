import { z } from 'zod';
import { askCriterion } from '../../criteria/criteria.ts';
import { actorIsAssigned } from '../../guards/officers.ts';
import type { FileRecord } from '../../record/record.ts';
import { defineAction, type Guard } from '../action.ts';
import { text } from '../inspection/facts.ts';
import type { CaseFacts } from './facts.ts';

/** closure-conditions · PPR 77, form 53: why the case may be closed, as the record shows it; null while nothing allows it. */
export function closureReason({ milestones }: FileRecord, { decision }: CaseFacts): string | null {
  if (milestones['performed']) return 'performed';
  if (milestones['courtEnded']) return 'court_ended';
  if (milestones['windowMissed']) return 'other';
  if (milestones['investigationTerminated']) return 'investigation_terminated';
  return decision && decision.type !== 'penalty' ? decision.type : null;
}

/** PPR 77: asked when the form is filled in, and again when it is approved: what allowed it may be gone by then. */
function closureConditions<Input>(): Guard<CaseFacts, Input> {
  return {
    name: 'closureConditions',
    rule: 'closure-conditions',
    check: ({ record, facts, occurredOn, rules }) => {
      const windowReviewed = record.milestones['windowMissed'] && !record.milestones['performed'] ? facts.windowReview !== undefined : null;
      const answer = askCriterion('closure-conditions', { reason: closureReason(record, facts) ?? 'none', windowReviewed }, occurredOn, rules);
      return answer === 'refused' ? { code: 'CLOSURE_CONDITION_UNMET', rule: 'closure-conditions' } : null;
    },
  };
}

const form = z.strictObject({
  summary: text(4000),
  correction: z.enum(['verified', 'none_needed', 'open']).describe('违法行为改正情况:已复查改正、无须改正,或者尚未改正'),
  correctionRemark: text(1000).describe('复查记录,或者无须改正的理由'),
});

/** R-CASE-05: a case is not closed on payment alone; the form says that the violation is corrected, or why nothing was to correct. */
export const submitClosureForm = defineAction<CaseFacts, z.infer<typeof form>>({
  name: 'submitClosureForm',
  label: { zh: '填写结案审批表', en: 'Fill in the closure form' },
  roles: ['case_handler'],
  input: form,
  guards: [
    actorIsAssigned(),
    closureConditions(),
    {
      name: 'correctionTold',
      rule: 'closure-correction-verified',
      check: ({ input: { correction, correctionRemark: remark }, occurredOn, rules }) =>
        askCriterion('closure-correction-verified', { correction, remark }, occurredOn, rules) === 'refused' ? { code: 'CORRECTION_OPEN', field: '/correction', rule: 'closure-correction-verified' } : null,
    },
  ],
  cites: ['case-close', 'closure-conditions', 'closure-correction-verified'],
  perform: ({ input, record, facts, occurredOn }) => ({
    outcome: 'submitted',
    facts: { closure: { reason: closureReason(record, facts) ?? 'other', summary: input.summary, correction: input.correction, submittedOn: occurredOn } },
  }),
});

const returned = z.strictObject({ reason: text(1000) });

export const returnClosureForm = defineAction<CaseFacts, z.infer<typeof returned>>({
  name: 'returnClosureForm',
  label: { zh: '退回结案审批表', en: 'Return the closure form' },
  roles: ['responsible_person'],
  input: returned,
  guards: [],
  cites: ['case-close'],
  perform: () => ({ outcome: 'returned' }),
});

const closing = z.strictObject({ opinion: text(1000) });

/** PPR 77: the responsible person approves; the case is archived. */
export const closeCase = defineAction<CaseFacts, z.infer<typeof closing>>({
  name: 'closeCase',
  label: { zh: '批准结案', en: 'Close the case' },
  roles: ['responsible_person'],
  input: closing,
  guards: [closureConditions()],
  cites: ['case-close', 'closure-conditions', 'archive'],
  perform: () => ({ outcome: 'closed' }),
});
