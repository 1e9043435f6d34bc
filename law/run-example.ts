import type { OfficialCalendar } from '../domain/calendar/calendar.ts';
import { CalendarError } from '../domain/calendar/calendar-error.ts';
import { criteria } from '../domain/criteria/criteria.ts';
import type { Criterion } from '../domain/criteria/criterion.ts';
import { additionalFine } from '../domain/deadlines/additional-fine.ts';
import { computeDeadline } from '../domain/deadlines/compute-deadline.ts';
import { DeadlineError } from '../domain/deadlines/deadline-error.ts';
import { fenOf } from '../domain/penalty/money.ts';
import type { AccrualExample, AnswerExample, ClockExample, Example } from '../domain/rules/example.ts';
import { isWithinBound, reachesLine } from '../domain/rules/lines.ts';
import type { AccrualRule, ClockRule, Rule } from '../domain/rules/rule.ts';
import { RuleError } from '../domain/rules/rule-error.ts';
import { epochMs, toInstant } from '../domain/time/shanghai.ts';
import { TimeError } from '../domain/time/time-error.ts';

/** What comes out of an example, in the words in which the row says what should. */
export type Outcome = Readonly<Record<string, string | number | boolean | null>>;

/** Works an example of a rule out, as the product does. A refusal is an outcome as well. */
export function workOut(rule: Rule, example: Example, calendar: OfficialCalendar): Outcome {
  try {
    switch (rule.kind) {
      case 'clock':
        return clockOutcome(rule, example as ClockExample, calendar);
      case 'accrual':
        return accrualOutcome(rule, example as AccrualExample);
      case 'threshold':
      case 'bound':
      case 'criterion':
        return { then: answerOf(rule, (example as AnswerExample).given) };
    }
  } catch (error) {
    if (error instanceof DeadlineError || error instanceof RuleError || error instanceof CalendarError || error instanceof TimeError) return { error: error.code };
    throw error;
  }
}

const asked = new Set(['from', 'limit', 'date', 'pauses', 'extensions', 'fine', 'frozen', 'asOf', 'given', 'byHand', 'working', 'profile']);

/** What the row says should come out; an instant in the offset of Shanghai is the same instant. */
export function expectedOf(rule: Rule, example: Example): Outcome {
  const told = Object.entries(example).filter(([key]) => !asked.has(key) && !(rule.kind === 'accrual' && key === 'due'));
  return Object.fromEntries(told.map(([key, value]) => [key, key === 'dueAt' ? toInstant(epochMs(String(value))) : value]));
}

/** The part of the outcome that the row speaks of, to be compared with what it says; a refusal stands for all of it. */
export function comparableOutcome(rule: Rule, example: Example, calendar: OfficialCalendar): Outcome {
  const outcome = workOut(rule, example, calendar);
  if ('error' in outcome) return outcome;
  return Object.fromEntries(Object.keys(expectedOf(rule, example)).map((key) => [key, outcome[key] ?? null]));
}

function clockOutcome(rule: ClockRule, { from, limit, date, pauses, extensions }: ClockExample, calendar: OfficialCalendar): Outcome {
  const found = computeDeadline({
    rule, trigger: from, calendar,
    ...(limit === undefined ? {} : { limit }),
    ...(date === undefined ? {} : { date }),
    ...(pauses === undefined ? {} : { pauses }),
    ...(extensions === undefined ? {} : { extensions }),
  });
  if (found.state === 'paused') return { counted: found.counted, remaining: found.remaining };
  const { targetDate, dueDate, dueAt, earliestActionDate, provisional } = found;
  return { target: targetDate, due: dueDate, dueAt, provisional, ...(earliestActionDate === undefined ? {} : { earliest: earliestActionDate }) };
}

function accrualOutcome(rule: AccrualRule, { fine, due, asOf, frozen = [] }: AccrualExample): Outcome {
  const { amountYuan, percent, overdueDays, capReachedOn } = additionalFine({ fineYuan: fine, dueDate: due, asOf, frozen, rule });
  return { amount: amountYuan, percent, days: overdueDays, capReachedOn };
}

function answerOf(rule: Exclude<Rule, ClockRule | AccrualRule>, given: AnswerExample['given']): string {
  if (rule.kind === 'bound') return isWithinBound(rule, given as number) ? 'allowed' : 'refused';
  if (rule.kind === 'criterion') return (criteria as unknown as Record<string, Criterion<object>>)[rule.id]?.(given as object, rule.values) ?? 'no function';
  const { party, yuan } = given as { party: string; yuan: string };
  const reached = reachesLine(rule, party, fenOf(yuan));
  if (rule.sense === 'at_least') return reached ? 'reached' : 'not_reached';
  return reached ? 'within' : 'exceeded';
}
