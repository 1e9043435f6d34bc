import type { Label } from '../label.ts';
import { dayNumber, fromDayNumber, type LocalDate } from '../time/local-date.ts';
import type { OfficialCalendar } from './calendar.ts';
import { dayKind, indexOf } from './calendar-index.ts';
import { festivalOf, festivals, type FestivalId } from './festivals.ts';

/** Days of rest of a notice (or fixed by law) that follow one another. */
export interface Holiday {
  readonly festivals: readonly FestivalId[];
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly days: number;
}

export interface MakeUpDay {
  readonly date: LocalDate;
  readonly festival?: FestivalId;
}

/** What lies between two days, both counted in. */
export interface DaysBetween {
  readonly calendarDays: number;
  readonly workingDays: number;
  /** Saturdays and Sundays that belong to no holiday and are not worked. */
  readonly weekendDays: number;
  readonly holidays: readonly Holiday[];
  readonly makeUpDays: readonly MakeUpDay[];
}

/**
 * Every day from `from` to `to` looked at one by one, for people who ask why a date is what it is; whoever only counts takes `workingDaysBetween`.
 * Throws CALENDAR_YEAR_UNKNOWN.
 */
export function daysBetweenInDetail(from: LocalDate, to: LocalDate, calendar: OfficialCalendar): DaysBetween {
  const index = indexOf(calendar);
  const holidays: { festivals: FestivalId[]; from: LocalDate; to: LocalDate; days: number }[] = [];
  const makeUpDays: MakeUpDay[] = [];
  let workingDays = 0;
  let weekendDays = 0;
  let last: (typeof holidays)[number] | undefined;
  for (let day = dayNumber(from); day <= dayNumber(to); day += 1) {
    const kind = dayKind(index, day);
    const date = fromDayNumber(day);
    const festival = kind === 'weekday' || kind === 'weekend' ? undefined : festivalOf(date, calendar);
    if (kind === 'notice_rest' || kind === 'fixed_holiday') {
      if (last === undefined) holidays.push((last = { festivals: [], from: date, to: date, days: 0 }));
      if (festival !== undefined && !last.festivals.includes(festival)) last.festivals.push(festival);
      last.to = date;
      last.days += 1;
      continue;
    }
    last = undefined;
    if (kind === 'weekend') weekendDays += 1;
    else workingDays += 1;
    if (kind === 'make_up') makeUpDays.push({ date, ...(festival === undefined ? {} : { festival }) });
  }
  return { calendarDays: Math.max(0, dayNumber(to) - dayNumber(from) + 1), workingDays, weekendDays, holidays, makeUpDays };
}

/** 国庆节、中秋节; 节假日 where nobody told the name. */
export function festivalWords(ids: readonly FestivalId[]): Label {
  if (ids.length === 0) return { zh: '节假日', en: 'public holiday' };
  return { zh: ids.map((id) => festivals[id].zh).join('、'), en: ids.map((id) => festivals[id].en).join(' and ') };
}
