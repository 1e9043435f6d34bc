import type { AccrualRule } from '../rules/rule.ts';
import { dayNumber, fromDayNumber, type LocalDate } from '../time/local-date.ts';
import type { Pause } from './deadline.ts';
import { DeadlineError } from './deadline-error.ts';
import { mergeIntervals, readPauses, type Interval } from './pauses.ts';

export interface AdditionalFineInput {
  /** The unpaid fine in yuan, with at most two decimals: `'10000'`, `'10000.50'`. */
  readonly fineYuan: string;
  /** Legal last day for paying, after the roll. */
  readonly dueDate: LocalDate;
  /** Counted up to and including this day: the day of payment, or the day asked about. */
  readonly asOf: LocalDate;
  /** Reconsideration or suit, half-open; nothing accrues meanwhile (APL 73). Overlaps count once; what lies outside changes nothing. */
  readonly frozen?: readonly Pause[];
  /** The version of `additional-fine` in force on the due date. */
  readonly rule: AccrualRule;
}

export interface AdditionalFine {
  readonly ruleId: string;
  readonly ruleVersion: string;
  /** Days from the day after `dueDate` to `asOf`, frozen days left out. */
  readonly overdueDays: number;
  /** Percent of the fine that has accrued, at most the cap. */
  readonly percent: number;
  /** The additional fine in yuan, two decimals; parts of a cent are dropped. */
  readonly amountYuan: string;
  readonly capped: boolean;
  /** The day on which the cap is reached, on overdue day 34 for 3 %; null while an open freeze hides it. */
  readonly capReachedOn: LocalDate | null;
}

/**
 * 加处罚款: 3 % of the fine for each day after the legal due date, never more than the fine itself (APL 72, AEL 45).
 * Throws FINE_INVALID, PAUSE_GROUND_NOT_ALLOWED, PAUSE_INVALID, INVALID_DATE.
 */
export function additionalFine({ fineYuan, dueDate, asOf, frozen = [], rule }: AdditionalFineInput): AdditionalFine {
  const cents = centsOf(fineYuan, rule);
  const due = dayNumber(dueDate);
  const stops = mergeIntervals(readPauses(rule, frozen), due + 1);
  const overdueDays = accruingDays(due, dayNumber(asOf), stops);
  const percent = Math.min(rule.percentPerDay * overdueDays, rule.capPercent);
  return {
    ruleId: rule.id,
    ruleVersion: rule.version,
    overdueDays,
    percent,
    amountYuan: yuanOf((cents * BigInt(percent)) / 100n),
    capped: percent === rule.capPercent,
    capReachedOn: dayReached(due, Math.ceil(rule.capPercent / rule.percentPerDay), stops),
  };
}

function accruingDays(due: number, asOf: number, stops: readonly Interval[]): number {
  const frozen = stops.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, asOf + 1) - from), 0);
  return Math.max(0, asOf - due - frozen);
}

function dayReached(due: number, days: number, stops: readonly Interval[]): LocalDate | null {
  let day = due + days;
  for (const { from, to } of stops) {
    if (from > day) break;
    day += to - from;
  }
  return Number.isFinite(day) ? fromDayNumber(day) : null;
}

function centsOf(yuan: string, rule: AccrualRule): bigint {
  const parts = /^(\d{1,15})(?:\.(\d{1,2}))?$/.exec(yuan);
  if (parts === null) throw new DeadlineError('FINE_INVALID', rule.id, '罚款金额须为元,至多两位小数 · the fine must be yuan with at most two decimals', { fineYuan: yuan });
  return BigInt(`${parts[1]}${(parts[2] ?? '').padEnd(2, '0')}`);
}

function yuanOf(cents: bigint): string {
  return `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
}
