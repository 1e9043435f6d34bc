import { z } from 'zod';
import { askCriterion } from '../../criteria/criteria.ts';
import { clockRunning, firstExtension } from '../../guards/clocks.ts';
import { leniencyInput, lenientByLaw } from '../../guards/leniency.ts';
import { hasHearingRight } from '../../penalty/hearing-right.ts';
import { positiveYuanSchema } from '../../penalty/money.ts';
import { isNotHeavier, isSamePenalty, penaltySchema } from '../../penalty/penalty.ts';
import { defineAction, type Guard } from '../action.ts';
import { text } from '../inspection/facts.ts';
import { documentNo, leniencyGrounds, type CaseFacts } from './facts.ts';
import { fineFitsTier, fineRangeInput } from './discretion.ts';
import { answeredByRecheck, partyWasAnswered } from './answer-to-party.ts';
import { gainsInput, gainsNotAboveThoseFound, illegalGainsFound } from './illegal-gains.ts';
import { earliestDecision } from './notice.ts';
import { refundOrdered } from './refund.ts';
import { reviewPassed, weightOf } from './review.ts';
import { seriousListAnswered, seriousListInput, superiorConsents } from './serious-list.ts';

function numberOfTheYear<Input extends { readonly decisionNo: string }>(): Guard<CaseFacts, Input> {
  return {
    name: 'numberOfTheYear',
    rule: 'decision-content-number',
    check: ({ input, occurredOn, rules }) => {
      const numberYear = /〔(\d{4})〕/.exec(input.decisionNo)?.[1] ?? '';
      return askCriterion('decision-content-number', { numberYear, on: occurredOn }, occurredOn, rules) === 'refused' ? { code: 'DECISION_NUMBER_YEAR', field: '/decisionNo', rule: 'decision-content-number' } : null;
    },
  };
}

const penaltyDecision = z.strictObject({
  decisionNo: documentNo,
  penalty: penaltySchema,
  summary: text(2000).describe('处罚信息摘要'),
  illegalGains: gainsInput.optional().describe('违法所得的认定'),
  sameActFinedBefore: z.boolean().default(false).describe('同一违法行为已被罚款'),
  fineBases: z.array(z.strictObject({ basis: text(500), fineYuan: positiveYuanSchema })).max(20).default([]).describe('同一违法行为违反多个规定时,各规定的罚款数额'),
  fineRange: fineRangeInput.optional().describe('法定罚款幅度,填写的核对裁量等级'),
  seriousList: seriousListInput.optional().describe('是否列入严重违法失信名单'),
});
type PenaltyDecision = z.infer<typeof penaltyDecision>;

/** PPR 57, APL 62: without notice of this penalty, and of the hearing where there is a right to one, no penalty. */
const noticeServed: Guard<CaseFacts, PenaltyDecision> = {
  name: 'noticeServed',
  rule: 'penalty-notice',
  check: ({ facts, input, rules, occurredOn }) => {
    const { notice, report, filing } = facts;
    if (!notice) return askCriterion('penalty-notice', { told: null, hearing: false, refund: false }, occurredOn, rules) === 'refused' ? { code: 'NOTICE_REQUIRED', rule: 'penalty-notice' } : null;
    // by the line of the day on which the notice was served: what it had to say does not change afterwards
    const hearing = hasHearingRight(input.penalty, filing?.partyKind ?? 'natural_person', notice.servedOn, rules);
    // a notice from before its parts were recorded said what the form says
    const told = notice.told ?? ['penalty', 'facts', 'reasons', 'basis', 'rights', ...(notice.hearingRightTold ? ['hearing_right'] : [])];
    if (askCriterion('penalty-notice', { told, hearing, refund: report?.overchargedYuan !== undefined }, occurredOn, rules) === 'allowed') return null;
    return hearing && !notice.hearingRightTold ? { code: 'HEARING_RIGHT_NOT_TOLD', rule: 'hearing-right-scope' } : { code: 'NOTICE_INCOMPLETE', rule: 'penalty-notice' };
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
  check: ({ facts, input, occurredOn, rules }) => {
    const announced = facts.notice?.penalty;
    if (!announced) return null;
    const heavier = !isNotHeavier(input.penalty, announced);
    if (askCriterion('statement-recheck', { stated: false, rechecked: [], heavier }, occurredOn, rules) === 'refused') return { code: 'HEAVIER_THAN_NOTIFIED', field: '/penalty', rule: 'statement-recheck' };
    return answeredByRecheck(facts) || isSamePenalty(input.penalty, announced) ? null : { code: 'NOT_AS_REVIEWED', field: '/penalty', rule: 'statement-recheck' };
  },
};

/** APL 57, PPR 60. */
const discussedTogether: Guard<CaseFacts, PenaltyDecision> = {
  name: 'discussedTogether',
  rule: 'decision-collective',
  check: ({ facts, occurredOn, rules }) => {
    const { collective } = facts;
    const given = { required: weightOf(facts, rules), minuted: Boolean(collective?.minutes), attendees: collective?.attendees.length ?? 0 };
    return askCriterion('decision-collective', given, occurredOn, rules) === 'refused' ? { code: 'COLLECTIVE_DISCUSSION_REQUIRED', rule: 'decision-collective' } : null;
  },
};

/** CTR 11, APL 27: while the case is with the police it is suspended on that ground, and no penalty stands in for the transfer. */
const notWithThePolice: Guard<CaseFacts, PenaltyDecision> = {
  name: 'notWithThePolice',
  rule: 'crime-no-substitute',
  check: ({ facts, occurredOn, rules }) => {
    const transfer = facts.suspension?.ground !== 'criminal_transfer' ? 'none' : facts.suspension.to === null ? 'open' : 'not_filed';
    return askCriterion('crime-no-substitute', { transfer }, occurredOn, rules) === 'refused' ? { code: 'CRIME_TRANSFER_OPEN', rule: 'crime-no-substitute' } : null;
  },
};

/** PPR 60: what was proposed, or what followed from what the party said. */
function asProposedOrAnswered<Input>(typeOf: (input: Input) => string): Guard<CaseFacts, Input> {
  return {
    name: 'asProposedOrAnswered',
    rule: 'decision-types',
    check: ({ facts, input, occurredOn, rules }) => {
      const given = { type: typeOf(input), proposed: facts.report?.proposal.kind ?? 'no_penalty', adopted: answeredByRecheck(facts) };
      return askCriterion('decision-types', given, occurredOn, rules) === 'refused' ? { code: 'NOT_AS_REVIEWED', rule: 'decision-types' } : null;
    },
  };
}

/** APL 29: only a warning; whether it is the same act is for people to judge. */
const oneFineForOneAct: Guard<CaseFacts, PenaltyDecision> = {
  name: 'oneFineForOneAct',
  rule: 'no-double-fine',
  check: ({ input, occurredOn, rules }) => {
    const given = { finedBefore: input.sameActFinedBefore, fineYuan: input.penalty.fineYuan ?? null, basesYuan: input.fineBases.map(({ fineYuan }) => fineYuan) };
    return askCriterion('no-double-fine', given, occurredOn, rules) === 'warned' ? { code: 'FINED_ALREADY', field: '/penalty/fineYuan', rule: 'no-double-fine' } : null;
  },
};

/** PPR 60-62: the responsible person decides; the clock never does. */
export const decidePenalty = defineAction<CaseFacts, PenaltyDecision>({
  name: 'decidePenalty',
  label: { zh: '作出行政处罚决定', en: 'Decide the penalty' },
  roles: ['responsible_person'],
  input: penaltyDecision,
  guards: [
    reviewPassed(), noticeServed, partyWasAnswered(), waitingTimeOver, asAnnounced, discussedTogether, notWithThePolice, asProposedOrAnswered(() => 'penalty'),
    illegalGainsFound, gainsNotAboveThoseFound, refundOrdered, seriousListAnswered, superiorConsents, numberOfTheYear(),
  ],
  warns: [oneFineForOneAct, ...fineFitsTier<PenaltyDecision>({ penaltyOf: ({ penalty }) => penalty, rangeOf: ({ fineRange }) => fineRange })],
  cites: [
    'case-decide', 'decision-types', 'legal-review-required', 'case-review-required', 'legal-review-after-hearing', 'penalty-notice', 'hearing-right-scope', 'statement-period', 'statement-recheck',
    'discretion-tiers', 'decision-collective', 'crime-no-substitute', 'no-double-fine', 'illegal-gains-calc', 'illegal-gains-calc-amount', 'refund-order', 'svl-decide-with-penalty', 'svl-superior-consent', 'discretion-tier-amount', 'discretion-bands',
    'decision-content', 'decision-content-number', 'service-decision',
  ],
  dates: ['decision.decidedOn'],
  perform: ({ input, occurredOn }) => ({
    outcome: 'decided',
    facts: {
      decision: {
        type: 'penalty', no: input.decisionNo, decidedOn: occurredOn, penalty: input.penalty, summary: input.summary,
        ...(input.illegalGains ? { illegalGains: input.illegalGains } : {}), ...(input.seriousList ? { seriousList: input.seriousList } : {}),
      },
    },
  }),
});

const noPenalty = z.strictObject({
  decisionNo: documentNo,
  type: z.enum(['no_penalty', 'not_established']),
  ground: z.enum([...leniencyGrounds, 'facts_not_established']),
  reason: text(4000),
  ...leniencyInput,
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
    asProposedOrAnswered(({ type }) => type),
    partyWasAnswered(),
    lenientByLaw(),
    numberOfTheYear(),
  ],
  cites: ['case-decide', 'decision-types', 'case-review-required', 'statement-recheck', 'decision-content-number', 'no-penalty-minor', 'no-penalty-first-violation', 'no-penalty-no-fault', 'national-exemption-list', 'case-close'],
  dates: ['decision.decidedOn'],
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
  withdrawable: true,
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

const decisionClockRuns = clockRunning<CaseFacts, unknown>('decision', 'case-decide');

const minutes = z.strictObject({ attendees: z.array(text(60)).min(1).max(30), minutes: text(8000), conclusion: z.enum(['decide', 'extend']), days: z.int().min(1).optional().describe('继续延期的合理期限(自然日)') });

/** PPR 60, 64: minuted; either the discussion that a serious penalty needs, or a further extension with a date. */
export const recordCollectiveDiscussion = defineAction<CaseFacts, z.infer<typeof minutes>>({
  name: 'recordCollectiveDiscussion',
  label: { zh: '登记集体讨论', en: 'Record the collective discussion' },
  roles: ['collective_meeting'],
  input: minutes,
  guards: [
    {
      name: 'enoughAttend',
      rule: 'decision-collective',
      check: ({ input, occurredOn, rules }) => {
        const given = { required: 'legal' as const, minuted: true, attendees: new Set(input.attendees).size };
        return askCriterion('decision-collective', given, occurredOn, rules) === 'refused' ? { code: 'COLLECTIVE_DISCUSSION_REQUIRED', field: '/attendees', rule: 'decision-collective' } : null;
      },
    },
    {
      name: 'extensionNeedsRunningClock',
      rule: 'case-decide',
      check: (context) => {
        if (context.input.conclusion !== 'extend') return null;
        return context.input.days === undefined ? { code: 'INVALID_BODY', field: '/days', rule: 'case-decide' } : decisionClockRuns.check(context);
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
