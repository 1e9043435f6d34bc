import { readFileSync } from 'node:fs';
import { getSolarDateFromLunar, getSolarTerms, isWorkday } from 'chinese-days';
import { describe, expect, it } from 'vitest';
import { dayStatus, isWorkingDay, type OfficialCalendar } from '../../../domain/calendar/calendar.ts';
import { defaultCalendar as calendar } from '../../../domain/calendar/default-calendar.ts';
import { fixedHolidays, lastFixedYear } from '../../../domain/calendar/fixed-holidays.ts';
import { addWorkingDays, workingDayOnOrAfter, workingDaysBetween } from '../../../domain/calendar/working-days.ts';
import { addDays } from '../../../domain/time/local-date.ts';

/** 国务院办公厅 2025-11-04, the arrangement for 2026. */
const notice2026 = {
  rest: [
    ['2026-01-01', '2026-01-03'],
    ['2026-02-15', '2026-02-23'],
    ['2026-04-04', '2026-04-06'],
    ['2026-05-01', '2026-05-05'],
    ['2026-06-19', '2026-06-21'],
    ['2026-09-25', '2026-09-27'],
    ['2026-10-01', '2026-10-07'],
  ],
  work: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
} as const;

const daysOf = (from: string, to: string): string[] => {
  const days = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
};

describe('the calendar that ships with the product', () => {
  it('holds exactly the rest days and worked weekends of the notice for 2026: 248 working days', () => {
    expect(calendar.restDays.filter((day) => day.startsWith('2026'))).toEqual(notice2026.rest.flatMap(([from, to]) => daysOf(from, to)));
    expect(calendar.makeUpDays.filter((day) => day.startsWith('2026'))).toEqual(notice2026.work);
    expect(workingDaysBetween('2025-12-31', '2026-12-31', calendar)).toBe(248);
  });

  it('knows the years 2004 to 2026 without a gap and names the version of its data', () => {
    expect([calendar.years[0], calendar.years.at(-1), calendar.years.length]).toEqual([2004, 2026, 23]);
    const { version } = JSON.parse(readFileSync(new URL('../../../node_modules/chinese-days/package.json', import.meta.url), 'utf8'));
    expect(calendar.version).toBe(`CN chinese-days@${version}`);
  });

  it('agrees with the package on each day of the known years', () => {
    for (const day of daysOf('2004-01-01', '2026-12-31')) if (isWorkingDay(day, calendar) !== isWorkday(`${day} 12:00:00`)) expect.fail(day);
  });

  it.each([
    ['2026-09-18', { working: true, provisional: false, kind: 'weekday' }],
    ['2026-09-20', { working: true, provisional: false, kind: 'make_up' }],
    ['2026-09-19', { working: false, provisional: false, kind: 'weekend' }],
    ['2026-10-07', { working: false, provisional: false, kind: 'notice_rest' }],
    ['2026-12-28', { working: true, provisional: false, kind: 'weekday' }],
    ['2027-01-01', { working: false, provisional: true, kind: 'fixed_holiday' }],
    ['2027-01-02', { working: false, provisional: true, kind: 'weekend' }],
    ['2027-01-04', { working: true, provisional: true, kind: 'weekday' }],
    ['2027-02-05', { working: false, provisional: true, kind: 'fixed_holiday' }],
    ['2027-02-08', { working: false, provisional: true, kind: 'fixed_holiday' }],
    ['2027-02-09', { working: true, provisional: true, kind: 'weekday' }],
  ])('tells of %s what it knows', (day, status) => {
    expect(dayStatus(day, calendar)).toEqual(status);
  });

  it('calls the last days of December provisional too, since the next notice can still move them (2018-12-29 became a working Saturday, 2018-12-31 a rest day)', () => {
    expect(dayStatus('2018-12-29', calendar)).toEqual({ working: true, provisional: false, kind: 'make_up' });
    expect(dayStatus('2018-12-31', calendar)).toEqual({ working: false, provisional: false, kind: 'notice_rest' });
    expect(dayStatus('2026-12-29', calendar).provisional).toBe(true);
    const december = [...calendar.restDays, ...calendar.makeUpDays].filter((day) => day.slice(5, 7) === '12');
    expect(december.length).toBeGreaterThan(0);
    expect(december.filter((day) => day.slice(5) < '12-29')).toEqual([]);
  });

  it('holds the days off that the law fixes for 2027', () => {
    expect(fixedHolidays(2027).filter((day) => day.startsWith('2027'))).toEqual(
      ['01-01', '02-05', '02-06', '02-07', '02-08', '04-05', '05-01', '05-02', '06-09', '09-15', '10-01', '10-02', '10-03'].map((day) => `2027-${day}`),
    );
  });

  it('holds the lunar festivals and Qingming of each later year as the lunar tables have them', () => {
    const held = new Set(fixedHolidays(2027));
    for (let year = 2027; year <= lastFixedYear; year += 1) {
      const newYear = getSolarDateFromLunar(`${year}-01-01`).date;
      const qingming = getSolarTerms(`${year}-04-01`, `${year}-04-10`).find(({ name }) => name === '清明')?.date ?? '';
      const festivals = [addDays(newYear, -1), addDays(newYear, 2), qingming, getSolarDateFromLunar(`${year}-05-05`).date, getSolarDateFromLunar(`${year}-08-15`).date];
      expect(festivals.filter((day) => !held.has(day))).toEqual([]);
    }
  });

  it.each(['2003-12-31', '2051-01-01'])('says nothing about %s, rather than guess', (day) => {
    expect(() => dayStatus(day, calendar)).toThrow(expect.objectContaining({ code: 'CALENDAR_YEAR_UNKNOWN' }));
  });
});

describe('working days', () => {
  it.each([
    ['2026-09-18', 5, '2026-09-24'],
    ['2026-09-19', 1, '2026-09-20'],
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-10-09', 1, '2026-10-10'],
    ['2026-10-10', 1, '2026-10-12'],
    ['2026-02-13', 1, '2026-02-14'],
    ['2026-02-14', 1, '2026-02-24'],
    ['2026-12-31', 1, '2027-01-04'],
    ['2026-10-01', 0, '2026-10-01'],
  ])('from %s, number %i is %s', (from, count, day) => {
    expect(addWorkingDays(from, count, calendar)).toBe(day);
    if (count > 0) expect(workingDaysBetween(from, day, calendar)).toBe(count);
  });

  it('finds the first working day from a day on', () => {
    expect(workingDayOnOrAfter('2026-10-01', calendar)).toBe('2026-10-08');
    expect(workingDayOnOrAfter('2026-09-20', calendar)).toBe('2026-09-20');
  });

  it.each([-1, 1.5, Number.NaN])('refuses to count %s days', (count) => {
    expect(() => addWorkingDays('2026-09-18', count, calendar)).toThrow(RangeError);
  });

  it('never runs past the last year for which anything is known', () => {
    expect(() => addWorkingDays('2050-12-01', 300, calendar)).toThrow(expect.objectContaining({ code: 'CALENDAR_YEAR_UNKNOWN' }));
  });
});

describe('a calendar from elsewhere', () => {
  const small: OfficialCalendar = { version: 'test', years: [2026, 2027], restDays: ['2027-01-01', '2027-02-05'], makeUpDays: ['2027-01-03'] };

  it('replaces the provisional days once the notice of the year is in it', () => {
    expect(dayStatus('2027-01-03', small)).toEqual({ working: true, provisional: false, kind: 'make_up' });
    expect(dayStatus('2027-04-05', small)).toEqual({ working: true, provisional: false, kind: 'weekday' });
    expect(addWorkingDays('2026-12-31', 1, small)).toBe('2027-01-03');
  });

  it.each<[string, Partial<OfficialCalendar>]>([
    ['no years', { years: [] }],
    ['a gap between its years', { years: [2025, 2027] }],
    ['years that end before the fixed holidays begin', { years: [2024], restDays: [], makeUpDays: [] }],
    ['a day that is both rest and work', { restDays: ['2027-01-03'] }],
    ['a make-up day in the week', { makeUpDays: ['2027-01-04'] }],
    ['a day outside its years', { restDays: ['2028-01-01'] }],
  ])('is refused with %s', (_, change) => {
    expect(() => dayStatus('2026-03-03', { ...small, ...change })).toThrow(expect.objectContaining({ code: 'CALENDAR_INVALID' }));
  });
});
