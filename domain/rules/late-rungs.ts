import { askCriterion } from '../criteria/criteria.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { RuleSet } from './rule.ts';

/**
 * Rungs that say, once they are told, that little of a period is left: by the rule nearly-overdue; in a ladder that counts days instead
 * (the window for applying to the court), the last one before the date.
 */
export function lateRungs(rules: RuleSet, on: LocalDate): string[] {
  const isNearly = (percent: number) => askCriterion('nearly-overdue', { percent }, on, rules) === 'nearly';
  const found = Object.values(rules.ladders).flatMap((ladder) => {
    const shares = ladder.flatMap(({ rung, when }) => (when.kind === 'share' && isNearly(when.percent) ? [rung] : []));
    if (shares.length > 0) return shares;
    const left = ladder.flatMap(({ rung, when }) => (when.kind === 'left' ? [{ rung, days: when.days }] : [])).toSorted((a, b) => a.days - b.days)[0];
    return left ? [left.rung] : [];
  });
  return [...new Set(found)];
}
