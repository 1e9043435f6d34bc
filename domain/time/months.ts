import { civilFromDays, dayNumber, daysFromCivil, daysInMonth, fromDayNumber, type LocalDate } from './local-date.ts';

/**
 * The same day number `months` later, or the last day of a shorter month: 31 January + 1 month is 28 (29) February
 * (month-arithmetic: Civil Code 202). Negative months count back in the same way.
 */
export function addMonths(date: LocalDate, months: number): LocalDate {
  return fromDayNumber(addMonthsToDay(dayNumber(date), months));
}

/** 29 February + 1 year is 28 February. */
export function addYears(date: LocalDate, years: number): LocalDate {
  return addMonths(date, years * 12);
}

/** `addMonths` on day numbers. */
export function addMonthsToDay(day: number, months: number): number {
  const { year, month, dayOfMonth } = civilFromDays(day);
  const index = year * 12 + (month - 1) + months;
  const toYear = Math.floor(index / 12);
  const toMonth = index - toYear * 12 + 1;
  return daysFromCivil(toYear, toMonth, Math.min(dayOfMonth, daysInMonth(toYear, toMonth)));
}
