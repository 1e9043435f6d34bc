import { TimeError } from './time-error.ts';

/**
 * A day in Asia/Shanghai, `YYYY-MM-DD`. Such strings sort like the days they name.
 * Every function of this folder that takes one refuses anything else with INVALID_DATE.
 */
export type LocalDate = string;

/**
 * The first day that can be counted. China kept summer time until September 1991, so earlier days do not begin at a
 * fixed offset; no rule of ours reaches back that far.
 */
export const firstDate: LocalDate = '1992-01-01';
export const lastDate: LocalDate = '9999-12-31';

const firstDay = daysFromCivil(1992, 1, 1);
const lastDay = daysFromCivil(9999, 12, 31);

/** True for a real day of the calendar between `firstDate` and `lastDate`. */
export function isLocalDate(value: unknown): value is LocalDate {
  const day = typeof value === 'string' ? readDay(value) : null;
  return day !== null && day >= firstDay && day <= lastDay;
}

/** Gives back the date as it is. Throws INVALID_DATE (not `YYYY-MM-DD`, no such day) or DATE_OUT_OF_RANGE (before 1992). */
export function parseLocalDate(value: unknown): LocalDate {
  return fromDayNumber(dayNumber(value as LocalDate));
}

/** Days since 1970-01-01 (which is 0): dates become integers, and all arithmetic is free of clocks and time zones. */
export function dayNumber(date: LocalDate): number {
  const day = typeof date === 'string' ? readDay(date) : null;
  if (day === null) throw new TimeError('INVALID_DATE', date, `日期无效:${String(date)} · not a date (YYYY-MM-DD)`);
  return inRange(day, date);
}

/** The inverse of `dayNumber`. Throws DATE_OUT_OF_RANGE. */
export function fromDayNumber(day: number): LocalDate {
  inRange(day, day);
  const { year, month, dayOfMonth } = civilFromDays(day);
  return `${year}-${month < 10 ? '0' : ''}${month}-${dayOfMonth < 10 ? '0' : ''}${dayOfMonth}`;
}

/** `days` may be negative. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** Whole days from `from` to `to`: 1 from one day to the next, negative backwards. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** 1 Monday … 7 Sunday, of a day number. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly dayOfMonth: number;
}

/** Year, month and day of the proleptic Gregorian calendar (H. Hinnant's `civil_from_days`). */
export function civilFromDays(day: number): CivilDate {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfMonth };
}

/** Day number of a date whose parts are known to be real. */
export function daysFromCivil(year: number, month: number, dayOfMonth: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + dayOfMonth - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function inRange(day: number, value: unknown): number {
  if (day >= firstDay && day <= lastDay && Number.isInteger(day)) return day;
  throw new TimeError('DATE_OUT_OF_RANGE', value, `日期超出可计算范围 · outside ${firstDate} to ${lastDate}: ${String(value)}`);
}

/** Day number of a well-formed date of any year from 1 on, without the bounds of what we count; null if there is no such day. */
export function readDay(text: string): number | null {
  if (text.length !== 10 || text[4] !== '-' || text[7] !== '-') return null;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const dayOfMonth = digits(text, 8, 10);
  if (year < 1 || month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) return null;
  return daysFromCivil(year, month, dayOfMonth);
}

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}
