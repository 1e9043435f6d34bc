import { describe, expect, test } from 'vitest';
import { advance } from '../../../domain/advance/advance.ts';
import { defaultCalendar } from '../../../domain/calendar/default-calendar.ts';
import { enforcementCaseFile } from '../../../domain/files/enforcement-case.ts';
import type { JsonObject } from '../../../domain/json.ts';
import { caseIn, fine } from '../../support/case.ts';
import { rules } from '../../support/law.ts';
import { rungsTold } from '../../support/walk.ts';

type Case = ReturnType<typeof caseIn>;
const paper = { proposedBy: 'handler-a', reason: '邮戳在期限内', document: '信封邮戳' };
const lapsed = (file: Case, clock: string) => file.given.flatMap(({ deadlines }) => deadlines).findLast((row) => row.clock === clock)?.id ?? '';
const correct = (file: Case, on: string, clock: string, cause: JsonObject, more: JsonObject = {}) => file.on(on, 'responsible', 'correctLapse', { deadlineId: lapsed(file, clock), cause, ...paper, ...more });
const posted = (doneOn: string) => ({ kind: 'done_in_time', doneOn });

/** Notice served on 2026-09-18; nobody was heard of by the end of the 24th, and the right was taken for waived. */
function waived(): Case {
  const file = caseIn('under_review', fine('50000'));
  file.on('2026-09-14', 'caseReviewer', 'recordReview');
  file.on('2026-09-15', 'responsible', 'approveProposal');
  file.on('2026-09-18', 'handlerA', 'serveNotice');
  file.tick('2026-09-24T16:00:00.000Z');
  expect(file.record).toMatchObject({ stage: 'decision_pending', milestones: { rightsWaived: '2026-09-24' } });
  return file;
}

describe('a paper posted in time counts as in time', () => {
  test('the file goes back to where it stood, and what was posted is recorded as of its day', () => {
    const file = waived();
    expect(correct(file, '2026-09-28', 'statement', posted('2026-09-24'))).toMatchObject({ accepted: true, stage: 'notice_served' });
    expect(file.record.milestones).not.toHaveProperty('rightsWaived');
    expect(file.clock('statement')).toMatchObject({ state: 'running', dueDate: '2026-09-24', closedSeq: null });
    expect(file.on('2026-09-28', 'handlerA', 'recordStatement', {}, '2026-09-24')).toMatchObject({ accepted: true });
    const statement = file.given.flatMap(({ deadlines }) => deadlines).findLast(({ clock }) => clock === 'statement');
    expect(statement).toMatchObject({ state: 'met' });
  });

  test('if nobody records it within two working days, the period has passed after all', () => {
    const file = waived();
    correct(file, '2026-09-28', 'statement', posted('2026-09-24'));
    file.tick('2026-09-30T15:59:59.000Z');
    expect(file.record.stage).toBe('notice_served');
    file.tick('2026-09-30T16:00:00.000Z');
    expect(file.record).toMatchObject({ stage: 'decision_pending', milestones: { rightsWaived: '2026-09-24' } });
    expect(rungsTold(file).filter((told) => told.startsWith('statement-period lapse'))).toHaveLength(2);
  });

  test('one posted on the last day that comes in the day after is recorded as of the day of its posting, and is in time', () => {
    const file = waived();
    expect(file.on('2026-09-25', 'handlerA', 'recordStatement', {}, '2026-09-24')).toMatchObject({ accepted: true, stage: 'rechecking' });
    expect(waived().on('2026-09-25', 'handlerA', 'recordStatement', {}, '2026-09-25')).toMatchObject({ code: 'PERIOD_PASSED', field: '/occurredOn' });
  });

  test('one posted after the last day changes nothing', () => {
    expect(correct(waived(), '2026-09-28', 'statement', posted('2026-09-25'))).toMatchObject({ code: 'LAPSE_STANDS', field: '/cause/doneOn' });
  });

  test('whoever proposed it may not approve it, and nobody may without the role', () => {
    const file = waived();
    expect(correct(file, '2026-09-28', 'statement', posted('2026-09-24'), { proposedBy: 'responsible' })).toMatchObject({ code: 'SECOND_PERSON_REQUIRED' });
    const body = { deadlineId: lapsed(file, 'statement'), cause: posted('2026-09-24'), ...paper };
    expect(file.on('2026-09-28', 'handlerA', 'correctLapse', body)).toMatchObject({ code: 'FORBIDDEN_ROLE' });
  });

  test('a file that has moved on does not go back by itself', () => {
    const file = waived();
    file.on('2026-09-28', 'responsible', 'decidePenalty');
    expect(correct(file, '2026-09-29', 'statement', posted('2026-09-24'))).toMatchObject({ code: 'LAPSE_OVERTAKEN' });
  });

  test('a deadline that has not lapsed has no lapse to correct', () => {
    const file = caseIn('investigating');
    expect(file.on('2026-03-20', 'responsible', 'correctLapse', { deadlineId: file.clock('decision')?.id ?? '', cause: posted('2026-03-19'), ...paper })).toMatchObject({ code: 'LAPSE_NOT_FOUND', field: '/deadlineId' });
  });
});

describe('a new calendar while the days of grace run', () => {
  // corrected on Monday 2026-09-28: until the end of the 30th what was posted in time may be recorded
  const grace = '2026-09-30T16:00:00.000Z';
  const redatedBy = (file: Case, restDay: string) => {
    const calendar = { ...defaultCalendar, version: 'with one more day of rest', restDays: [...defaultCalendar.restDays, restDay].toSorted() };
    const at = '2026-09-29T02:00:00.000Z';
    const redating = { changeId: 'change', revision: 2, kind: 'calendar', transition: 'new_triggers', newVersions: new Set<string>() } as const;
    return advance(enforcementCaseFile, file.record, { kind: 'redate', redating }, at, { at, rules, calendar, officers: {} });
  };
  const corrected = () => {
    const file = waived();
    expect(correct(file, '2026-09-28', 'statement', posted('2026-09-24'))).toMatchObject({ accepted: true });
    return file;
  };

  test('that moves nothing of it writes nothing, and the period does not pass a second time', () => {
    const { entries, record } = redatedBy(corrected(), '2026-12-14');
    expect(entries.filter(({ what }) => what === 'statement-period')).toEqual([]);
    expect(record).toMatchObject({ stage: 'notice_served' });
  });

  test('that moves its last day leaves what is left of them', () => {
    const { entries, record } = redatedBy(corrected(), '2026-09-22');
    expect(entries.map(({ kind, what }) => `${kind} ${what}`)).toContain('redate statement-period');
    expect(record).toMatchObject({ stage: 'notice_served' });
    expect(record.deadlines.find(({ clock }) => clock === 'statement')).toMatchObject({ dueDate: '2026-09-28', state: 'running', rungs: [{ lapse: true, at: grace }] });
  });
});

test('a date corrected while the days of grace run leaves what is left of them', () => {
  const file = waived();
  correct(file, '2026-09-28', 'statement', posted('2026-09-24'));
  const entry = file.given.flatMap(({ entries }) => entries).findLast(({ what }) => what === 'serveNotice')?.seq ?? 0;
  // served a day earlier than was thought: the period ended on the 23rd
  expect(file.on('2026-09-29', 'responsible', 'correctDate', { entry, trueDate: '2026-09-17', reason: '送达回证所载日期与登记不符', document: '送达回证1号' })).toMatchObject({ accepted: true, stage: 'notice_served' });
  expect(file.clock('statement')).toMatchObject({ dueDate: '2026-09-23', state: 'running', rungs: [{ lapse: true, at: '2026-09-30T16:00:00.000Z' }] });
});

describe('a wrong date had made a period pass', () => {
  test('with the true one it runs on, and the file is back in its stage', () => {
    const file = waived();
    const entry = file.given.flatMap(({ entries }) => entries).findLast(({ what }) => what === 'serveNotice')?.seq ?? 0;
    expect(correct(file, '2026-09-25', 'statement', { kind: 'wrong_date', entry, trueDate: '2026-09-22' })).toMatchObject({ accepted: true, stage: 'notice_served' });
    // 23, 24, 28, 29, 30
    expect(file.clock('statement')).toMatchObject({ state: 'running', triggerOn: '2026-09-22', dueDate: '2026-09-30' });
    expect(file.record).toMatchObject({ stageSince: '2026-09-22', facts: { notice: { servedOn: '2026-09-22' } } });
    file.tick('2026-09-30T16:00:00.000Z');
    expect(file.record).toMatchObject({ stage: 'decision_pending', milestones: { rightsWaived: '2026-09-30' } });
  });

  test('a date that shows no such thing is refused', () => {
    const file = waived();
    const entry = file.given.flatMap(({ entries }) => entries).findLast(({ what }) => what === 'serveNotice')?.seq ?? 0;
    expect(correct(file, '2026-09-25', 'statement', { kind: 'wrong_date', entry, trueDate: '2026-09-17' })).toMatchObject({ code: 'LAPSE_STANDS', field: '/cause/trueDate' });
  });
});

test('an overdue duty that was done in time is met, not met late', () => {
  const file = caseIn('investigating');
  file.tick('2026-06-03T16:00:00.000Z');
  const decision = file.clock('decision');
  expect(decision).toMatchObject({ state: 'lapsed', closedSeq: null });
  expect(correct(file, '2026-06-05', 'decision', posted('2026-06-03'))).toMatchObject({ accepted: true });
  expect(file.clock('decision')).toMatchObject({ state: 'running', dueDate: decision?.dueDate });
  expect(file.clock('decision')?.rungs.every(({ at }) => at >= '2026-06-09T16:00:00.000Z')).toBe(true);
});
