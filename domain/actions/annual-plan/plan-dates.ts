import { compute, rungsOf } from '../../advance/clock.ts';
import { findRule } from '../../rules/find-rule.ts';
import { RuleError } from '../../rules/rule-error.ts';
import type { LawAround } from '../action.ts';
import { firstDayOf } from './facts.ts';

const dates = ['plan-annual-compile', 'plan-half-year-report', 'plan-full-year-report'] as const;

/** When the ladder of a year first tells somebody anything, and when its plan is late; null where no rule is held for the year. */
export function momentsOfYear(year: number, law: LawAround): { readonly firstTold: string; readonly late: string } | null {
  try {
    const armed = dates.map((id) => {
      const rule = findRule(id, firstDayOf(year), law.rules);
      const deadline = compute(law, rule, { triggerOn: firstDayOf(year), triggerAt: null, limit: null, fixedDate: null, extensions: [], pauses: [] });
      return { rungs: rungsOf(law, rule, deadline), dueAt: deadline.dueAt };
    });
    const [firstTold] = armed.flatMap(({ rungs }) => rungs.map(({ at }) => at)).toSorted();
    const late = armed[0]?.dueAt;
    return firstTold === undefined || late === undefined ? null : { firstTold, late };
  } catch (error) {
    if (error instanceof RuleError) return null;
    throw error;
  }
}
