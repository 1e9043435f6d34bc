import type { AccrualRule, BoundRule, ClockRule, ExtensionStep, Source, ThresholdRule } from '../rule.ts';

type Derived = 'kind' | 'version' | 'effectiveFrom' | 'pausable';
type ClockRow = Omit<ClockRule, Derived | 'extensions'> & Partial<Pick<ClockRule, 'version' | 'effectiveFrom' | 'pausable' | 'extensions'>>;
type ThresholdRow = Omit<ThresholdRule, Derived> & Partial<Pick<ThresholdRule, 'version' | 'effectiveFrom' | 'pausable'>>;
type BoundRow = Omit<BoundRule, Derived> & Partial<Pick<BoundRule, 'version' | 'effectiveFrom' | 'pausable'>>;
type AccrualRow = Omit<AccrualRule, Derived> & Partial<Pick<AccrualRule, 'version' | 'effectiveFrom' | 'pausable'>>;

/** One row of the catalogue. It governs from the day on which the newest of its sources is in force; what it does not allow is not allowed. */
export function clock(row: ClockRow): ClockRule {
  const effectiveFrom = row.effectiveFrom ?? newest(row.source);
  return { kind: 'clock', pausable: [], extensions: [], ...row, effectiveFrom, version: row.version ?? effectiveFrom };
}

export function accrual(row: AccrualRow): AccrualRule {
  const effectiveFrom = row.effectiveFrom ?? newest(row.source);
  return { kind: 'accrual', pausable: [], ...row, effectiveFrom, version: row.version ?? effectiveFrom };
}

export function threshold(row: ThresholdRow): ThresholdRule {
  const effectiveFrom = row.effectiveFrom ?? newest(row.source);
  return { kind: 'threshold', pausable: [], ...row, effectiveFrom, version: row.version ?? effectiveFrom };
}

export function bound(row: BoundRow): BoundRule {
  const effectiveFrom = row.effectiveFrom ?? newest(row.source);
  return { kind: 'bound', pausable: [], ...row, effectiveFrom, version: row.version ?? effectiveFrom };
}

/** A single grant of a fixed length: the usual case where a text says "may be extended by n days" and no more. */
export function once(approver: ExtensionStep['approver'], limit: number, unit: ExtensionStep['unit']): ExtensionStep {
  return { approver, limit, unit, count: 1, partial: false };
}

function newest(sources: readonly Source[]): string {
  return sources.map((source) => source.version).sort().at(-1) ?? '';
}
