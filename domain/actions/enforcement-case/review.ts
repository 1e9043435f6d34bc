import { z } from 'zod';
import { askCriterion } from '../../criteria/criteria.ts';
import type { ReviewKind } from '../../criteria/review.ts';
import { clockRunning } from '../../guards/clocks.ts';
import { hasHearingRight } from '../../penalty/hearing-right.ts';
import { defineAction, type Guard } from '../action.ts';
import type { RuleSet } from '../../rules/rule.ts';
import { text } from '../inspection/facts.ts';
import { everyHandler, hearingStaff, type CaseFacts, type Review } from './facts.ts';

/**
 * legal-review-required · APL 58, PPR 50; R-LR-02: which body reviews, by the rules of the day on which the report was submitted. Legal review where
 * the report names a ground, where the penalty is so heavy that it opens the right to a hearing, and always after a hearing.
 * A handler can raise a case by naming a ground, never lower it.
 */
export function reviewKind(facts: CaseFacts, rules: RuleSet): ReviewKind {
  return facts.hearing?.report ? 'legal' : weightOf(facts, rules);
}

/** Complex or serious (`legal`): legal review and collective discussion (decision-collective) hang on the same list. */
export function weightOf({ report, filing }: CaseFacts, rules: RuleSet): ReviewKind {
  if (!report) return 'case';
  const { proposal, submittedOn, majorGrounds } = report;
  const hearingLine = proposal.kind === 'penalty' && hasHearingRight(proposal.penalty, filing?.partyKind ?? 'natural_person', submittedOn, rules);
  return askCriterion('legal-review-required', { grounds: majorGrounds, hearingLine }, submittedOn, rules) === 'legal' ? 'legal' : 'case';
}

/** R-LR-01: no passed review, no approval and no decision; there is no role that may do without. A hearing asks for one more (PPR 50). */
export function reviewPassed<Input>(): Guard<CaseFacts, Input> {
  return {
    name: 'reviewPassed',
    rule: 'case-review-required',
    check: ({ facts, occurredOn, rules }) => {
      const required = reviewKind(facts, rules);
      const passed: ReviewKind | 'none' = facts.reviewPassed?.kind ?? 'none';
      if (askCriterion('case-review-required', { required, passed }, occurredOn, rules) === 'refused') return { code: 'REVIEW_NOT_PASSED', rule: required === 'legal' ? 'legal-review-required' : 'case-review-required' };
      const after = { hearingReportedOn: facts.hearing?.report?.on ?? null, passed, passedOn: facts.reviewPassed?.on ?? null };
      return askCriterion('legal-review-after-hearing', after, occurredOn, rules) === 'refused' ? { code: 'REVIEW_AFTER_HEARING', rule: 'legal-review-after-hearing' } : null;
    },
  };
}

const points = ['jurisdiction', 'party', 'facts_and_evidence', 'characterisation', 'legal_basis', 'procedure', 'proportionality'] as const;
const opinion = z.strictObject({
  outcome: z.enum(['agree', 'correct', 'investigate_further', 'other']),
  opinion: text(4000),
  points: z.strictObject(Object.fromEntries(points.map((point) => [point, z.boolean()])) as Record<(typeof points)[number], z.ZodBoolean>).describe('审核要点 (PPR 53):管辖、当事人、事实证据、定性、依据、程序、处罚'),
});
type Opinion = z.infer<typeof opinion>;

/** PPR 49: handlers may not review; nor may who staffs the hearing (R-LR-03). */
const reviewSeparation: Guard<CaseFacts, Opinion> = {
  name: 'reviewSeparation',
  rule: 'review-separation',
  check: ({ facts, actor, occurredOn, rules }) =>
    askCriterion('review-separation', { reviewers: [actor.id], handlers: everyHandler(facts), hearingStaff: hearingStaff(facts) }, occurredOn, rules) === 'refused'
      ? { code: 'REVIEWER_IS_HANDLER', rule: 'review-separation' }
      : null,
};

/** The body that the case asks for: a legal reviewer may look at every case, a case reviewer at those that need no legal review. */
const rightBody: Guard<CaseFacts, Opinion> = {
  name: 'rightBody',
  rule: 'legal-review-required',
  check: ({ facts, actor, occurredOn, rules }) => {
    const passed = actor.roles.includes('legal_reviewer') ? 'legal' : 'case';
    const answer = askCriterion('case-review-required', { required: reviewKind(facts, rules), passed }, occurredOn, rules);
    return answer === 'refused' ? { code: 'LEGAL_REVIEW_REQUIRED', rule: facts.hearing?.report ? 'legal-review-after-hearing' : 'legal-review-required' } : null;
  },
};

/** APL 58: `legalQualification` of an officer holds as well for those who did such reviews before it was asked for. */
const qualified: Guard<CaseFacts, Opinion> = {
  name: 'qualified',
  rule: 'legal-reviewer-qualification',
  check: ({ facts, actor, occurredOn, rules }) => {
    const given = { kind: reviewKind(facts, rules), firstTime: actor.legalQualification !== true, qualified: actor.legalQualification === true };
    return askCriterion('legal-reviewer-qualification', given, occurredOn, rules) === 'refused' ? { code: 'LEGAL_QUALIFICATION_REQUIRED', rule: 'legal-reviewer-qualification' } : null;
  },
};

/** What an opinion comes to: `passed`, `returned`, or `refused` where it agrees with a point left open. */
function resultOf({ outcome, points: agreed }: Opinion, on: string, rules: RuleSet): string {
  return askCriterion('review-outcomes', { outcome, agreed: points.filter((point) => agreed[point]) }, on, rules);
}

const allPoints: Guard<CaseFacts, Opinion> = {
  name: 'allPointsAgreed',
  rule: 'review-outcomes',
  check: ({ input, occurredOn, rules }) => {
    const open = points.find((point) => !input.points[point]);
    return resultOf(input, occurredOn, rules) === 'refused' ? { code: 'REVIEW_NOT_PASSED', field: open ? `/points/${open}` : '/outcome', rule: 'review-outcomes' } : null;
  },
};

/** R-LR-01, R-LR-04 · PPR 50-54: only "agree" passes; every other opinion sends the case back, and every round is kept. */
export const recordReview = defineAction<CaseFacts, Opinion>({
  name: 'recordReview',
  label: { zh: '法制审核、案件审核', en: 'Review the case' },
  roles: ['case_reviewer', 'legal_reviewer'],
  input: opinion,
  guards: [reviewSeparation, rightBody, qualified, allPoints],
  cites: ['review-complete', 'legal-review-required', 'case-review-required', 'legal-review-after-hearing', 'review-separation', 'legal-reviewer-qualification', 'review-outcomes'],
  perform: ({ input, facts, actor, occurredOn, rules }) => {
    const review: Review = { kind: reviewKind(facts, rules), by: actor.id, on: occurredOn, outcome: input.outcome, opinion: input.opinion, proposal: facts.report?.proposal ?? null };
    const passed = resultOf(input, occurredOn, rules) === 'passed';
    return { outcome: passed ? 'passed' : 'returned', facts: { reviews: [...(facts.reviews ?? []), review], reviewPassed: passed ? review : null } };
  },
});

const extension = z.strictObject({ workingDays: z.int().min(1), reason: text(1000) });

/** PPR 55: "may be extended" by the responsible person, without a cap: the length must be named. */
export const extendReview = defineAction<CaseFacts, z.infer<typeof extension>>({
  name: 'extendReview',
  label: { zh: '延长审核期限', en: 'Extend the review' },
  roles: ['responsible_person'],
  input: extension,
  guards: [clockRunning('review', 'review-complete')],
  withdrawable: true,
  cites: ['review-complete'],
  perform: ({ input }) => ({ outcome: 'extended', extend: { clock: 'review', amount: input.workingDays, reason: input.reason, approvedBy: 'responsible_person' } }),
});
