import { afterEach, describe, expect, it } from 'vitest';
import type { OfficialCalendar } from '../../../domain/calendar/calendar.ts';
import { defaultCalendar as calendar } from '../../../domain/calendar/default-calendar.ts';
import { computeDeadline } from '../../../domain/deadlines/compute-deadline.ts';
import type { ClosedPause, DeadlineInput, Extension, Pause } from '../../../domain/deadlines/deadline.ts';
import { findRule } from '../../../domain/rules/find-rule.ts';
import type { ClockRule } from '../../../domain/rules/rule.ts';
import { sampleRule } from './sample-rule.ts';
import { rules } from '../../support/law.ts';

type Options = Omit<DeadlineInput, 'rule' | 'trigger' | 'calendar' | 'pauses'> & { readonly pauses?: readonly ClosedPause[]; readonly calendar?: OfficialCalendar };

const due = (rule: ClockRule, trigger: string | number, options: Options = {}) => computeDeadline({ rule, trigger, calendar, ...options });
const dates = (rule: ClockRule, trigger: string, options: Options = {}): [string, string] => {
  const { targetDate, dueDate } = due(rule, trigger, options);
  return [targetDate, dueDate];
};
const testing = (from: string, to: string): ClosedPause => ({ from, to, ground: 'testing' });
const code = (name: string) => expect.objectContaining({ code: name });

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

describe('convention 1: days of Asia/Shanghai, the trigger day excluded, an exclusive end', () => {
  it('ends at 00:00 of the day after the last one', () => {
    expect(due(sampleRule({ limit: 1 }), '2026-09-18')).toMatchObject({ targetDate: '2026-09-19', dueDate: '2026-09-19', dueAt: '2026-09-19T16:00:00.000Z' });
  });

  it('takes the day of an instant in Shanghai, not in Greenwich', () => {
    expect(dates(sampleRule({ limit: 1 }), '2026-09-18T15:59:59Z')).toEqual(['2026-09-19', '2026-09-19']);
    expect(dates(sampleRule({ limit: 1 }), '2026-09-18T16:00:00Z')).toEqual(['2026-09-20', '2026-09-20']);
    expect(due(sampleRule({ limit: 1 }), Date.UTC(2026, 8, 18, 16)).triggerDate).toBe('2026-09-19');
  });

  it.each(['America/New_York', 'Pacific/Kiritimati', 'Asia/Shanghai'])('gives the same dates on a machine in %s', (machine) => {
    process.env.TZ = machine;
    expect(dates(sampleRule({ unit: 'WD', limit: 5 }), '2026-09-18')).toEqual(['2026-09-24', '2026-09-24']);
    expect(due(sampleRule({ unit: 'WD', limit: 1 }), '2026-10-10').dueAt).toBe('2026-10-12T16:00:00.000Z');
  });
});

describe('conventions 2 and 3: rolls', () => {
  it.each<[string, ClockRule['roll'], string]>([
    ['a plain Saturday rolls to Monday', 'rest_day', '2026-09-14'],
    ['a plain Saturday is no statutory holiday', 'holiday', '2026-09-12'],
    ['a plain Saturday is the last day', 'none', '2026-09-12'],
  ])('%s under %s', (_, roll, last) => {
    expect(dates(sampleRule({ roll, limit: 10 }), '2026-09-02')).toEqual(['2026-09-12', last]);
  });

  it.each<[ClockRule['roll'], string]>([
    ['rest_day', '2026-10-08'],
    ['holiday', '2026-10-08'],
    ['none', '2026-10-03'],
  ])('a day of the National Day notice goes under %s to %s', (roll, last) => {
    expect(dates(sampleRule({ roll, limit: 10 }), '2026-09-23')).toEqual(['2026-10-03', last]);
  });

  it('a notice day that is not among the thirteen by law rolls as well', () => {
    expect(dates(sampleRule({ roll: 'holiday', limit: 1 }), '2026-10-06')).toEqual(['2026-10-07', '2026-10-08']);
  });

  it('a make-up weekend is a working day: nothing rolls from it, and a roll may end on it', () => {
    expect(dates(sampleRule({ roll: 'rest_day', limit: 1 }), '2026-09-19')).toEqual(['2026-09-20', '2026-09-20']);
    expect(dates(sampleRule({ roll: 'rest_day', limit: 1 }), '2026-09-18')).toEqual(['2026-09-19', '2026-09-20']);
    expect(dates(sampleRule({ roll: 'holiday', limit: 1 }), '2026-01-02')).toEqual(['2026-01-03', '2026-01-04']);
  });

  it('a weekend that follows a holiday is part of it, one that comes before it is not', () => {
    // 2016-01-01 was a Friday, and the notice named that day only
    expect(dates(sampleRule({ roll: 'holiday', limit: 1 }), '2015-12-31')).toEqual(['2016-01-01', '2016-01-04']);
    expect(dates(sampleRule({ roll: 'holiday', limit: 2 }), '2015-12-31')).toEqual(['2016-01-02', '2016-01-04']);
    // 2024-01-01 was a Monday
    expect(dates(sampleRule({ roll: 'holiday', limit: 1 }), '2023-12-30')).toEqual(['2023-12-31', '2023-12-31']);
  });

  it('Spring Festival rolls to its first working day', () => {
    expect(dates(sampleRule({ roll: 'rest_day', limit: 10 }), '2026-02-05')).toEqual(['2026-02-15', '2026-02-24']);
  });

  it('seizure, public notice and publicity end on their day, a rest day or not', () => {
    expect(dates(findRule('seal-seize-term', undefined, rules), '2026-09-03')).toEqual(['2026-10-03', '2026-10-03']);
    expect(dates(findRule('service-public-notice', undefined, rules), '2026-09-03')).toEqual(['2026-10-03', '2026-10-03']);
    expect(dates(findRule('publicity-general-max', undefined, rules), '2026-01-03')).toEqual(['2027-01-03', '2027-01-03']);
  });
});

describe('convention 4: pauses', () => {
  const rule = sampleRule({ limit: 10 });

  it.each<[string, readonly ClosedPause[], string]>([
    ['leaves out its first day and counts its last again', [testing('2026-03-05', '2026-03-06')], '2026-03-12'],
    ['of several days', [testing('2026-03-05', '2026-03-10')], '2026-03-16'],
    ['of no length changes nothing', [testing('2026-03-05', '2026-03-05')], '2026-03-11'],
    ['of no length long before changes nothing', [testing('2026-01-05', '2026-01-05')], '2026-03-11'],
    ['that begins on the last day moves it', [testing('2026-03-11', '2026-03-13')], '2026-03-13'],
    ['that begins before the trigger is cut to the clock', [testing('2026-02-01', '2026-03-04')], '2026-03-13'],
    ['that begins on the trigger day and ends the next day leaves out no counted day', [testing('2026-03-01', '2026-03-02')], '2026-03-11'],
    ['inside another counts once', [testing('2026-03-03', '2026-03-08'), { ...testing('2026-03-04', '2026-03-06'), ground: 'suspension' }], '2026-03-16'],
    ['that overlaps another counts its own days only', [testing('2026-03-03', '2026-03-06'), { ...testing('2026-03-05', '2026-03-08'), ground: 'hearing' }], '2026-03-16'],
    ['that follows another without a gap', [testing('2026-03-03', '2026-03-06'), testing('2026-03-06', '2026-03-08')], '2026-03-16'],
    ['that lies inside only because of an earlier one', [testing('2026-03-10', '2026-03-12'), testing('2026-03-12', '2026-03-14')], '2026-03-15'],
  ])('one %s', (_, pauses, last) => {
    expect(dates(rule, '2026-03-01', { pauses })).toEqual([last, last]);
    expect(dates(rule, '2026-03-01', { pauses: [...pauses].reverse() })).toEqual([last, last]);
  });

  it('leaves out of a clock of working days only the working days inside', () => {
    const working = sampleRule({ unit: 'WD', limit: 5 });
    expect(dates(working, '2026-09-10', { pauses: [testing('2026-09-12', '2026-09-14')] })).toEqual(['2026-09-17', '2026-09-17']);
    expect(dates(working, '2026-09-18', { pauses: [testing('2026-09-19', '2026-09-21')] })).toEqual(['2026-09-28', '2026-09-28']);
    expect(dates(working, '2026-09-18', { pauses: [testing('2026-09-24', '2026-10-08')] })).toEqual(['2026-10-08', '2026-10-08']);
  });

  it('moves months by the calendar days inside', () => {
    expect(dates(sampleRule({ unit: 'MO', limit: 3 }), '2026-03-10', { pauses: [testing('2026-04-01', '2026-04-11')] })).toEqual(['2026-06-20', '2026-06-20']);
  });

  it('one that begins in the roll gap changes nothing, one that begins after the legal last day is refused', () => {
    const rolling = sampleRule({ roll: 'rest_day', limit: 15 });
    expect(dates(rolling, '2026-09-20', { pauses: [testing('2026-10-06', '2026-10-20')] })).toEqual(['2026-10-05', '2026-10-08']);
    expect(dates(rolling, '2026-09-20', { pauses: [testing('2026-10-08', '2026-10-20')] })).toEqual(['2026-10-05', '2026-10-08']);
    expect(() => dates(rolling, '2026-09-20', { pauses: [testing('2026-10-09', '2026-10-20')] })).toThrow(code('PAUSE_OUTSIDE_CLOCK'));
    expect(dates(rolling, '2026-09-20', { pauses: [testing('2026-10-05', '2026-10-06')] })).toEqual(['2026-10-06', '2026-10-08']);
  });

  it('one that was over by the trigger day is refused', () => {
    expect(() => dates(rule, '2026-03-01', { pauses: [testing('2026-02-20', '2026-03-01')] })).toThrow(code('PAUSE_OUTSIDE_CLOCK'));
  });

  it('one that ends before it begins is refused', () => {
    expect(() => dates(rule, '2026-03-01', { pauses: [testing('2026-03-06', '2026-03-05')] })).toThrow(code('PAUSE_INVALID'));
  });

  it('one that still lasts stops the clock: there is no last day, only what is left', () => {
    const open: Pause = { from: '2026-03-05', ground: 'testing' };
    expect(computeDeadline({ rule, trigger: '2026-03-01', calendar, pauses: [open] })).toMatchObject({ state: 'paused', pausedFrom: '2026-03-05', counted: 3, remaining: 7, countedIn: 'CD' });
    expect(computeDeadline({ rule, trigger: '2026-03-01', calendar, pauses: [open, testing('2026-03-02', '2026-03-04')] })).toMatchObject({ state: 'paused', counted: 1, remaining: 9 });
    expect(computeDeadline({ rule, trigger: '2026-03-01', calendar, pauses: [open, testing('2026-04-02', '2026-04-04')] })).toMatchObject({ state: 'paused', remaining: 7 });
    expect(computeDeadline({ rule: sampleRule({ unit: 'WD', limit: 5 }), trigger: '2026-09-18', calendar, pauses: [{ from: '2026-09-22', ground: 'testing' }] })).toMatchObject({
      state: 'paused',
      counted: 2,
      remaining: 3,
      countedIn: 'WD',
    });
  });

  it('an open one in the roll gap comes too late to stop the clock', () => {
    const deadline = computeDeadline({ rule: sampleRule({ roll: 'rest_day', limit: 15 }), trigger: '2026-09-20', calendar, pauses: [{ from: '2026-10-06', ground: 'testing' }] });
    expect(deadline).toMatchObject({ state: 'running', dueDate: '2026-10-08' });
  });
});

describe('convention 5: extensions', () => {
  const head = (amount?: number): Extension => ({ approvedBy: 'responsible_person', ...(amount === undefined ? {} : { amount }) });
  const meeting = (amount?: number): Extension => ({ approvedBy: 'collective_meeting', ...(amount === undefined ? {} : { amount }) });
  const decide = findRule('case-decide', undefined, rules);
  const extended = (rule: string, trigger: string, extensions: readonly Extension[]) => dates(findRule(rule, undefined, rules), trigger, { extensions });

  it('are one period with the limit, rolled once at its end', () => {
    // 90 days would end on 10-04 and roll to 10-08; 30 more are counted from 10-04
    expect(dates(decide, '2026-07-06', { extensions: [head(30)] })).toEqual(['2026-11-03', '2026-11-03']);
    expect(dates(decide, '2026-07-06', { extensions: [head(), meeting(4)] })).toEqual(['2026-11-07', '2026-11-09']);
  });

  it('give what the rule says when no amount is named', () => {
    expect(extended('clue-verify', '2026-09-21', [head()])).toEqual(extended('clue-verify', '2026-09-21', [head(15)]));
    expect(extended('clue-verify', '2026-09-21', [head()])).toEqual(['2026-11-09', '2026-11-09']);
    expect(extended('repair-decide-penalty', '2026-03-02', [head()])).toEqual(['2026-03-25', '2026-03-25']);
  });

  it.each<[string, string, readonly Extension[], string]>([
    ['by a wrong approver', 'clue-verify', [{ approvedBy: 'principal_head' }], 'WRONG_APPROVER'],
    ['by the collective meeting before the responsible person', 'case-decide', [meeting(30)], 'WRONG_APPROVER'],
    ['by the responsible person after the collective meeting', 'case-decide', [head(), meeting(20), head()], 'WRONG_APPROVER'],
    ['a second time', 'clue-verify', [head(), head()], 'EXTENSION_BEYOND_CAP'],
    ['a second time by the meeting', 'case-decide', [head(), meeting(20), meeting(20)], 'EXTENSION_BEYOND_CAP'],
    ['beyond the cap', 'case-decide', [head(31)], 'EXTENSION_BEYOND_CAP'],
    ['in part', 'case-decide', [head(20)], 'EXTENSION_NOT_PARTIAL'],
    ['without the amount that the meeting must fix', 'case-decide', [head(), meeting()], 'EXTENSION_AMOUNT_REQUIRED'],
    ['of a review without an amount', 'review-complete', [head()], 'EXTENSION_AMOUNT_REQUIRED'],
    ['in another unit', 'case-decide', [{ ...head(30), unit: 'WD' }], 'EXTENSION_UNIT'],
    ['by nothing', 'review-complete', [head(0)], 'EXTENSION_AMOUNT_INVALID'],
    ['by half a day', 'review-complete', [head(1.5)], 'EXTENSION_AMOUNT_INVALID'],
    ['of a right of the party', 'statement-period', [head(5)], 'EXTENSION_NOT_ALLOWED'],
    ['of the order to correct without an amount', 'correction-default-deadline', [head()], 'EXTENSION_AMOUNT_REQUIRED'],
    ['of the order to correct beyond 30 days', 'correction-default-deadline', [head(31)], 'EXTENSION_BEYOND_CAP'],
  ])('are refused %s', (_, rule, extensions, expected) => {
    expect(() => extended(rule, '2026-03-03', extensions)).toThrow(code(expected));
  });

  it('of a review has no cap but a length; an order to correct may be extended in part', () => {
    expect(extended('review-complete', '2026-03-02', [head(40)])).toEqual(['2026-05-14', '2026-05-14']);
    expect(extended('correction-default-deadline', '2026-03-02', [head(5)])).toEqual(['2026-03-22', '2026-03-23']);
  });
});

describe('conventions 7, 9 and 10: hours, forward counts, 前', () => {
  const send = findRule('crime-transfer-send', undefined, rules);

  it('hours run from the instant to the minute, over nights and holidays', () => {
    expect(due(send, '2026-09-30T10:15:00+08:00')).toMatchObject({
      dueAt: '2026-10-01T02:15:00.000Z',
      targetDate: '2026-10-01',
      dueDate: '2026-10-01',
      triggerAt: '2026-09-30T02:15:00.000Z',
      provisional: false,
    });
    expect(due(send, '2026-12-31T20:00:00+08:00')).toMatchObject({ dueAt: '2027-01-01T12:00:00.000Z', dueDate: '2027-01-01', provisional: false });
  });

  it('seconds of the first minute never shorten the hours', () => {
    expect(due(send, '2026-09-30T10:15:01+08:00').dueAt).toBe('2026-10-01T02:16:00.000Z');
  });

  it('hours need an instant', () => {
    expect(() => due(send, '2026-09-30')).toThrow(code('TRIGGER_NEEDS_INSTANT'));
  });

  it('before day 90 means that day 89 is the last', () => {
    expect(dates(sampleRule({ limit: 90, lastDay: 'excluded' }), '2026-01-01')).toEqual(['2026-03-31', '2026-03-31']);
    expect(dates(sampleRule({ limit: 90 }), '2026-01-01')).toEqual(['2026-04-01', '2026-04-01']);
    expect(dates(sampleRule({ unit: 'WD', limit: 5, lastDay: 'excluded' }), '2026-09-18')).toEqual(['2026-09-23', '2026-09-23']);
  });
});

describe('convention 8: waiting times', () => {
  it('allow the act on the day after, a rest day or not, with the next working day beside it', () => {
    expect(due(findRule('publicity-general-min', undefined, rules), '2026-01-02')).toMatchObject({
      dueDate: '2026-04-02',
      earliestActionDate: '2026-04-03',
      earliestWorkingDay: { date: '2026-04-03', provisional: false },
    });
    expect(due(findRule('demand-performance', undefined, rules), '2026-09-11')).toMatchObject({ dueDate: '2026-09-24', earliestActionDate: '2026-09-25', earliestWorkingDay: { date: '2026-09-28', provisional: false } });
    expect(due(findRule('publicity-serious-min', undefined, rules), '2026-02-06')).toMatchObject({
      dueDate: '2027-02-06',
      provisional: false,
      earliestActionDate: '2027-02-07',
      earliestWorkingDay: { date: '2027-02-09', provisional: true },
    });
  });

  it('of days apart allow the last day itself', () => {
    expect(due(sampleRule({ limit: 15, onLapse: 'NOT_BEFORE', earliestAction: 'on_last_day' }), '2026-03-01')).toMatchObject({ dueDate: '2026-03-16', earliestActionDate: '2026-03-16' });
  });

  it('other clocks name no such day', () => {
    expect(due(findRule('fine-pay', undefined, rules), '2026-03-01')).not.toHaveProperty('earliestActionDate');
  });
});

describe('convention 12: versions', () => {
  it('a trigger before the rule is refused, the first day is taken', () => {
    expect(() => due(findRule('correction-recheck-default', undefined, rules), '2025-12-31')).toThrow(code('TRIGGER_BEFORE_RULE'));
    expect(due(findRule('correction-recheck-default', undefined, rules), '2026-01-01')).toMatchObject({ dueDate: '2026-01-15', ruleVersion: '2026-01-01' });
    expect(() => due(sampleRule({ effectiveTo: '2026-01-01' }), '2026-01-02')).toThrow(code('RULE_EXPIRED'));
  });
});

describe('convention 14: grounds of a pause', () => {
  it('expert review, which the law does not name, stops nothing', () => {
    const pauses = [{ from: '2026-03-20', to: '2026-04-10', ground: 'expert_review' }] as unknown as ClosedPause[];
    expect(() => due(findRule('case-decide', undefined, rules), '2026-03-03', { pauses })).toThrow(code('PAUSE_GROUND_NOT_ALLOWED'));
  });

  it('a hearing stops the decision, not the verification of a clue', () => {
    const pauses: ClosedPause[] = [{ from: '2026-03-05', to: '2026-03-06', ground: 'hearing' }];
    expect(dates(findRule('case-decide', undefined, rules), '2026-03-03', { pauses })).toEqual(['2026-06-02', '2026-06-02']);
    expect(() => due(findRule('clue-verify', undefined, rules), '2026-03-03', { pauses })).toThrow(code('PAUSE_GROUND_NOT_ALLOWED'));
    expect(() => due(findRule('statement-period', undefined, rules), '2026-03-03', { pauses: [testing('2026-03-05', '2026-03-06')] })).toThrow(code('PAUSE_GROUND_NOT_ALLOWED'));
  });

  it('testing of seized goods counts out only with the written notice of its period', () => {
    const term = findRule('seal-seize-term', undefined, rules);
    expect(() => due(term, '2026-03-03', { pauses: [testing('2026-03-05', '2026-03-15')] })).toThrow(code('PAUSE_DOCUMENT_REQUIRED'));
    expect(dates(term, '2026-03-03', { pauses: [{ ...testing('2026-03-05', '2026-03-15'), document: '检验期间告知书1号' }] })).toEqual(['2026-04-12', '2026-04-12']);
  });
});

describe('convention 15: dates', () => {
  it.each([
    ['2026-01-01', '2026-01-31'],
    ['2026-01-30', '2026-01-31'],
    ['2026-01-31', '2027-01-31'],
    ['2026-12-31', '2027-01-31'],
  ])('31 January after %s is %s, a Sunday or not', (trigger, last) => {
    expect(due(findRule('plan-annual-compile', undefined, rules), trigger)).toMatchObject({ targetDate: last, dueDate: last, provisional: false });
  });

  it('a place may have another date in its profile', () => {
    expect(dates(findRule('plan-half-year-report', undefined, rules), '2026-01-01', { limit: '06-30' })).toEqual(['2026-06-30', '2026-06-30']);
    for (const limit of ['02-29', '13-01', '6-30', 5]) expect(() => dates(findRule('plan-half-year-report', undefined, rules), '2026-01-01', { limit })).toThrow(code('LIMIT_OUT_OF_RANGE'));
    expect(() => dates(findRule('plan-half-year-report', undefined, rules), '2026-01-01', { date: '2026-06-30' })).toThrow(code('LIMIT_FIXED'));
  });

  it('the end of an inspection is the date that the plan names', () => {
    const end = findRule('inspection-task-end', undefined, rules);
    expect(dates(end, '2026-09-01', { date: '2026-09-26' })).toEqual(['2026-09-26', '2026-09-26']);
    expect(() => due(end, '2026-09-01')).toThrow(code('LIMIT_REQUIRED'));
    expect(() => due(end, '2026-09-01', { date: '2026-08-31' })).toThrow(code('LIMIT_DATE_BEFORE_TRIGGER'));
    expect(() => due(end, '2026-09-01', { date: '2026-09-31' })).toThrow(code('INVALID_DATE'));
  });
});

describe('limits that somebody else sets', () => {
  const order = findRule('correction-default-deadline', undefined, rules);

  it('an order to correct may name 1 to 30 days, 15 without', () => {
    expect(dates(order, '2026-03-02')).toEqual(['2026-03-17', '2026-03-17']);
    expect(dates(order, '2026-03-02', { limit: 1 })).toEqual(['2026-03-03', '2026-03-03']);
    expect(dates(order, '2026-03-02', { limit: 30 })).toEqual(['2026-04-01', '2026-04-01']);
  });

  it.each([0, 31, -1, 1.5, Number.NaN, '15'])('and not %s', (limit) => {
    expect(() => due(order, '2026-03-02', { limit })).toThrow(code('LIMIT_OUT_OF_RANGE'));
  });

  it('a number of the law is not up to anybody', () => {
    expect(() => due(findRule('statement-period', undefined, rules), '2026-03-02', { limit: 3 })).toThrow(code('LIMIT_FIXED'));
    expect(dates(findRule('statement-period', undefined, rules), '2026-03-02', { limit: 5 })).toEqual(['2026-03-09', '2026-03-09']);
  });
});

describe('dates that a notice to come may move', () => {
  it.each<[string, ClockRule, string, string, boolean]>([
    ['working days that end in the last known year are certain', sampleRule({ unit: 'WD', limit: 5 }), '2026-12-18', '2026-12-25', false],
    ['working days that reach the next year are not', sampleRule({ unit: 'WD', limit: 10 }), '2026-12-18', '2027-01-04', true],
    ['calendar days that roll in the next year are not, even where nothing rolls', sampleRule({ roll: 'rest_day', limit: 10 }), '2027-01-01', '2027-01-11', true],
    ['calendar days without a roll are', sampleRule({ roll: 'none', limit: 30 }), '2026-12-18', '2027-01-17', false],
    ['days off by law are not counted', sampleRule({ unit: 'WD', limit: 1 }), '2027-02-04', '2027-02-09', true],
    ['a roll passes days off by law', sampleRule({ roll: 'holiday', limit: 1 }), '2027-09-30', '2027-10-04', true],
  ])('%s', (_, rule, trigger, last, provisional) => {
    expect(due(rule, trigger)).toMatchObject({ dueDate: last, provisional });
  });

  it('are counted anew with the new calendar, whose version stands beside them', () => {
    const rule = sampleRule({ unit: 'WD', limit: 10 });
    const notice2027: OfficialCalendar = {
      version: 'with 2027',
      years: [...calendar.years, 2027],
      restDays: [...calendar.restDays, '2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04'],
      makeUpDays: calendar.makeUpDays,
    };
    expect(due(rule, '2026-12-18', { calendar: notice2027 })).toMatchObject({ dueDate: '2027-01-05', provisional: false, calendarVersion: 'with 2027' });
  });

  it('a date of which nothing can be known is an error, not a guess', () => {
    expect(() => due(sampleRule({ unit: 'WD', limit: 10 }), '2050-12-28')).toThrow(code('CALENDAR_YEAR_UNKNOWN'));
  });
});

describe('bad input', () => {
  it.each(['2026-02-30', '', 'yesterday'])('refuses the trigger %j', (trigger) => {
    expect(() => due(sampleRule(), trigger)).toThrow(code('INVALID_DATE'));
  });

  it('refuses a trigger that looks like an instant and is none', () => {
    expect(() => due(sampleRule(), '2026-02-30T00:00:00Z')).toThrow(code('INVALID_INSTANT'));
    expect(() => due(sampleRule(), '2026-03-01 08:00')).toThrow(code('INVALID_INSTANT'));
  });
});

describe('the explanation', () => {
  const { steps } = due(findRule('case-decide', undefined, rules), '2026-07-06', {
    pauses: [testing('2026-07-20', '2026-08-10')],
    extensions: [{ approvedBy: 'responsible_person' }, { approvedBy: 'collective_meeting', amount: 40 }],
  });

  it('tells each step of the arithmetic in order, in both languages', () => {
    expect(steps.map((step) => step.code)).toEqual(['trigger', 'limit', 'extension', 'extension', 'pause', 'target', 'roll', 'due', 'provisional']);
    expect(steps.map((step) => step.zh)).toEqual([
      '起算日2026-07-06不计入',
      '期限90日(自然日)(《市场监督管理行政处罚程序规定(总局令第2号,第42号、第61号修正)》第64条)',
      '经部门负责人批准延长30日(自然日)',
      '经负责人集体讨论批准延长40日(自然日)',
      '检测:2026-07-20起不计入,2026-08-10起继续计入',
      '最后一日为2027-01-03',
      '2027-01-03为休息日,顺延至2027-01-04',
      '2027-01-04当日24时截止',
      '有关年度的节假日安排尚未公布,日期为暂定',
    ]);
    expect(steps.every((step) => step.en.length > 0)).toBe(true);
  });

  it('holds the values for machines, and survives JSON', () => {
    expect(steps[1]?.data).toMatchObject({ amount: 90, unit: 'CD' });
    expect(steps[4]?.data).toEqual({ ground: 'testing', from: '2026-07-20', to: '2026-08-10', days: 21 });
    expect(JSON.parse(JSON.stringify(steps))).toEqual(steps);
  });

  it('tells of a clock that stands still what is left', () => {
    const paused = computeDeadline({ rule: findRule('case-decide', undefined, rules), trigger: '2026-07-06', calendar, pauses: [{ from: '2026-07-20', ground: 'suspension' }] });
    expect(paused.steps.at(-1)?.zh).toBe('期限中止计算,已计13日(自然日),剩余77日(自然日)');
  });
});
