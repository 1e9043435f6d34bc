import { z } from 'zod';
import { clockRunning } from '../../guards/clocks.ts';
import { hasHearingRight } from '../../penalty/hearing-right.ts';
import { defineAction, type Guard } from '../action.ts';
import type { RuleSet } from '../../rules/rule.ts';
import { text } from '../inspection/facts.ts';
import { hasHandled, type CaseFacts, type Review } from './facts.ts';

/**
 * legal-review-required · APL 58, PPR 50; R-LR-02: which body reviews. Legal review where the report names a ground, where the penalty is so
 * heavy that it opens the right to a hearing (design: the line of "serious" is that of the hearing), and always after a hearing.
 * A handler can raise a case by naming a ground, never lower it.
 */
export function reviewKind(facts: CaseFacts, on: string, rules: RuleSet): Review['kind'] {
  if (facts.hearing?.report) return 'legal';
  return isMajor(facts, on, rules) ? 'legal' : 'case';
}

/** Complex or serious: legal review and collective discussion (decision-collective) hang on the same list. */
export function isMajor({ report, filing }: CaseFacts, on: string, rules: RuleSet): boolean {
  if (!report) return false;
  if (report.majorGrounds.length > 0) return true;
  return report.proposal.kind === 'penalty' && hasHearingRight(report.proposal.penalty, filing?.partyKind ?? 'natural_person', on, rules);
}

const points = ['jurisdiction', 'party', 'facts_and_evidence', 'characterisation', 'legal_basis', 'procedure', 'proportionality'] as const;
const opinion = z.strictObject({
  outcome: z.enum(['agree', 'correct', 'investigate_further', 'other']),
  opinion: text(4000),
  points: z.strictObject(Object.fromEntries(points.map((point) => [point, z.boolean()])) as Record<(typeof points)[number], z.ZodBoolean>).describe('审核要点 (PPR 53):管辖、当事人、事实证据、定性、依据、程序、处罚'),
});
type Opinion = z.infer<typeof opinion>;

/** PPR 49: handlers may not review; nor may who presided over the hearing (R-LR-03). */
const reviewSeparation: Guard<CaseFacts, Opinion> = {
  name: 'reviewSeparation',
  rule: 'review-separation',
  check: ({ facts, actor }) => (hasHandled(facts, actor.id) || facts.hearing?.presiderId === actor.id ? { code: 'REVIEWER_IS_HANDLER', rule: 'review-separation' } : null),
};

const legalBody: Guard<CaseFacts, Opinion> = {
  name: 'legalBody',
  rule: 'legal-review-required',
  check: ({ facts, actor, occurredOn, rules }) => {
    if (reviewKind(facts, occurredOn, rules) === 'case') return null;
    if (!actor.roles.includes('legal_reviewer')) return { code: 'LEGAL_REVIEW_REQUIRED', rule: 'legal-review-required' };
    return actor.legalQualification === true ? null : { code: 'LEGAL_QUALIFICATION_REQUIRED', rule: 'legal-reviewer-qualification' };
  },
};

const allPoints: Guard<CaseFacts, Opinion> = {
  name: 'allPointsAgreed',
  rule: 'review-outcomes',
  check: ({ input }) => {
    const open = points.find((point) => !input.points[point]);
    return input.outcome === 'agree' && open ? { code: 'REVIEW_NOT_PASSED', field: `/points/${open}`, rule: 'review-outcomes' } : null;
  },
};

/** R-LR-01, R-LR-04 · PPR 50-54: only "agree" passes; every other opinion sends the case back, and every round is kept. */
export const recordReview = defineAction<CaseFacts, Opinion>({
  name: 'recordReview',
  label: { zh: '法制审核、案件审核', en: 'Review the case' },
  roles: ['case_reviewer', 'legal_reviewer'],
  input: opinion,
  guards: [reviewSeparation, legalBody, allPoints],
  cites: ['review-complete', 'legal-review-required', 'case-review-required', 'legal-review-after-hearing', 'review-separation', 'legal-reviewer-qualification', 'review-outcomes'],
  perform: ({ input, facts, actor, occurredOn, rules }) => {
    const review: Review = { kind: reviewKind(facts, occurredOn, rules), by: actor.id, on: occurredOn, outcome: input.outcome, opinion: input.opinion, proposal: facts.report?.proposal ?? null };
    const passed = input.outcome === 'agree';
    return { outcome: passed ? 'passed' : 'returned', facts: { reviews: [...(facts.reviews ?? []), review], reviewPassed: passed ? review : null } };
  },
});

const extension = z.strictObject({ workingDays: z.int().min(1).max(60), reason: text(1000) });

/** PPR 55: "may be extended" by the responsible person, without a cap: the length must be named. */
export const extendReview = defineAction<CaseFacts, z.infer<typeof extension>>({
  name: 'extendReview',
  label: { zh: '延长审核期限', en: 'Extend the review' },
  roles: ['responsible_person'],
  input: extension,
  guards: [clockRunning('review', 'review-complete')],
  cites: ['review-complete'],
  perform: ({ input }) => ({ outcome: 'extended', extend: { clock: 'review', amount: input.workingDays, reason: input.reason, approvedBy: 'responsible_person' } }),
});
