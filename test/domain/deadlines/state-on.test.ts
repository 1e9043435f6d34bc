import { describe, expect, it } from 'vitest';
import { defaultCalendar as calendar } from '../../../domain/calendar/default-calendar.ts';
import { computeDeadline } from '../../../domain/deadlines/compute-deadline.ts';
import type { DeadlineInput } from '../../../domain/deadlines/deadline.ts';
import { stateOn } from '../../../domain/deadlines/state-on.ts';
import { sampleRule } from './sample-rule.ts';

const standing = (input: Omit<DeadlineInput, 'calendar'>, asOf: string) => {
  const whole = { ...input, calendar };
  return stateOn(whole, computeDeadline(whole), asOf);
};

describe('how a clock stands on a day', () => {
  // 5 working days from Friday 2026-09-18: 09-20 (worked Sunday), 21, 22, 23, 24
  const fiveDays = { rule: sampleRule({ unit: 'WD', limit: 5 }), trigger: '2026-09-18' };
  it.each([
    ['2026-09-17', { state: 'not_begun', counted: 0, remaining: 5, calendarDaysLeft: 7 }],
    ['2026-09-18', { state: 'running', counted: 0, remaining: 5, calendarDaysLeft: 6 }],
    ['2026-09-19', { state: 'running', counted: 0, remaining: 5, calendarDaysLeft: 5 }],
    ['2026-09-20', { state: 'running', counted: 1, remaining: 4, calendarDaysLeft: 4 }],
    ['2026-09-24', { state: 'running', counted: 5, remaining: 0, calendarDaysLeft: 0 }],
    ['2026-09-25', { state: 'passed', counted: 5, remaining: 0, calendarDaysLeft: -1 }],
  ])('5 working days from 2026-09-18, on %s', (day, state) => {
    expect(standing(fiveDays, day)).toEqual({ on: day, countedIn: 'WD', ...state });
  });

  // 15 days from 09-20 end on 10-05 and roll to 10-08
  const rolled = { rule: sampleRule({ limit: 15, roll: 'rest_day' }), trigger: '2026-09-20' };
  it('still runs in the gap of a roll, with nothing left to count', () => {
    expect(standing(rolled, '2026-10-07')).toMatchObject({ state: 'running', counted: 15, remaining: 0, calendarDaysLeft: 1 });
    expect(standing(rolled, '2026-10-09')).toMatchObject({ state: 'passed', calendarDaysLeft: -1 });
  });

  // 90 days from 03-03 without the 21 days of a test: 06-22
  const tested = { rule: sampleRule({ limit: 90 }), trigger: '2026-03-03', pauses: [{ from: '2026-03-20', to: '2026-04-10', ground: 'testing' as const }] };
  it.each([
    ['2026-03-19', { state: 'running', counted: 16, remaining: 74 }],
    ['2026-03-20', { state: 'paused', pausedFrom: '2026-03-20', counted: 16, remaining: 74 }],
    ['2026-04-09', { state: 'paused', pausedFrom: '2026-03-20', counted: 16, remaining: 74 }],
    ['2026-04-10', { state: 'running', counted: 17, remaining: 73 }],
    ['2026-06-22', { state: 'running', counted: 90, remaining: 0 }],
  ])('a pause stands still, on %s', (day, state) => {
    expect(standing(tested, day)).toMatchObject(state);
  });

  it('a clock in an open pause keeps what is left of it for ever, and hides its last day', () => {
    const open = { ...tested, pauses: [{ from: '2026-03-20', ground: 'testing' as const }] };
    expect(standing(open, '2026-03-10')).toMatchObject({ state: 'running', counted: 7, remaining: 83, calendarDaysLeft: null });
    expect(standing(open, '2027-03-10')).toMatchObject({ state: 'paused', pausedFrom: '2026-03-20', counted: 16, remaining: 74, calendarDaysLeft: null });
  });

  it('leaves out only the working days of a pause on a clock of working days', () => {
    // 15 working days from 02-10; of 02-14 … 02-23 only 02-14 was worked
    const paused = { rule: sampleRule({ unit: 'WD', limit: 15 }), trigger: '2026-02-10', pauses: [{ from: '2026-02-14', to: '2026-02-24', ground: 'testing' as const }] };
    expect(standing(paused, '2026-02-13')).toMatchObject({ counted: 3, remaining: 12 });
    expect(standing(paused, '2026-02-23')).toMatchObject({ state: 'paused', counted: 3, remaining: 12 });
    expect(standing(paused, '2026-02-24')).toMatchObject({ state: 'running', counted: 4, remaining: 11 });
  });

  it('looks at hours from an instant, and not from a day', () => {
    const hours = { rule: sampleRule({ unit: 'H', limit: 24, pausable: [] }), trigger: '2026-03-03T10:00:00+08:00' };
    expect(standing(hours, '2026-03-03T16:30:00+08:00')).toMatchObject({ state: 'running', countedIn: 'H', counted: 6.5, remaining: 17.5 });
    expect(standing(hours, '2026-03-04T10:00:00+08:00')).toMatchObject({ state: 'passed', counted: 24, remaining: 0 });
    expect(() => standing(hours, '2026-03-04')).toThrow(expect.objectContaining({ code: 'AS_OF_INVALID' }));
  });
});
