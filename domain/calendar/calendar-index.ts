import { dayNumber, daysFromCivil, fromDayNumber, weekdayOf, type LocalDate } from '../time/local-date.ts';
import type { DayKind, OfficialCalendar } from './calendar.ts';
import { CalendarError } from './calendar-error.ts';
import { firstFixedYear, fixedHolidays, lastFixedYear } from './fixed-holidays.ts';

const kinds: readonly DayKind[] = ['weekday', 'make_up', 'weekend', 'notice_rest', 'fixed_holiday'];
const codeOf = { weekday: 0, make_up: 1, weekend: 2, notice_rest: 3, fixed_holiday: 4 } as const satisfies Record<DayKind, number>;

/** Prefix sums over all days that a calendar can speak of, so that n working days are two look-ups, however large n is. */
export interface CalendarIndex {
  readonly firstDay: number;
  readonly lastDay: number;
  /** First day whose kind a notice still to come may change. */
  readonly provisionalFrom: number;
  readonly kind: Uint8Array;
  /** `rank[d - firstDay]`: working days from the first day up to and including d. */
  readonly rank: Int32Array;
  /** `workingDays[r - 1]`: the r-th working day. */
  readonly workingDays: Int32Array;
}

const built = new WeakMap<OfficialCalendar, CalendarIndex>();

/** The index of a calendar, built once. Throws CALENDAR_INVALID. */
export function indexOf(calendar: OfficialCalendar): CalendarIndex {
  const known = built.get(calendar);
  if (known !== undefined) return known;
  const index = build(calendar);
  built.set(calendar, index);
  return index;
}

/** Position of a day in the arrays. Throws CALENDAR_YEAR_UNKNOWN. */
export function positionOf(index: CalendarIndex, day: number): number {
  if (day >= index.firstDay && day <= index.lastDay) return day - index.firstDay;
  throw unknownDay(index, fromDayNumber(day));
}

export function dayKind(index: CalendarIndex, day: number): DayKind {
  return kinds[index.kind[positionOf(index, day)] ?? 0] ?? 'weekday';
}

/** Working days from the beginning of the calendar up to and including the day. */
export function rankOf(index: CalendarIndex, day: number): number {
  return index.rank[positionOf(index, day)] ?? 0;
}

/** The day that is working day number `rank`. Throws CALENDAR_YEAR_UNKNOWN beyond the last. */
export function dayOfRank(index: CalendarIndex, rank: number): number {
  const day = index.workingDays[rank - 1];
  if (day === undefined) throw unknownDay(index, `working day ${rank}`);
  return day;
}

function unknownDay(index: CalendarIndex, what: string): CalendarError {
  const span = `${fromDayNumber(index.firstDay)} – ${fromDayNumber(index.lastDay)}`;
  return new CalendarError('CALENDAR_YEAR_UNKNOWN', `该年份没有工作日历:${what} · the calendar speaks only of ${span}`);
}

function build(calendar: OfficialCalendar): CalendarIndex {
  const { firstYear, lastYear } = checkCalendar(calendar);
  const firstDay = daysFromCivil(firstYear, 1, 1);
  const lastDay = daysFromCivil(Math.max(lastYear, lastFixedYear), 12, 31);
  const kind = new Uint8Array(lastDay - firstDay + 1);
  for (let day = firstDay; day <= lastDay; day += 1) kind[day - firstDay] = weekdayOf(day) >= 6 ? codeOf.weekend : codeOf.weekday;
  const mark = (date: LocalDate, code: number): void => {
    kind[dayNumber(date) - firstDay] = code;
  };
  for (const date of fixedHolidays(lastYear + 1)) mark(date, codeOf.fixed_holiday);
  for (const date of calendar.restDays) mark(date, codeOf.notice_rest);
  for (const date of calendar.makeUpDays) mark(date, codeOf.make_up);

  const rank = new Int32Array(kind.length);
  const workingDays: number[] = [];
  for (let at = 0; at < kind.length; at += 1) {
    if ((kind[at] ?? 0) <= codeOf.make_up) workingDays.push(firstDay + at);
    rank[at] = workingDays.length;
  }
  // The notice of a year also moves the last days of December before it (2006, 2007, 2011, 2018 and 2022; never earlier than the 29th).
  const provisionalFrom = daysFromCivil(lastYear, 12, 29);
  return { firstDay, lastDay, provisionalFrom, kind, rank, workingDays: Int32Array.from(workingDays) };
}

function checkCalendar(calendar: OfficialCalendar): { firstYear: number; lastYear: number } {
  const fail = (why: string): never => {
    throw new CalendarError('CALENDAR_INVALID', `工作日历无效 · calendar ${calendar.version}: ${why}`);
  };
  const firstYear = calendar.years[0] ?? fail('no years');
  calendar.years.forEach((year, at) => {
    if (year !== firstYear + at) fail(`years must follow one another without a gap, found ${year}`);
  });
  const lastYear = firstYear + calendar.years.length - 1;
  if (lastYear < firstFixedYear - 1) fail(`the fixed holidays of ${lastYear + 1} are not held`);
  const rest = new Set(calendar.restDays);
  for (const date of [...calendar.restDays, ...calendar.makeUpDays]) {
    const day = dayNumber(date);
    if (day < daysFromCivil(firstYear, 1, 1) || day > daysFromCivil(lastYear, 12, 31)) fail(`${date} lies outside the years`);
  }
  for (const date of calendar.makeUpDays) {
    if (rest.has(date)) fail(`${date} is both a rest day and a make-up working day`);
    if (weekdayOf(dayNumber(date)) < 6) fail(`${date} is a make-up working day, but no weekend`);
  }
  return { firstYear, lastYear };
}
