import { addDays, type LocalDate } from '../time/local-date.ts';
import type { FestivalId } from './festivals.ts';

/**
 * holidays-by-law: the thirteen days off that the law itself fixes since 2025 (全国年节及纪念日放假办法, 2024): New Year 1, Spring Festival 4
 * (its eve and the first three days), Qingming 1, Labour Day 2, Dragon Boat 1, Mid-Autumn 1, National Day 3. They are all that
 * can be said of a year whose yearly notice is not out. Festivals of the lunar calendar are held as dates: the first day of the first month, Qingming,
 * the fifth of the fifth and the fifteenth of the eighth month. (The Chinese calendar of ICU is a day off in 2027 and 2030: do not use it here.)
 */
const festivals: readonly (readonly [year: number, springFestival: string, qingming: string, dragonBoat: string, midAutumn: string])[] = [
  [2027, '02-06', '04-05', '06-09', '09-15'],
  [2028, '01-26', '04-04', '05-28', '10-03'],
  [2029, '02-13', '04-04', '06-16', '09-22'],
  [2030, '02-03', '04-05', '06-05', '09-12'],
  [2031, '01-23', '04-05', '06-24', '10-01'],
  [2032, '02-11', '04-04', '06-12', '09-19'],
  [2033, '01-31', '04-04', '06-01', '09-08'],
  [2034, '02-19', '04-05', '06-20', '09-27'],
  [2035, '02-08', '04-05', '06-10', '09-16'],
  [2036, '01-28', '04-04', '05-30', '10-04'],
  [2037, '02-15', '04-04', '06-18', '09-24'],
  [2038, '02-04', '04-05', '06-07', '09-13'],
  [2039, '01-24', '04-05', '05-27', '10-02'],
  [2040, '02-12', '04-04', '06-14', '09-20'],
  [2041, '02-01', '04-04', '06-03', '09-10'],
  [2042, '01-22', '04-04', '06-22', '09-28'],
  [2043, '02-10', '04-05', '06-11', '09-17'],
  [2044, '01-30', '04-04', '05-31', '10-05'],
  [2045, '02-17', '04-04', '06-19', '09-25'],
  [2046, '02-06', '04-04', '06-08', '09-15'],
  [2047, '01-26', '04-05', '05-29', '10-04'],
  [2048, '02-14', '04-04', '06-15', '09-22'],
  [2049, '02-02', '04-04', '06-04', '09-11'],
  [2050, '01-23', '04-04', '06-23', '09-30'],
];

/** Last year for which the days fixed by law are held; a working day after it is an error, never a guess. */
export const lastFixedYear = 2050;

/** Days off by law in every year from `fromYear` to `lastFixedYear`; where two festivals meet, the day is named once. */
export function fixedHolidays(fromYear: number): LocalDate[] {
  return [...new Map(fixedFestivals(fromYear)).keys()].sort();
}

/** The same, each day with its festival; where two meet, twice. */
export function fixedFestivals(fromYear: number): [LocalDate, FestivalId][] {
  return festivals
    .filter(([year]) => year >= fromYear)
    .flatMap(([year, springFestival, qingming, dragonBoat, midAutumn]) => {
      const on = (monthDay: string, festival: FestivalId): [LocalDate, FestivalId] => [`${year}-${monthDay}`, festival];
      return [
        on('01-01', 'new_year'),
        ...[-1, 0, 1, 2].map((offset): [LocalDate, FestivalId] => [addDays(`${year}-${springFestival}`, offset), 'spring_festival']),
        on(qingming, 'qingming'),
        ...['05-01', '05-02'].map((day) => on(day, 'labour_day')),
        on(dragonBoat, 'dragon_boat'),
        on(midAutumn, 'mid_autumn'),
        ...['10-01', '10-02', '10-03'].map((day) => on(day, 'national_day')),
      ];
    });
}

/** The first year held in the table. */
export const firstFixedYear = 2027;
