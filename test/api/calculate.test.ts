import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { openTestApi, type TestApi } from './test-api.ts';

let database: TestDatabase;
let api: TestApi;
beforeAll(async () => {
  database = await createTestDatabase();
  api = await openTestApi(database);
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

const ask = (payload: object, on = api) => on.as(null, { method: 'POST', url: '/api/v1/deadlines/calculate', payload });
const testing = (from: string, to?: string | null) => ({ from, ...(to === undefined ? {} : { to }), ground: 'testing' });

describe('a date is calculated without a file or a sign-in', () => {
  // the vectors of the conventions of period arithmetic, computed by hand on the official calendar of 2026
  test.each([
    ['5 WD from 2026-09-18', { ruleId: 'statement-period', triggerAt: '2026-09-18' }, { dueDate: '2026-09-24', earliestActionDate: '2026-09-25', earliestWorkingDay: { date: '2026-09-28', provisional: false } }],
    ['15 WD from 2026-09-21', { ruleId: 'clue-verify', triggerAt: '2026-09-21' }, { dueDate: '2026-10-19' }],
    ['15 WD from 2026-02-10', { ruleId: 'clue-verify', triggerAt: '2026-02-10' }, { dueDate: '2026-03-09' }],
    ['the same, paused over Spring Festival', { ruleId: 'clue-verify', triggerAt: '2026-02-10', pauses: [testing('2026-02-14', '2026-02-24')] }, { dueDate: '2026-03-10' }],
    ['20 WD from 2026-09-10', { ruleId: 'inspection-result-publish', triggerAt: '2026-09-10' }, { dueDate: '2026-10-14' }],
    ['10 WD from 2026-04-29', { ruleId: 'correction-recheck-default', triggerAt: '2026-04-29' }, { dueDate: '2026-05-15' }],
    ['15 CD to pay from 2026-09-20', { ruleId: 'fine-pay', triggerAt: '2026-09-20' }, { targetDate: '2026-10-05', dueDate: '2026-10-08', dueAt: '2026-10-08T16:00:00.000Z' }],
    ['90 CD from 2026-07-06', { ruleId: 'case-decide', triggerAt: '2026-07-06' }, { targetDate: '2026-10-04', dueDate: '2026-10-08' }],
    ['the same, extended by 30 CD', { ruleId: 'case-decide', triggerAt: '2026-07-06', extensions: [{ amount: 30, approvedBy: 'responsible_person' }] }, { targetDate: '2026-11-03', dueDate: '2026-11-03' }],
    ['90 CD from 2026-03-03 without 21 days of testing', { ruleId: 'case-decide', triggerAt: '2026-03-03', pauses: [testing('2026-03-20', '2026-04-10')] }, { targetDate: '2026-06-22', dueDate: '2026-06-22' }],
    ['6 MO from 2026-08-31', { ruleId: 'sue-direct', triggerAt: '2026-08-31' }, { targetDate: '2027-02-28', dueDate: '2027-03-01', provisional: true }],
    ['6 MO from service', { ruleId: 'sue-direct', triggerAt: '2026-03-10' }, { dueDate: '2026-09-10' }],
    ['then 3 MO', { ruleId: 'court-apply-window', triggerAt: '2026-09-10' }, { dueDate: '2026-12-10' }],
  ])('%s', async (_, question, answer) => {
    const told = await ask(question);
    expect([told.statusCode, told.json()]).toEqual([200, expect.objectContaining({ state: 'running', provisional: false, ruleId: question.ruleId, calendarVersion: 'CN chinese-days@1.5.7', ...answer })]);
  });

  test('an instant is the day on which it falls in Shanghai', async () => {
    expect((await ask({ ruleId: 'statement-period', triggerAt: '2026-09-17T16:00:00Z' })).json()).toMatchObject({ triggerDate: '2026-09-18', dueDate: '2026-09-24' });
  });

  test('every step is told in both languages and as data, holidays by name', async () => {
    const { steps } = (await ask({ ruleId: 'clue-verify', triggerAt: '2026-09-21' })).json<{ steps: { code: string; zh: string; en: string; data: Record<string, unknown> }[] }>();
    expect(steps.map(({ code }) => code)).toEqual(['trigger', 'limit', 'calendar', 'counted_days', 'holiday', 'holiday', 'make_up', 'target', 'due']);
    for (const { zh, en } of steps) expect([zh, en].every((words) => words.length > 5)).toBe(true);
    expect(steps[4]).toMatchObject({ zh: expect.stringContaining('中秋节'), en: expect.stringContaining('Mid-Autumn'), data: { festivals: ['mid_autumn'], from: '2026-09-25', to: '2026-09-27', days: 3 } });
  });

  test('a clock in an open pause has no date, and says what is left of it and when it would end', async () => {
    const question = { ruleId: 'case-decide', triggerAt: '2026-03-03', pauses: [testing('2026-03-20', null)] };
    expect((await ask(question)).json()).toMatchObject({ state: 'paused', targetDate: null, dueDate: null, dueAt: null, provisional: false, paused: { from: '2026-03-20', counted: 16, remaining: 74, countedIn: 'CD' } });
    expect((await ask({ ...question, asOf: '2026-04-10' })).json()).toMatchObject({
      asOf: { on: '2026-04-10', state: 'paused', counted: 16, remaining: 74, calendarDaysLeft: null, pausedFrom: '2026-03-20' },
      paused: { ifResumedOn: { date: '2026-04-10', targetDate: '2026-06-22', dueDate: '2026-06-22' } },
    });
  });

  test('as of a day it says how the clock stands, and changes no date', async () => {
    expect((await ask({ ruleId: 'statement-period', triggerAt: '2026-09-18', asOf: '2026-09-21' })).json()).toMatchObject({ dueDate: '2026-09-24', asOf: { on: '2026-09-21', state: 'running', countedIn: 'WD', counted: 2, remaining: 3, calendarDaysLeft: 3 } });
  });

  test('a rule that was not checked is marked', async () => {
    const { items } = (await api.as(null, { url: '/api/v1/rules?kind=clock' })).json<{ items: { id: string; verified: string; effectiveTo: string | null; parameters: { unit: string; limit: unknown } }[] }>();
    for (const [verified, isUnverified] of [['verified', false], ['partly', true], ['not_verified', true]] as const) {
      const rule = items.find((one) => one.verified === verified && one.effectiveTo === null && one.parameters.unit !== 'H' && one.parameters.limit !== null);
      if (rule) expect((await ask({ ruleId: rule.id, triggerAt: '2026-06-01' })).json(), rule.id).toMatchObject({ isUnverified, rule: { verified } });
    }
  });
});

describe('what cannot be calculated is refused with a code of its own', () => {
  const decide = { ruleId: 'case-decide', triggerAt: '2026-03-03' };
  test.each([
    ['an unknown rule, with what may have been meant', { ...decide, ruleId: 'case-decied' }, { code: 'UNKNOWN_RULE', field: '/ruleId', nearMatches: expect.arrayContaining(['case-decide']) }],
    ['an unknown place', { ...decide, profile: 'atlantis' }, { code: 'UNKNOWN_PROFILE', field: '/profile', nearMatches: expect.arrayContaining(['national']) }],
    ['a rule that is no clock', { ...decide, ruleId: 'additional-fine' }, { code: 'NOT_A_CLOCK', rule: 'additional-fine' }],
    ['a trigger before the rule', { ...decide, triggerAt: '2001-01-01' }, { code: 'TRIGGER_BEFORE_RULE', rule: 'case-decide', field: '/triggerAt' }],
    ['a clock in hours without its instant', { ruleId: 'crime-transfer-send', triggerAt: '2026-03-03' }, { code: 'TRIGGER_NEEDS_INSTANT' }],
    ['a pause that ends before it begins', { ...decide, pauses: [testing('2026-04-10', '2026-03-20')] }, { code: 'PAUSE_INVALID', field: '/pauses' }],
    ['a pause outside the period', { ...decide, pauses: [testing('2026-09-01', '2026-09-10')] }, { code: 'PAUSE_OUTSIDE_CLOCK' }],
    ['a ground that the rule does not know', { ...decide, pauses: [{ from: '2026-03-20', to: '2026-03-25', ground: 'litigation' }] }, { code: 'PAUSE_GROUND_NOT_ALLOWED' }],
    ['an extension beyond its cap', { ...decide, extensions: [{ amount: 31, approvedBy: 'responsible_person' }] }, { code: 'EXTENSION_BEYOND_CAP', field: '/extensions', rule: 'case-decide' }],
    ['an extension by the wrong person', { ...decide, extensions: [{ amount: 30, approvedBy: 'case_handler' }] }, { code: 'WRONG_APPROVER' }],
    ['an extension that the rule does not know', { ruleId: 'statement-period', triggerAt: '2026-03-03', extensions: [{ amount: 5, approvedBy: 'responsible_person' }] }, { code: 'EXTENSION_NOT_ALLOWED' }],
    ['another limit than the rule’s', { ...decide, limit: 60 }, { code: 'LIMIT_FIXED' }],
    ['a year that no calendar knows', { ruleId: 'statement-period', triggerAt: '2050-12-30' }, { code: 'CALENDAR_YEAR_UNKNOWN' }],
    ['a day that does not exist', { ...decide, triggerAt: '2026-02-30' }, { code: 'INVALID_BODY', field: '/triggerAt' }],
    ['an unknown field', { ...decide, trigger: '2026-03-03' }, { code: 'INVALID_BODY' }],
    ['no ground of the list', { ...decide, pauses: [{ from: '2026-03-20', to: '2026-03-25', ground: 'lunch' }] }, { code: 'INVALID_BODY', field: '/pauses/0/ground' }],
  ])('%s', async (_, question, problem) => {
    const told = await ask(question);
    expect([told.statusCode, told.headers['content-type'], told.json()]).toEqual([422, 'application/problem+json; charset=utf-8', expect.objectContaining(problem)]);
  });

  test('too many questions from one address', async () => {
    const limited = await openTestApi(database, { settings: { anonymousPerMinute: 3 } });
    try {
      const statuses = [];
      for (let n = 0; n < 4; n += 1) statuses.push((await ask({ ruleId: 'case-decide', triggerAt: '2026-03-03' }, limited)).statusCode);
      expect(statuses).toEqual([200, 200, 200, 429]);
    } finally {
      await limited.close();
    }
  });
});

describe('the law as data, for everybody', () => {
  test('the catalogue holds every rule with its source, its mark and its examples', async () => {
    const { items, profiles } = (await api.as(null, { url: '/api/v1/rules' })).json<{ items: { id: string; source: { article: string }[]; verified: string; examples: object[] }[]; profiles: { id: string }[] }>();
    expect(items.length).toBeGreaterThan(50);
    expect(items.filter(({ source }) => source.length === 0)).toEqual([]);
    expect(profiles.map(({ id }) => id)).toContain('national');
    expect(items.find(({ id }) => id === 'case-decide')).toMatchObject({ kind: 'clock', verified: 'verified', trigger: { id: 'case_filed' }, onLapse: { id: 'AGENCY_OVERDUE' }, parameters: { unit: 'CD', limit: 90, roll: 'rest_day' } });
  });

  test('one kind, one mark', async () => {
    const { items } = (await api.as(null, { url: '/api/v1/rules?kind=threshold' })).json<{ items: { kind: string }[] }>();
    expect([...new Set(items.map(({ kind }) => kind))]).toEqual(['threshold']);
  });

  test('one rule tells its versions; an unknown one what may have been meant', async () => {
    expect((await api.as(null, { url: '/api/v1/rules/hearing-request' })).json()).toMatchObject({ id: 'hearing-request', versions: [{ label: { zh: '要求听证期限' }, effectiveTo: null }, { effectiveFrom: '1996-10-01', effectiveTo: '2021-07-14', verified: 'verified' }] });
    const missing = await api.as(null, { url: '/api/v1/rules/hearing-requst' });
    expect([missing.statusCode, missing.json()]).toEqual([404, expect.objectContaining({ code: 'RULE_NOT_FOUND', nearMatches: expect.arrayContaining(['hearing-request']) })]);
  });

  test('a year tells its holidays and make-up days, and whether its notice is held', async () => {
    const year = (await api.as(null, { url: '/api/v1/calendars/2026' })).json();
    expect(year).toMatchObject({ year: 2026, isProvisional: false, workingDays: 248 });
    expect(year.holidays).toHaveLength(7);
    expect(year.makeUpDays.map(({ date }: { date: string }) => date)).toEqual(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']);
    expect((await api.as(null, { url: '/api/v1/calendars/2027' })).json()).toMatchObject({ isProvisional: true, makeUpDays: [] });
    expect((await api.as(null, { url: '/api/v1/calendars/1990' })).json()).toMatchObject({ status: 404, code: 'CALENDAR_NOT_FOUND' });
    expect((await api.as(null, { url: '/api/v1/calendars/2090' })).json()).toMatchObject({ status: 404, code: 'CALENDAR_NOT_FOUND' });
  });
});
