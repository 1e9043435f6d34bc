import { dayNumber, type LocalDate } from '../time/local-date.ts';
import { dayKind, indexOf } from './calendar-index.ts';
import type { FestivalId } from './festivals.ts';

/**
 * The official working days as a plain value: what the yearly notices of the State Council's office say (国务院办公厅关于部分节假日安排的通知).
 * A new notice, or a local holiday of an autonomous region, is a new value with a new `version`; a deadline keeps the version it was counted with.
 * Treat it as frozen: an index is built on first use and kept with the object.
 */
export interface OfficialCalendar {
  readonly version: string;
  /** Years whose notice is held, each following the one before. */
  readonly years: readonly number[];
  /** Every rest day of the notices: holidays and the days in lieu, weekends among them included. */
  readonly restDays: readonly LocalDate[];
  /** Weekend days on which people work (调休上班日). */
  readonly makeUpDays: readonly LocalDate[];
  /** For which festival a rest day or a make-up day was given, where the notice was read with its words. Names only: nothing is counted by it. */
  readonly festivals?: Readonly<Record<LocalDate, FestivalId>>;
}

/**
 * `weekday`, `make_up`: working days. `weekend`; `notice_rest` (rest day of a yearly notice) and `fixed_holiday` (day off by law
 * in a year without a notice): days of rest.
 */
export type DayKind = 'weekday' | 'make_up' | 'weekend' | 'notice_rest' | 'fixed_holiday';

export interface DayStatus {
  readonly working: boolean;
  /** The yearly notice that settles this day is not held: the answer may change when it comes. */
  readonly provisional: boolean;
  readonly kind: DayKind;
}

/** What the calendar says of one day. Throws CALENDAR_YEAR_UNKNOWN outside its years and the years whose fixed holidays are held. */
export function dayStatus(date: LocalDate, calendar: OfficialCalendar): DayStatus {
  const day = dayNumber(date);
  const index = indexOf(calendar);
  const kind = dayKind(index, day);
  return { working: kind === 'weekday' || kind === 'make_up', provisional: day >= index.provisionalFrom, kind };
}

/** True on a day of work; `dayStatus` also tells whether the answer is provisional. */
export function isWorkingDay(date: LocalDate, calendar: OfficialCalendar): boolean {
  return dayStatus(date, calendar).working;
}
