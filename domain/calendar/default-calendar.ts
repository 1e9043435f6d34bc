import data from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import type { OfficialCalendar } from './calendar.ts';
import type { FestivalId } from './festivals.ts';

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
  festivals: festivalsOf({ ...data.holidays, ...data.workdays }),
};

/** The package writes `Spring Festival,春节,4` beside each day; a name that is not ours would show at once in the test of this calendar. */
function festivalsOf(named: Readonly<Record<string, string>>): Record<string, FestivalId> {
  const ids: Readonly<Record<string, FestivalId>> = {
    "New Year's Day": 'new_year', 'Spring Festival': 'spring_festival', 'Tomb-sweeping Day': 'qingming', 'Labour Day': 'labour_day',
    'Dragon Boat Festival': 'dragon_boat', 'Mid-autumn Festival': 'mid_autumn', 'National Day': 'national_day', 'Anti-Fascist 70th Day': 'victory_70',
  };
  return Object.fromEntries(Object.entries(named).flatMap(([date, words]) => {
    const id = ids[words.split(',')[0] ?? ''];
    return id === undefined ? [] : [[date, id]];
  }));
}

function yearsOf(dates: readonly string[]): number[] {
  return [...new Set(dates.map((date) => Number(date.slice(0, 4))))].sort((a, b) => a - b);
}
