import type { OfficialCalendar } from '../calendar/calendar.ts';
import type { DeadlineRow } from '../record/record.ts';
import type { Law } from '../rules/law.ts';
import type { ClockRule } from '../rules/rule.ts';
import { computeDeadline } from './compute-deadline.ts';
import type { DeadlineInput, ExplanationStep } from './deadline.ts';
import { explainDays } from './explain-days.ts';
import { otherReadings, type OtherReading } from './other-readings.ts';
import { triggerOf } from './trigger-of.ts';

/** The arithmetic of a row in the records, done again by the version of the rule that it was armed by. */
export interface ExplainedRow {
  readonly steps: readonly ExplanationStep[];
  readonly otherReadings: readonly OtherReading[];
  readonly earliestActionDate?: string;
  /** What comes out today: the same as stored, unless the calendar has changed since and the row was not counted anew yet. */
  readonly found: { readonly targetDate: string | null; readonly dueDate: string | null; readonly dueAt: string | null };
  readonly isAsStored: boolean;
}

type ExplainedFields = Pick<DeadlineRow, 'triggerOn' | 'triggerAt' | 'limit' | 'fixedDate' | 'extensions' | 'pauses' | 'state' | 'dueAt'>;

/**
 * Explains a stored deadline: the arithmetic is done again from the row alone.
 * @throws DeadlineError, RuleError, CalendarError
 */
export function explainRow(row: ExplainedFields, rule: ClockRule, calendar: OfficialCalendar, law: Law, profileId: string): ExplainedRow {
  const input: DeadlineInput = {
    rule,
    isHeld: true,
    trigger: triggerOf(rule, row),
    calendar,
    ...(row.limit === null ? {} : { limit: row.limit }),
    ...(row.fixedDate === null ? {} : { date: row.fixedDate }),
    extensions: row.extensions.map(({ amount, approvedBy }) => ({ amount, approvedBy })),
    pauses: row.pauses.map(({ ground, from, to, document }) => ({ ground, from, ...(to === null ? {} : { to }), ...(document === undefined ? {} : { document }) })),
  };
  const found = computeDeadline(input);
  const running = found.state === 'running' ? found : undefined;
  return {
    steps: explainDays(input, found),
    otherReadings: otherReadings(input, found, law, profileId),
    ...(running?.earliestActionDate === undefined ? {} : { earliestActionDate: running.earliestActionDate }),
    found: { targetDate: running?.targetDate ?? null, dueDate: running?.dueDate ?? null, dueAt: running?.dueAt ?? null },
    // while it is paused a row keeps the dates that it had before
    isAsStored: running === undefined ? row.state !== 'running' : running.dueAt === row.dueAt,
  };
}
