import { fenOf } from '../penalty/money.ts';
import type { BoundRule, ThresholdRule } from './rule.ts';

/** True where a sum in fen falls under the line: for `at_least` the line itself and above, for `at_most` the line itself and below (period-inclusive-words: PPR 84). An unknown kind of party has the line 0. */
export function reachesLine({ yuan, sense }: ThresholdRule, party: string, fen: bigint): boolean {
  const line = fenOf(yuan[party] ?? '0');
  return sense === 'at_least' ? fen >= line : fen <= line;
}

/** True where a count or a share keeps to the bound. */
export function isWithinBound({ value, sense }: BoundRule, given: number): boolean {
  if (sense === 'at_least') return given >= value;
  return sense === 'below' ? given < value : given <= value;
}
