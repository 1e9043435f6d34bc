import { dayNumber, fromDayNumber, type LocalDate } from '../time/local-date.ts';
import { isWorkingDay, type OfficialCalendar } from './calendar.ts';
import { dayOfRank, indexOf, rankOf } from './calendar-index.ts';

/**
 * The n-th working day after a date, itself not counted (period-start-day-excluded): 5 after Friday 2026-09-18 is 2026-09-24, since Sunday 09-20 is worked.
 * `count` 0 gives the date itself, a working day or not. Throws CALENDAR_YEAR_UNKNOWN, and RangeError for a negative count.
 */
export function addWorkingDays(date: LocalDate, count: number, calendar: OfficialCalendar): LocalDate {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`count must be a whole number of working days, not ${count}`);
  if (count === 0) return date;
  const index = indexOf(calendar);
  return fromDayNumber(dayOfRank(index, rankOf(index, dayNumber(date)) + count));
}

/** The date itself if it is a working day, else the first one after it. */
export function workingDayOnOrAfter(date: LocalDate, calendar: OfficialCalendar): LocalDate {
  return isWorkingDay(date, calendar) ? date : addWorkingDays(date, 1, calendar);
}

/** Working days after `from` up to and including `to`: the inverse of `addWorkingDays`. */
export function workingDaysBetween(from: LocalDate, to: LocalDate, calendar: OfficialCalendar): number {
  const index = indexOf(calendar);
  return rankOf(index, dayNumber(to)) - rankOf(index, dayNumber(from));
}
