import data from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import type { OfficialCalendar } from './calendar.ts';

/**
 * The calendar that ships with the product: the notices of 2004 to 2026 as the package `chinese-days` holds them.
 * Only its data are used. Its functions answer "working day" for a year without data, and count wrongly under time zones west of Greenwich.
 * Its weekday "holidays" include the days in lieu. Change `version` whenever the package's version changes.
 */
export const defaultCalendar: OfficialCalendar = {
  version: 'CN chinese-days@1.5.7',
  years: yearsOf(Object.keys(data.holidays)),
  restDays: Object.keys(data.holidays).sort(),
  makeUpDays: Object.keys(data.workdays).sort(),
};

function yearsOf(dates: readonly string[]): number[] {
  return [...new Set(dates.map((date) => Number(date.slice(0, 4))))].sort((a, b) => a - b);
}
