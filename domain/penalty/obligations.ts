import { additionalFine } from '../deadlines/additional-fine.ts';
import { findAccrual } from '../rules/find-rule.ts';
import type { RuleSet } from '../rules/rule.ts';
import type { LocalDate } from '../time/local-date.ts';
import { fenOf, yuanOf } from './money.ts';

export interface Payment {
  readonly paidOn: LocalDate;
  readonly amountYuan: string;
}

/** What is owed and paid on a day. Yuan with two decimals. */
export interface Balance {
  readonly asOf: LocalDate;
  readonly paidYuan: string;
  readonly fineOutstandingYuan: string;
  readonly confiscatedOutstandingYuan: string;
  /** Additional fine accrued up to and including `asOf`, paid or not. */
  readonly additionalFineYuan: string;
  readonly additionalOutstandingYuan: string;
  readonly outstandingYuan: string;
  /** Paid beyond what was owed: must not happen, a guard refuses it. */
  readonly excessYuan: string;
}

export interface Obligations {
  readonly fineYuan: string;
  readonly confiscatedYuan: string;
  /** Legal last day for paying, after the roll; null where no clock ran (no fine). */
  readonly payBy: LocalDate | null;
  readonly payments: readonly Payment[];
  readonly asOf: LocalDate;
  readonly rules: RuleSet;
}

/**
 * The account of a penalty: 3 % a day of what is unpaid of the fine, from the day after the legal last day up to and including the day
 * of each payment, in all never more than the fine (additional-fine: APL 72, AEL 45). A payment goes first to the fine, so that
 * it stops growing, then to confiscated gains, then to the additional fine (no text orders this; it is the order that burdens the party least).
 * @throws DeadlineError FINE_INVALID; RangeError for an amount that is none
 */
export function balance({ fineYuan, confiscatedYuan, payBy, payments, asOf, rules }: Obligations): Balance {
  const rule = payBy === null ? null : findAccrual('additional-fine', payBy, rules);
  const cap = rule === null ? 0n : (fenOf(fineYuan) * BigInt(rule.capPercent)) / 100n;
  let fine = fenOf(fineYuan);
  let confiscated = fenOf(confiscatedYuan);
  let accrued = 0n;
  let additionalPaid = 0n;
  let excess = 0n;
  let paid = 0n;
  let since = payBy;
  const accrueTo = (day: LocalDate) => {
    if (rule === null || since === null || day <= since) return;
    const grown = fenOf(additionalFine({ fineYuan: yuanOf(fine), dueDate: since, asOf: day, rule }).amountYuan);
    accrued = accrued + grown < cap ? accrued + grown : cap;
    since = day;
  };
  for (const payment of [...payments].sort((a, b) => (a.paidOn < b.paidOn ? -1 : a.paidOn > b.paidOn ? 1 : 0))) {
    if (payment.paidOn > asOf) continue;
    accrueTo(payment.paidOn);
    let rest = fenOf(payment.amountYuan);
    paid += rest;
    const toFine = least(rest, fine);
    fine -= toFine;
    rest -= toFine;
    const toConfiscated = least(rest, confiscated);
    confiscated -= toConfiscated;
    rest -= toConfiscated;
    const toAdditional = least(rest, accrued - additionalPaid);
    additionalPaid += toAdditional;
    excess += rest - toAdditional;
  }
  accrueTo(asOf);
  const additional = accrued - additionalPaid;
  return {
    asOf,
    paidYuan: yuanOf(paid),
    fineOutstandingYuan: yuanOf(fine),
    confiscatedOutstandingYuan: yuanOf(confiscated),
    additionalFineYuan: yuanOf(accrued),
    additionalOutstandingYuan: yuanOf(additional),
    outstandingYuan: yuanOf(fine + confiscated + additional),
    excessYuan: yuanOf(excess),
  };
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
