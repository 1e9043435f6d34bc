import type { OfficialCalendar } from '../../../domain/calendar/calendar.ts';
import { fixedHolidays } from '../../../domain/calendar/fixed-holidays.ts';
import type { Pause } from '../../../domain/deadlines/deadline.ts';
import type { ClockRule } from '../../../domain/rules/rule.ts';

/** What a clock is asked, with every grant already an amount in the unit of the rule. */
export interface NaiveQuestion {
  readonly rule: Pick<ClockRule, 'unit' | 'roll' | 'lastDay' | 'earliestAction'>;
  /** The day, or for hours the instant. */
  readonly trigger: string;
  /** Number of units, `MM-DD` of a yearly date, or the date itself. */
  readonly limit: number | string;
  readonly granted?: readonly number[];
  readonly pauses?: readonly Pick<Pause, 'from' | 'to'>[];
}

export interface NaiveDates {
  readonly target: string;
  readonly due: string;
  /** Instant in milliseconds at which the clock has run out. */
  readonly dueAt: number;
  readonly earliest?: string;
  readonly provisional: boolean;
}

/**
 * The law read aloud, one day (one hour) at a time, along a list of all days with plain sets: slow, and nothing shared with the product but
 * the data. null: the clock stands still in a pause without an end; `outside`: a pause is refused.
 */
export function naiveDeadline({ rule, trigger, limit, granted = [], pauses = [] }: NaiveQuestion, calendar: OfficialCalendar): NaiveDates | 'outside' | null {
  const year = yearBook(calendar);
  if (rule.unit === 'H') return hours(trigger, Number(limit));
  const begun = year.at(trigger);
  let at = begun;
  if (rule.unit === 'DATE') {
    do at += at === begun && limit === year.day(at) ? 0 : 1;
    while (!(year.day(at) === limit || year.day(at).slice(5) === limit));
  } else {
    let wanted = Number(limit) + granted.reduce((sum, amount) => sum + amount, 0);
    if (rule.unit === 'MO' || rule.unit === 'Y') wanted = daysOfMonths(trigger, rule.unit === 'Y' ? wanted * 12 : wanted);
    if (rule.lastDay === 'excluded') wanted -= 1;
    for (let counted = 0; counted < wanted; ) {
      at += 1;
      const today = year.day(at);
      let paused = false;
      for (const { from, to } of pauses) {
        if (to === undefined && from <= today) return null;
        if (from <= today && (to === undefined || today < to)) paused = true;
      }
      if (!paused && (rule.unit !== 'WD' || year.works(at))) counted += 1;
    }
  }
  const target = at;
  if (rule.roll === 'rest_day') while (!year.works(at)) at += 1;
  if (rule.roll === 'holiday') {
    // the unbroken days of rest up to the target: is a holiday among them?
    let holiday = false;
    for (let back = at; !year.works(back); back -= 1) holiday ||= year.isHoliday(back);
    if (holiday) while (!year.works(at)) at += 1;
  }
  const due = year.day(at);
  if (pauses.some(({ from, to }) => from !== to && ((to !== undefined && to <= trigger) || from > due))) return 'outside';
  return {
    target: year.day(target),
    due,
    dueAt: new Date(`${year.day(at + 1)}T00:00:00+08:00`).getTime(),
    ...(rule.earliestAction === undefined ? {} : { earliest: year.day(rule.earliestAction === 'on_last_day' ? at : at + 1) }),
    // a notice of a later year may name days from 29 December on
    provisional: (rule.unit === 'WD' || rule.roll !== 'none') && due >= `${calendar.years.at(-1)}-12-29`,
  };
}

/** Hour by hour, and then to the next full minute. */
function hours(trigger: string, count: number): NaiveDates {
  const moment = new Date(trigger);
  for (let hour = 0; hour < count; hour += 1) moment.setTime(moment.getTime() + 60 * 60 * 1000);
  while (moment.getUTCSeconds() !== 0 || moment.getUTCMilliseconds() !== 0) moment.setTime(moment.getTime() + 1);
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(moment);
  return { target: day, due: day, dueAt: moment.getTime(), provisional: false };
}

function daysOfMonths(day: string, months: number): number {
  const from = new Date(`${day}T00:00:00Z`);
  const first = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1));
  const lastOfMonth = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(from.getUTCDate(), lastOfMonth));
  return (first.getTime() - from.getTime()) / 86_400_000;
}

const books = new Map<OfficialCalendar, YearBook>();

interface YearBook {
  at(day: string): number;
  day(at: number): string;
  works(at: number): boolean;
  isHoliday(at: number): boolean;
}

/** Every day from 2004 to 2050, written down once, with what the notices, and where there is none yet the law, say of it. */
function yearBook(calendar: OfficialCalendar): YearBook {
  const known = books.get(calendar);
  if (known) return known;
  const holidays = new Set([...calendar.restDays, ...fixedHolidays((calendar.years.at(-1) ?? 0) + 1)]);
  const worked = new Set(calendar.makeUpDays);
  const days: string[] = [];
  const working: boolean[] = [];
  const places = new Map<string, number>();
  for (const date = new Date('2004-01-01T00:00:00Z'); date.getUTCFullYear() <= 2050; date.setUTCDate(date.getUTCDate() + 1)) {
    const day = date.toISOString().slice(0, 10);
    places.set(day, days.length);
    days.push(day);
    working.push(worked.has(day) || (!holidays.has(day) && ![0, 6].includes(date.getUTCDay())));
  }
  const book: YearBook = {
    at: (day) => places.get(day) ?? Number.NaN,
    day: (at) => days[at] ?? `no day ${at}`,
    works: (at) => working[at] ?? true,
    isHoliday: (at) => holidays.has(days[at] ?? ''),
  };
  books.set(calendar, book);
  return book;
}
