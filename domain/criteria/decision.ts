import { fenOf, yuanOf } from '../penalty/money.ts';
import type { LocalDate } from '../time/local-date.ts';
import { criterion } from './criterion.ts';
import type { ReviewKind } from './review.ts';

interface Fines {
  /** The same act was fined before, by whomever. */
  readonly finedBefore: boolean;
  readonly fineYuan: string | null;
  /** The fine under each of several bases. */
  readonly basesYuan: readonly string[];
}

interface Refund {
  readonly overcharged: boolean;
  readonly orderedOn: LocalDate | null;
  readonly partyHeardOn: LocalDate | null;
  /** Day of the decision. */
  readonly on: LocalDate;
}

/** 处罚决定: what stands behind the criteria of law/rules/decision.yaml. */
export const decisionCriteria = {
  'decision-collective': criterion(({ required, minuted, attendees }: { required: ReviewKind; minuted: boolean; attendees: number }, values: { attendees: number }) =>
    required === 'case' || (minuted && attendees >= values.attendees) ? 'allowed' : 'refused'),
  // a penalty that nobody proposed was neither reviewed nor announced
  'decision-types': criterion(({ type, proposed, adopted }: { type: string; proposed: 'penalty' | 'no_penalty'; adopted: boolean }, { types }: { types: readonly string[] }) => {
    if (!types.includes(type)) return 'refused';
    if (type === 'penalty') return proposed === 'penalty' ? 'allowed' : 'refused';
    return proposed === 'no_penalty' || adopted ? 'allowed' : 'refused';
  }),
  'no-double-fine': criterion(({ finedBefore, fineYuan, basesYuan }: Fines) => {
    if (fineYuan === null) return 'allowed';
    return finedBefore || basesYuan.some((basis) => fenOf(basis) > fenOf(fineYuan)) ? 'warned' : 'allowed';
  }),
  'illegal-gains-calc': criterion(({ found, approvedBy }: { found: 'missing' | 'none' | 'computed' | 'not_computable'; approvedBy: readonly string[] }, { approver }: { approver: string }) => {
    if (found === 'missing') return 'refused';
    return found === 'not_computable' && !approvedBy.includes(approver) ? 'refused' : 'allowed';
  }),
  'illegal-gains-calc-amount': criterion(({ incomeYuan, costsYuan, refundedYuan }: { incomeYuan: string; costsYuan: string; refundedYuan: string }, { refundsDeducted }: { refundsDeducted: boolean }) => {
    const gains = fenOf(incomeYuan) - fenOf(costsYuan) - (refundsDeducted ? fenOf(refundedYuan) : 0n);
    return yuanOf(gains > 0n ? gains : 0n);
  }),
  'refund-order': criterion(({ overcharged, orderedOn, partyHeardOn, on }: Refund) => {
    if (!overcharged) return 'allowed';
    return orderedOn !== null && partyHeardOn !== null && partyHeardOn <= orderedOn && orderedOn <= on ? 'allowed' : 'refused';
  }),
  'decision-content': criterion((given: { contents: readonly string[] }, values: { contents: readonly string[] }) => (values.contents.every((part) => given.contents.includes(part)) ? 'allowed' : 'refused')),
  'decision-content-number': criterion(({ numberYear, on }: { numberYear: string; on: LocalDate }) => (on.startsWith(`${numberYear}-`) ? 'allowed' : 'refused')),
  'decision-publication-notice': criterion((given: { publicationTold: boolean; repairNotice: boolean }, values: { repairNotice: boolean }) => (given.publicationTold && (given.repairNotice || !values.repairNotice) ? 'allowed' : 'refused')),
};
