import type { DeadlineRow } from '../record/record.ts';
import type { ClockRule } from '../rules/rule.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { Instant } from '../time/shanghai.ts';

/** What a row counts from: the instant where its rule counts hours, the day otherwise. */
export function triggerOf({ unit }: ClockRule, { triggerOn, triggerAt }: Pick<DeadlineRow, 'triggerOn' | 'triggerAt'>): LocalDate | Instant {
  return unit === 'H' ? (triggerAt ?? triggerOn) : triggerOn;
}
