import { isLocalDate, type LocalDate } from '../time/local-date.ts';
import type { OfficialCalendar } from './calendar.ts';
import { CalendarError } from './calendar-error.ts';
import type { FestivalId } from './festivals.ts';
import { indexOf } from './calendar-index.ts';
import { firstFixedYear, fixedHolidays, lastFixedYear } from './fixed-holidays.ts';

/** What the notice of one year says (国务院办公厅关于…年部分节假日安排的通知). */
export interface YearNotice {
  readonly year: number;
  /** Every rest day that it names, weekends among them included; the last days of December before it, where it moves them. */
  readonly restDays: readonly LocalDate[];
  /** Weekend days on which people work. */
  readonly makeUpDays: readonly LocalDate[];
  /** For which festival a day was given; names only. */
  readonly festivals?: Readonly<Record<LocalDate, FestivalId>>;
  readonly source: { readonly number: string; readonly title: string; readonly text: string; readonly url?: string };
}

export interface NoticeFinding {
  readonly code: 'BAD_DATE' | 'OUTSIDE_YEAR' | 'NAMED_TWICE' | 'DAY_OFF_MISSING' | 'BAD_YEAR' | 'CALENDAR_INVALID';
  readonly detail: string;
}

/**
 * Everything that is wrong with a notice, judged with the calendar that it joins: days of other years, days named twice, a year that leaves a gap,
 * a make-up day that is no weekend, and a day off by law that it does not give (全国年节及纪念日放假办法).
 */
export function checkNotice(notice: YearNotice, calendar: OfficialCalendar): NoticeFinding[] {
  const findings: NoticeFinding[] = [];
  const named = [...notice.restDays, ...notice.makeUpDays];
  for (const date of named) {
    if (!isLocalDate(date)) findings.push({ code: 'BAD_DATE', detail: String(date) });
    else if (!isOf(notice.year, date)) findings.push({ code: 'OUTSIDE_YEAR', detail: date });
  }
  const twice = named.filter((date, at) => named.indexOf(date) !== at);
  for (const date of new Set(twice)) findings.push({ code: 'NAMED_TWICE', detail: date });
  const last = calendar.years.at(-1) ?? 0;
  if (!Number.isInteger(notice.year) || notice.year < (calendar.years[0] ?? 0) || notice.year > last + 1 || notice.year > lastFixedYear) {
    findings.push({ code: 'BAD_YEAR', detail: `${notice.year}: the calendar holds ${calendar.years[0] ?? '-'}–${last}, the next year is ${last + 1}` });
  }
  if (findings.length > 0) return findings;
  if (notice.year >= firstFixedYear) {
    const given = new Set(notice.restDays);
    const missing = fixedHolidays(notice.year).filter((date) => date.startsWith(`${notice.year}-`) && !given.has(date));
    for (const date of missing) findings.push({ code: 'DAY_OFF_MISSING', detail: date });
  }
  try {
    indexOf(withNotice(calendar, notice, 'check'));
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    findings.push({ code: 'CALENDAR_INVALID', detail: error.message });
  }
  return findings;
}

/** The calendar with one year added or replaced; days of December before it that the notice names are replaced one by one. */
export function withNotice(calendar: OfficialCalendar, notice: YearNotice, version: string): OfficialCalendar {
  const named = new Set([...notice.restDays, ...notice.makeUpDays]);
  const stays = (date: LocalDate) => !date.startsWith(`${notice.year}-`) && !named.has(date);
  const festivals = { ...Object.fromEntries(Object.entries(calendar.festivals ?? {}).filter(([date]) => stays(date))), ...notice.festivals };
  return {
    version,
    years: [...new Set([...calendar.years, notice.year])].sort((a, b) => a - b),
    restDays: [...calendar.restDays.filter(stays), ...notice.restDays].sort(),
    makeUpDays: [...calendar.makeUpDays.filter(stays), ...notice.makeUpDays].sort(),
    ...(Object.keys(festivals).length > 0 ? { festivals } : {}),
  };
}

/** A day of the year, or one of the last days of December before it: no notice has moved an earlier one than the 29th. */
function isOf(year: number, date: LocalDate): boolean {
  return date.startsWith(`${year}-`) || (date.startsWith(`${year - 1}-12-`) && date >= `${year - 1}-12-25`);
}
