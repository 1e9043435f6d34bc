import { describe, expect, it } from 'vitest';
import type { OfficialCalendar } from '../../../domain/calendar/calendar.ts';
import { daysBetweenInDetail, festivalWords } from '../../../domain/calendar/days-between.ts';
import { defaultCalendar as calendar } from '../../../domain/calendar/default-calendar.ts';
import { festivalOf } from '../../../domain/calendar/festivals.ts';
import { workingDaysBetween } from '../../../domain/calendar/working-days.ts';
import { addDays } from '../../../domain/time/local-date.ts';

describe('the days of a period, one by one', () => {
  it('names the holidays and make-up days of autumn 2026', () => {
    expect(daysBetweenInDetail('2026-09-19', '2026-10-10', calendar)).toEqual({
      calendarDays: 22,
      // 09-20 · 09-21…24 · 09-28…30 · 10-08, 10-09 · 10-10
      workingDays: 11,
      weekendDays: 1,
      holidays: [
        { festivals: ['mid_autumn'], from: '2026-09-25', to: '2026-09-27', days: 3 },
        { festivals: ['national_day'], from: '2026-10-01', to: '2026-10-07', days: 7 },
      ],
      makeUpDays: [{ date: '2026-09-20', festival: 'national_day' }, { date: '2026-10-10', festival: 'national_day' }],
    });
  });

  it('tells two festivals of one holiday together', () => {
    const [holiday] = daysBetweenInDetail('2025-10-01', '2025-10-08', calendar).holidays;
    expect(holiday).toEqual({ festivals: ['national_day', 'mid_autumn'], from: '2025-10-01', to: '2025-10-08', days: 8 });
    expect(festivalWords(holiday?.festivals ?? []).zh).toBe('国庆节、中秋节');
  });

  it('names the days that the law fixes in a year without a notice', () => {
    expect(daysBetweenInDetail('2027-02-01', '2027-02-28', calendar).holidays).toEqual([{ festivals: ['spring_festival'], from: '2027-02-05', to: '2027-02-08', days: 4 }]);
  });

  it('has a name for each rest day and make-up day of the calendar that ships', () => {
    expect([...calendar.restDays, ...calendar.makeUpDays].filter((day) => festivalOf(day, calendar) === undefined)).toEqual([]);
  });

  it('says holiday where a calendar carries no names', () => {
    const nameless: OfficialCalendar = { version: 'x', years: [2026], restDays: ['2026-06-19'], makeUpDays: ['2026-06-14'] };
    expect(daysBetweenInDetail('2026-06-14', '2026-06-19', nameless)).toMatchObject({ holidays: [{ festivals: [], days: 1 }], makeUpDays: [{ date: '2026-06-14' }] });
    expect(festivalWords([]).zh).toBe('节假日');
  });

  it('agrees with the count by index on every stretch of two years', () => {
    for (let from = '2025-01-01'; from < '2027-01-01'; from = addDays(from, 17)) {
      const to = addDays(from, 91);
      const days = daysBetweenInDetail(addDays(from, 1), to, calendar);
      expect(days.workingDays).toBe(workingDaysBetween(from, to, calendar));
      expect(days.workingDays + days.weekendDays + days.holidays.reduce((sum, one) => sum + one.days, 0)).toBe(91);
    }
  });
});
