import type { ActContext, Guard } from '../actions/action.ts';
import type { FileRecord } from '../record/record.ts';
import { addDays, type LocalDate } from '../time/local-date.ts';

/**
 * The first day on which an act is allowed that must wait for a clock (NOT_BEFORE): the day after its legal last day, a rest day or not.
 * Null where the clock never ran for this file.
 * @param passed the milestone that the lapse of the clock reaches
 */
export function firstDayAllowed(record: FileRecord, clock: string, passed: string): LocalDate | null {
  const running = record.deadlines.find((deadline) => deadline.clock === clock);
  const lastDay = running?.dueDate ?? record.milestones[passed];
  return lastDay === undefined ? null : addDays(lastDay, 1);
}

/**
 * Forbids an act dated before its waiting time is over, and tells from which day on it is allowed.
 * @param ruleOf the rule that governs the clock in this file, where the chart knows several
 */
export function waitingTimeOver<Facts, Input>(clock: string, passed: string, rule: string, ruleOf?: (context: ActContext<Facts, Input>) => string): Guard<Facts, Input> {
  return {
    name: `${clock}Over`,
    rule,
    check: (context) => {
      const earliestOn = firstDayAllowed(context.record, clock, passed);
      return earliestOn !== null && context.occurredOn < earliestOn ? { code: 'TOO_EARLY', field: '/occurredOn', rule: ruleOf?.(context) ?? rule, earliestOn } : null;
    },
  };
}
