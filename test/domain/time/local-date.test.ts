import { describe, expect, it } from 'vitest';
import { addDays, dayNumber, daysBetween, fromDayNumber, isLocalDate, parseLocalDate, weekdayOf } from '../../../domain/time/local-date.ts';
import { addMonths, addYears } from '../../../domain/time/months.ts';

describe('dates', () => {
  it.each(['2026-02-29', '2100-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-1-01', '20260101', '2026-01-01T00:00:00Z', '', ' 2026-01-01', '２０２６-01-01', 'abcd-ef-gh', '2026/01/01'])(
    'refuses %j as no day of the calendar',
    (text) => {
      expect(isLocalDate(text)).toBe(false);
      expect(() => parseLocalDate(text)).toThrow(expect.objectContaining({ code: 'INVALID_DATE' }));
    },
  );

  it.each([undefined, null, 20260101, new Date(0)])('refuses %s, which is no text', (value) => {
    expect(isLocalDate(value)).toBe(false);
    expect(() => parseLocalDate(value)).toThrow(expect.objectContaining({ code: 'INVALID_DATE' }));
  });

  it('refuses days before 1992, when the offset was not always eight hours', () => {
    expect(isLocalDate('1991-12-31')).toBe(false);
    expect(() => dayNumber('1991-12-31')).toThrow(expect.objectContaining({ code: 'DATE_OUT_OF_RANGE' }));
    expect(() => addDays('1992-01-01', -1)).toThrow(expect.objectContaining({ code: 'DATE_OUT_OF_RANGE' }));
    expect(() => addDays('9999-12-31', 1)).toThrow(expect.objectContaining({ code: 'DATE_OUT_OF_RANGE' }));
    expect(parseLocalDate('1992-01-01')).toBe('1992-01-01');
  });

  it('agrees with the universal calendar on every day from 1992 to 2110, leap years and 2100 included', () => {
    const first = dayNumber('1992-01-01');
    for (let day = first; day <= dayNumber('2110-12-31'); day += 1) {
      const utc = new Date(day * 86_400_000);
      const text = utc.toISOString().slice(0, 10);
      if (fromDayNumber(day) !== text || dayNumber(text) !== day || weekdayOf(day) !== (utc.getUTCDay() || 7)) expect.fail(text);
    }
  });

  it('crosses leap days and the end of a year', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2027-02-28', 1)).toBe('2027-03-01');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
    expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1);
    expect(daysBetween('2027-01-01', '2026-12-31')).toBe(-1);
  });
});

describe('months and years', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2026-03-31', 1, '2026-04-30'],
    ['2026-02-28', 1, '2026-03-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-05-31', 12, '2027-05-31'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2100-01-31', 1, '2100-02-28'],
    ['2026-01-15', 0, '2026-01-15'],
  ])('%s and %i months is %s', (date, months, result) => {
    expect(addMonths(date, months)).toBe(result);
  });

  it('a year from 29 February ends on 28 February, and four years on the 29th', () => {
    expect(addYears('2028-02-29', 1)).toBe('2029-02-28');
    expect(addYears('2028-02-29', 4)).toBe('2032-02-29');
    expect(addYears('2027-02-28', 1)).toBe('2028-02-28');
  });
});
