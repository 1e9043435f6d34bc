import { fenOf } from '../penalty/money.ts';
import type { BoundRule, ThresholdRule } from './rule.ts';
import { RuleError } from './rule-error.ts';

/**
 * True where a sum in fen falls under the line: for `at_least` the line itself and above, for `at_most` the line itself and below (period-inclusive-words: PPR 84). An unknown kind of party has the line 0.
 * @throws RuleError LINE_NOT_SET where each place sets its own line and this one has not
 */
export function reachesLine({ id, yuan, sense }: ThresholdRule, party: string, fen: bigint): boolean {
  const sum = yuan[party];
  if (sum === null) throw new RuleError('LINE_NOT_SET', id, `数额由省级规定,所在地尚未配置:${id} · the place sets this sum, and has not`);
  const line = fenOf(sum ?? '0');
  return sense === 'at_least' ? fen >= line : fen <= line;
}

/** True where a count or a share keeps to the bound. */
export function isWithinBound({ value, sense }: BoundRule, given: number): boolean {
  if (sense === 'at_least') return given >= value;
  return sense === 'below' ? given < value : given <= value;
}
