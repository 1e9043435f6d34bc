import { describe, expect, test } from 'vitest';
import { redateDeadline, newVersionsOf, type Redating } from '../../domain/advance/redate.ts';
import type { JsonObject } from '../../domain/json.ts';
import { applyChange } from '../../law/changes/apply-change.ts';
import type { ChangeKind, Transition } from '../../law/changes/law-change.ts';
import { shippedLawBook, type LawInForce } from '../../law/law-book.ts';
import { openSample, sampleDefinition, type SampleOptions } from './sample-file.ts';
import { clueVerify, notice2027 } from '../support/law-changes.ts';

const before = await shippedLawBook.at(0);

function redate(law: LawInForce, change: { kind: ChangeKind; content: JsonObject; transition?: Transition }, options: SampleOptions) {
  const applied = applyChange(law, change, law.revision + 1);
  const profile = options.profile ?? 'national';
  const redating: Redating = { changeId: 'c', revision: applied.law.revision, kind: change.kind as Redating['kind'], transition: change.transition ?? 'new_triggers', newVersions: newVersionsOf(law.rulesFor(profile), applied.law.rulesFor(profile)) };
  const file = openSample(law, options);
  const [old] = file.record.deadlines;
  if (!old) throw new Error('no open deadline');
  const found = redateDeadline(old, { rules: applied.law.rulesFor(profile), calendar: applied.law.calendar }, redating);
  return { old, found, applied, redating, file };
}

describe('a new version of a rule', () => {
  // 15 working days after Monday 2026-11-02 is 11-23; 20 are 11-30, 10 are 11-16
  test.each([
    ['old cases keep the old limit', 20, '2026-11-10', 'new_triggers', null],
    ['a case of the new period follows it, also if it was filed before the version was entered', 20, '2026-10-10', 'new_triggers', ['later', '2026-11-23', '2026-11-30']],
    ['a clause for open cases lengthens them', 20, '2026-11-10', 'open_deadlines', ['later', '2026-11-23', '2026-11-30']],
    ['a clause for open cases shortens them', 10, '2026-11-10', 'open_deadlines', ['earlier', '2026-11-23', '2026-11-16']],
  ] as const)('%s', (_title, limit, effectiveFrom, transition, expected) => {
    const { old, found } = redate(before, { kind: 'rule', content: clueVerify(limit, effectiveFrom), transition }, { from: '2026-11-02' });
    if (expected === null) return expect(found).toBeNull();
    expect([found?.effect, old.dueDate, found?.effect === 'kept' ? null : found?.row.dueDate]).toEqual(expected);
    expect(found).toMatchObject({ row: { ruleVersion: effectiveFrom, revision: 2, state: 'running' } });
  });

  test('once it is applied, nothing is left to do', () => {
    const { found, applied, redating } = redate(before, { kind: 'rule', content: clueVerify(20, '2026-11-10'), transition: 'open_deadlines' }, { from: '2026-11-02' });
    if (found === null || found.effect === 'kept') throw new Error('not re-dated');
    expect(redateDeadline(found.row, { rules: applied.law.rulesFor('national'), calendar: applied.law.calendar }, redating)).toBeNull();
  });

  test('a deadline of another rule is not touched', () => {
    const { found } = redate(before, { kind: 'rule', content: clueVerify(20, '2026-11-10'), transition: 'open_deadlines' }, { from: '2026-11-02', rule: 'case-decide' });
    expect(found).toBeNull();
  });

  test('which the extension that was granted does not fit keeps the old version, and says why', () => {
    const content = clueVerify(20, '2026-11-10') as { row: { extensions?: unknown } };
    const { found } = redate(before, { kind: 'rule', content: { row: { ...content.row, extensions: [] } } as JsonObject, transition: 'open_deadlines' }, { from: '2026-11-02', extended: true });
    expect(found).toEqual({ effect: 'kept', reason: 'EXTENSION_NOT_ALLOWED' });
  });
});

describe('a profile', () => {
  const content = (limit: number, effectiveFrom: string): JsonObject => ({
    id: 'zhongshan', label: { zh: '中山市', en: 'Zhongshan' }, readings: [],
    overrides: [{ rule: 'draw-match-officers', limit, effectiveFrom, source: [{ law: 'PPR', article: '36', text: '测试' }] }],
  });
  test.each([
    ['a case of the place from before keeps the old limit', '2026-11-10', 'new_triggers', 'zhongshan', null],
    ['a case of the place from before follows a clause for open cases', '2026-11-10', 'open_deadlines', 'zhongshan', 'later'],
    ['a case of another place is not touched', '2026-11-10', 'open_deadlines', 'huzhou', null],
  ] as const)('%s', (_title, effectiveFrom, transition, profile, expected) => {
    const rule = before.law.rules.find(({ id }) => id === 'draw-match-officers');
    if (rule?.kind !== 'clock' || rule.limitSetBy !== 'profile' || typeof rule.limit !== 'number') throw new Error('the rule no longer leaves its limit to the place');
    const { found } = redate(before, { kind: 'profile', content: content(rule.limit + 1, effectiveFrom), transition }, { from: '2026-11-02', rule: 'draw-match-officers', profile });
    expect(found?.effect ?? null).toBe(expected);
  });

  test('that no longer has a version leaves it to the rows that were counted by it', () => {
    const first = applyChange(before, { kind: 'profile', content: content(6, '2026-11-10') }, 1).law;
    const second = applyChange(first, { kind: 'profile', content: { id: 'zhongshan', label: { zh: '中山市', en: 'Zhongshan' }, readings: [], overrides: [] } }, 2).law;
    const version = first.rulesFor('zhongshan').rules.find(({ id, version: one }) => id === 'draw-match-officers' && one.includes('+zhongshan'))?.version;
    expect(second.rulesFor('zhongshan').rules.some((rule) => rule.id === 'draw-match-officers' && rule.version === version)).toBe(false);
    expect(second.rulesFor('zhongshan').former.some((rule) => rule.id === 'draw-match-officers' && rule.version === version)).toBe(true);
  });

  test('may not say something else under the name of a version that exists', () => {
    const first = applyChange(before, { kind: 'profile', content: content(6, '2026-11-10') }, 1).law;
    expect(() => applyChange(first, { kind: 'profile', content: content(7, '2026-11-10') }, 2)).toThrow(/VERSION_REUSED draw-match-officers/);
  });
});

describe('the notice of a new year', () => {
  // 2027-01-25 is a Monday. Without the notice only 5 to 8 February rest: the 15th working day is 17 February. By the notice 5 to 11 February rest,
  // and 31 January (Sunday) and 13 February (Saturday) are worked: 26–29 Jan (4), 31 Jan, 1–4 Feb (9), 12, 13 (11), 15–18 (15): 18 February.
  test.each([
    ['moves a date that was provisional, and settles it', '2027-01-25', 'later', '2027-02-17', '2027-02-18'],
    ['settles a date that stays', '2027-03-01', 'settled', '2027-03-22', '2027-03-22'],
  ] as const)('%s', (_title, from, effect, oldDue, newDue) => {
    const { old, found } = redate(before, { kind: 'calendar', content: notice2027 }, { from });
    expect([old.dueDate, old.provisional]).toEqual([oldDue, true]);
    expect(found).toMatchObject({ effect, row: { dueDate: newDue, provisional: false, calendarVersion: `${before.calendar.version} 2027#1`, revision: 2 } });
  });

  test('does not touch a date before it', () => {
    expect(redate(before, { kind: 'calendar', content: notice2027 }, { from: '2026-09-01' }).found).toBeNull();
  });

  test('when it is corrected, moves again what it moved: 12 February rests as well, and 20 February is worked', () => {
    const first = applyChange(before, { kind: 'calendar', content: notice2027 }, 1).law;
    const corrected = { ...notice2027, restDays: [...notice2027.restDays, '2027-02-12'], makeUpDays: [...notice2027.makeUpDays, '2027-02-20'] };
    const { old, found } = redate(first, { kind: 'calendar', content: corrected }, { from: '2027-01-25' });
    expect(old.dueDate).toBe('2027-02-18');
    expect(found).toMatchObject({ effect: 'later', row: { dueDate: '2027-02-19', provisional: false } });
  });

  test.each([
    ['leaves out a day off by law', { restDays: notice2027.restDays.filter((date) => date !== '2027-06-09') }, 'DAY_OFF_MISSING 2027-06-09'],
    ['makes a weekday a make-up day', { makeUpDays: ['2027-01-27'] }, 'CALENDAR_INVALID'],
    ['names a day of another year', { restDays: [...notice2027.restDays, '2028-01-01'] }, 'OUTSIDE_YEAR 2028-01-01'],
    ['names a day twice', { makeUpDays: ['2027-02-06'] }, 'NAMED_TWICE 2027-02-06'],
    ['skips a year', { year: 2028, restDays: [], makeUpDays: [] }, 'BAD_YEAR 2028'],
    ['has no number', { source: { number: '', title: 'x', text: 'x' } }, 'BAD_FORM /source/number'],
  ])('is refused when it %s', (_title, change, finding) => {
    expect(() => applyChange(before, { kind: 'calendar', content: { ...notice2027, ...change } }, 1)).toThrow(finding);
  });
});

describe('what was recorded stays', () => {
  test('a reminder that was given does not come again by the new date, the others do', () => {
    const { old, found } = redate(before, { kind: 'rule', content: clueVerify(20, '2026-11-10'), transition: 'open_deadlines' }, { from: '2026-11-02', at: '2026-11-17T04:00:00.000Z' });
    expect(old.rungs.map(({ rung }) => rung)).not.toContain('remind_70');
    expect(found?.effect === 'later' && found.row.rungs.map(({ rung }) => rung)).toEqual(old.rungs.map(({ rung }) => rung));
  });

  test('a paused clock stays paused, and counts by the new version when it goes on', () => {
    const { found } = redate(before, { kind: 'rule', content: clueVerify(20, '2026-11-10'), transition: 'open_deadlines' }, { from: '2026-11-02', paused: '2026-11-06' });
    expect(found).toMatchObject({ row: { state: 'paused', rungs: [], ruleVersion: '2026-11-10' } });
  });

  test('a lapse stays one; a later date puts it in doubt, and somebody is asked', () => {
    const { file, applied, redating } = redate(before, { kind: 'rule', content: clueVerify(20, '2026-11-10'), transition: 'open_deadlines' }, { from: '2026-11-02', at: '2026-11-25T04:00:00.000Z' });
    const advanced = file.redate(applied.law, redating);
    expect(advanced.entries).toMatchObject([{ kind: 'redate', content: { lapseInDoubt: true, oldDueDate: '2026-11-23', newDueDate: '2026-11-30', change: 'c' } }]);
    expect(advanced.record.deadlines).toMatchObject([{ state: 'lapsed', dueDate: '2026-11-30' }]);
    expect(advanced.tasks).toContainEqual(expect.objectContaining({ kind: 'reminder', roles: ['responsible_person'] }));
  });

  test('what was due by the old date is recorded first, then the date moves; what is due by the new one is recorded after it', () => {
    const { file, applied, redating } = redate(before, { kind: 'rule', content: clueVerify(10, '2026-11-10'), transition: 'open_deadlines' }, { from: '2026-11-02', at: '2026-11-10T04:00:00.000Z' });
    const advanced = file.redate(applied.law, redating, '2026-11-17T04:00:00.000Z');
    expect(advanced.entries.map(({ kind, deadlineKey }) => `${kind} ${deadlineKey?.revision} ${deadlineKey?.rung}`)).toEqual(['deadline 1 remind_70', 'redate 2 c', 'deadline 2 remind_90', 'deadline 2 lapse']);
  });

  test('the tasks of the deadline have the new date', () => {
    const { file, applied, redating } = redate(before, { kind: 'rule', content: clueVerify(20, '2026-11-10'), transition: 'open_deadlines' }, { from: '2026-11-02' });
    const advanced = file.redate(applied.law, redating);
    expect(advanced.record.tasks.map(({ dueAt }) => dueAt)).toEqual([advanced.record.deadlines[0]?.dueAt]);
    expect(sampleDefinition.chart.type).toBe('sample');
  });
});
