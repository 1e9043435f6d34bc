import { addWorkingDays, workingDayOnOrAfter } from '../domain/calendar/working-days.ts';
import { defaultCalendar } from '../domain/calendar/default-calendar.ts';
import { addDays, type LocalDate } from '../domain/time/local-date.ts';

/** The n-th working day after a day: people of the stories work when an office does. */
export function afterWorkingDays(day: LocalDate, n: number): LocalDate {
  return addWorkingDays(day, n, defaultCalendar);
}

/** The first working day at least so many calendar days later. */
export function afterDays(day: LocalDate, days: number): LocalDate {
  return workingDayOnOrAfter(addDays(day, days), defaultCalendar);
}
