import type { LocalDate } from '../time/local-date.ts';
import { criterion } from './criterion.ts';

/** The body that must review, or did. */
export type ReviewKind = 'case' | 'legal';

/** 法制审核与案件审核: what stands behind the criteria of law/rules/review.yaml. */
export const reviewCriteria = {
  'review-submit': criterion(({ evidence, examinationUnderWay }: { evidence: number; examinationUnderWay: boolean }) => (evidence === 0 || examinationUnderWay ? 'refused' : 'allowed')),
  'legal-review-required': criterion(({ grounds, hearingLine }: { grounds: readonly string[]; hearingLine: boolean }, values: { grounds: readonly string[]; hearingLine: boolean }) =>
    grounds.some((ground) => values.grounds.includes(ground)) || (hearingLine && values.hearingLine) ? 'legal' : 'case'),
  'legal-review-after-hearing': criterion(({ hearingReportedOn, passed, passedOn }: { hearingReportedOn: LocalDate | null; passed: ReviewKind | 'none'; passedOn: LocalDate | null }) => {
    if (hearingReportedOn === null) return 'allowed';
    return passed === 'legal' && passedOn !== null && passedOn >= hearingReportedOn ? 'allowed' : 'refused';
  }),
  // the legal body may always look at a case that needs less
  'case-review-required': criterion(({ required, passed }: { required: ReviewKind; passed: ReviewKind | 'none' }) => (passed === 'legal' || passed === required ? 'allowed' : 'refused')),
  'review-separation': criterion(({ reviewers, handlers, hearingStaff }: { reviewers: readonly string[]; handlers: readonly string[]; hearingStaff: readonly string[] }) =>
    reviewers.some((id) => handlers.includes(id) || hearingStaff.includes(id)) ? 'refused' : 'allowed'),
  'legal-reviewer-qualification': criterion(({ kind, firstTime, qualified }: { kind: ReviewKind; firstTime: boolean; qualified: boolean }) =>
    kind === 'legal' && firstTime && !qualified ? 'refused' : 'allowed'),
  'review-outcomes': criterion(({ outcome, agreed }: { outcome: string; agreed: readonly string[] }, { passing, returning, points }: { passing: readonly string[]; returning: readonly string[]; points: readonly string[] }) => {
    if (returning.includes(outcome)) return 'returned';
    return passing.includes(outcome) && points.every((point) => agreed.includes(point)) ? 'passed' : 'refused';
  }),
};
