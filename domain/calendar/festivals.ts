import type { Label } from '../label.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { OfficialCalendar } from './calendar.ts';
import { fixedFestivals } from './fixed-holidays.ts';

/** The days off of the whole people (全国年节及纪念日放假办法), and the one that was given once. */
export const festivals = {
  new_year: { zh: '元旦', en: 'New Year' },
  spring_festival: { zh: '春节', en: 'Spring Festival' },
  qingming: { zh: '清明节', en: 'Qingming' },
  labour_day: { zh: '劳动节', en: 'Labour Day' },
  dragon_boat: { zh: '端午节', en: 'Dragon Boat Festival' },
  mid_autumn: { zh: '中秋节', en: 'Mid-Autumn Festival' },
  national_day: { zh: '国庆节', en: 'National Day' },
  victory_70: { zh: '抗战胜利70周年纪念日', en: '70th anniversary of victory' },
} as const satisfies Record<string, Label>;
export type FestivalId = keyof typeof festivals;

const onTheSameDayEachYear: Readonly<Record<string, FestivalId>> = { '01-01': 'new_year', '05-01': 'labour_day', '10-01': 'national_day' };
const fixed = new Map(fixedFestivals(2027));

/**
 * The festival to which a rest day or a make-up day belongs, as the notice says; where the calendar carries no names, as far as the law itself
 * fixes the day. undefined: nobody told.
 */
export function festivalOf(date: LocalDate, calendar: OfficialCalendar): FestivalId | undefined {
  return calendar.festivals?.[date] ?? fixed.get(date) ?? onTheSameDayEachYear[date.slice(5)];
}
