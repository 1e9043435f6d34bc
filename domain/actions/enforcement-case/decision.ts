import { z } from 'zod';
import { clockRunning, firstExtension } from '../../guards/clocks.ts';
import { hasHearingRight } from '../../penalty/hearing-right.ts';
import { isNotHeavier, isSamePenalty, penaltySchema } from '../../penalty/penalty.ts';
import { defineAction, type Guard } from '../action.ts';
import { text } from '../inspection/facts.ts';
import { documentNo, leniencyGrounds, type CaseFacts } from './facts.ts';
import { earliestDecision } from './notice.ts';
import { isMajor } from './review.ts';

/** R-LR-01: no passed review, no decision; there is no role that may do without. */
function reviewPassed<Input>(): Guard<CaseFacts, Input> {
  return { name: 'reviewPassed', rule: 'legal-review-required', check: ({ facts }) => (facts.reviewPassed ? null : { code: 'REVIEW_NOT_PASSED', rule: 'legal-review-required' }) };
}

/** statement-recheck · PPR 58: what the party said is rechecked first; the report of a hearing answers it as well. */
function recheckRecorded<Input>(): Guard<CaseFacts, Input> {
  return {
    name: 'recheckRecorded',
    rule: 'statement-recheck',
    check: ({ facts }) => (facts.statements?.length && !facts.recheck && !facts.hearing?.report ? { code: 'RECHECK_MISSING', rule: 'statement-recheck' } : null),
  };
}

function numberOfTheYear<Input extends { readonly decisionNo: string }>(): Guard<CaseFacts, Input> {
  return {
    name: 'numberOfTheYear',
    rule: 'decision-content',
    check: ({ input, occurredOn }) => (input.decisionNo.includes(`〔${occurredOn.slice(0, 4)}〕`) ? null : { code: 'DECISION_NUMBER_YEAR', field: '/decisionNo', rule: 'decision-content' }),
  };
}

const penaltyDecision = z.strictObject({
  decisionNo: documentNo,
  penalty: penaltySchema,
  summary: text(2000).describe('处罚信息摘要'),
});
type PenaltyDecision = z.infer<typeof penaltyDecision>;

/** PPR 57, APL 62: without notice of this penalty, and of the hearing where there is a right to one, no penalty. */
const noticeServed: Guard<CaseFacts, PenaltyDecision> = {
  name: 'noticeServed',
  rule: 'penalty-notice',
  check: ({ facts, input, occurredOn, rules }) => {
    if (!facts.notice) return { code: 'NOTICE_REQUIRED', rule: 'penalty-notice' };
    const needed = hasHearingRight(input.penalty, facts.filing?.partyKind ?? 'natural_person', occurredOn, rules);
    return needed && !facts.notice.hearingRightTold ? { code: 'HEARING_RIGHT_NOT_TOLD', rule: 'hearing-right-scope' } : null;
  },
};

/** Not before the party's time is over: from the day after its last day, a rest day or not. */
const waitingTimeOver: Guard<CaseFacts, PenaltyDecision> = {
  name: 'waitingTimeOver',
  rule: 'statement-period',
  check: (context) => {
    const earliest = earliestDecision(context);
    return earliest !== null && context.occurredOn < earliest ? { code: 'TOO_EARLY', field: '/occurredOn', rule: 'statement-period', earliestOn: earliest } : null;
  },
};

/** PPR 58, APL 45: never heavier than announced; lighter only where a recheck or a hearing adopted what the party said. */
const asAnnounced: Guard<CaseFacts, PenaltyDecision> = {
  name: 'asAnnounced',
  rule: 'statement-recheck',
  check: ({ facts, input }) => {
    const announced = facts.notice?.penalty;
    if (!announced) return null;
    if (!isNotHeavier(input.penalty, announced)) return { code: 'HEAVIER_THAN_NOTIFIED', field: '/penalty', rule: 'statement-recheck' };
    const mayDiffer = facts.recheck?.adoption === 'adopted' || facts.recheck?.adoption === 'partly' || facts.hearing?.report !== undefined;
    return mayDiffer || isSamePenalty(input.penalty, announced) ? null : { code: 'NOT_AS_REVIEWED', field: '/penalty', rule: 'statement-recheck' };
  },
};

/** APL 57, PPR 60. */
const discussedTogether: Guard<CaseFacts, PenaltyDecision> = {
  name: 'discussedTogether',
  rule: 'decision-collective',
  check: ({ facts, occurredOn, rules }) => (isMajor(facts, occurredOn, rules) && !facts.collective ? { code: 'COLLECTIVE_DISCUSSION_REQUIRED', rule: 'decision-collective' } : null),
};

/** PPR 60-62: the responsible person decides; the clock never does. */
export const decidePenalty = defineAction<CaseFacts, PenaltyDecision>({
  name: 'decidePenalty',
  label: { zh: '作出行政处罚决定', en: 'Decide the penalty' },
  roles: ['responsible_person'],
  input: penaltyDecision,
  guards: [reviewPassed(), noticeServed, recheckRecorded(), waitingTimeOver, asAnnounced, discussedTogether, numberOfTheYear()],
  cites: ['case-decide', 'decision-types', 'legal-review-required', 'penalty-notice', 'hearing-right-scope', 'statement-period', 'statement-recheck', 'discretion-tiers', 'decision-collective', 'decision-content', 'service-decision'],
  perform: ({ input, occurredOn }) => ({
    outcome: 'decided',
    facts: { decision: { type: 'penalty', no: input.decisionNo, decidedOn: occurredOn, penalty: input.penalty, summary: input.summary } },
  }),
});

const noPenalty = z.strictObject({
  decisionNo: documentNo,
  type: z.enum(['no_penalty', 'not_established']),
  ground: z.enum([...leniencyGrounds, 'facts_not_established']),
  reason: text(4000),
});
type NoPenalty = z.infer<typeof noPenalty>;

/** APL 33, 57: no penalty by law, or the facts are not established. */
export const decideNoPenalty = defineAction<CaseFacts, NoPenalty>({
  name: 'decideNoPenalty',
  label: { zh: '作出不予行政处罚决定', en: 'Decide that there is no penalty' },
  roles: ['responsible_person'],
  input: noPenalty,
  guards: [
    reviewPassed(),
    {
      name: 'asProposedOrRechecked',
      rule: 'decision-types',
      check: ({ facts }) => {
        const mayDiffer = facts.recheck?.adoption === 'adopted' || facts.recheck?.adoption === 'partly' || facts.hearing?.report !== undefined;
        return facts.report?.proposal.kind === 'no_penalty' || mayDiffer ? null : { code: 'NOT_AS_REVIEWED', rule: 'decision-types' };
      },
    },
    numberOfTheYear(),
  ],
  cites: ['case-decide', 'decision-types', 'no-penalty-minor', 'no-penalty-first-violation', 'no-penalty-no-fault', 'case-close'],
  perform: ({ input, occurredOn }) => ({
    outcome: 'decided',
    facts: { decision: { type: input.type, no: input.decisionNo, decidedOn: occurredOn, ground: input.ground, reason: input.reason } },
  }),
});

const extension = z.strictObject({ reason: text(2000) });

/** PPR 64: thirty days, once, before the ninety have passed; the rule fixes the number. */
export const extendDecision = defineAction<CaseFacts, z.infer<typeof extension>>({
  name: 'extendDecision',
  label: { zh: '延长办案期限', en: 'Extend the time for the decision' },
  roles: ['responsible_person'],
  input: extension,
  guards: [clockRunning('decision', 'case-decide')],
  cites: ['case-decide'],
  perform: ({ input, record, rules }) => ({
    outcome: 'extended',
    extend: { clock: 'decision', amount: firstExtension(record, 'decision', rules), reason: input.reason, approvedBy: 'responsible_person' },
  }),
});

const referral = z.strictObject({ reason: text(2000) });

export const referToCollective = defineAction<CaseFacts, z.infer<typeof referral>>({
  name: 'referToCollective',
  label: { zh: '提交集体讨论', en: 'Refer to collective discussion' },
  roles: ['responsible_person'],
  input: referral,
  guards: [],
  cites: ['decision-collective', 'case-decide'],
  perform: () => ({ outcome: 'referred' }),
});

const minutes = z.strictObject({ attendees: z.array(text(60)).min(2).max(30), minutes: text(8000), conclusion: z.enum(['decide', 'extend']), days: z.int().min(1).max(365).optional().describe('继续延期的合理期限(自然日)') });

/** PPR 60, 64: minuted; either the discussion that a serious penalty needs, or a further extension with a date. */
export const recordCollectiveDiscussion = defineAction<CaseFacts, z.infer<typeof minutes>>({
  name: 'recordCollectiveDiscussion',
  label: { zh: '登记集体讨论', en: 'Record the collective discussion' },
  roles: ['collective_meeting'],
  input: minutes,
  guards: [
    {
      name: 'extensionNeedsRunningClock',
      rule: 'case-decide',
      check: ({ input, record }) => {
        if (input.conclusion !== 'extend') return null;
        if (input.days === undefined) return { code: 'INVALID_BODY', field: '/days', rule: 'case-decide' };
        return record.deadlines.some(({ clock, state }) => clock === 'decision' && state === 'running') ? null : { code: 'CLOCK_NOT_RUNNING', rule: 'case-decide' };
      },
    },
  ],
  cites: ['decision-collective', 'case-decide'],
  perform: ({ input, occurredOn }) => {
    if (input.conclusion === 'extend') {
      return { outcome: 'extended', extend: { clock: 'decision', amount: input.days ?? 0, reason: input.minutes, approvedBy: 'collective_meeting' } };
    }
    return { outcome: 'discussed', facts: { collective: { on: occurredOn, attendees: input.attendees, minutes: input.minutes } } };
  },
});
