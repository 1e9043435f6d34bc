import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../domain/json.ts';
import { body, caseIn, fine, noon, staff } from '../../support/case.ts';

type Case = ReturnType<typeof caseIn>;
const paper = { reason: '现场笔录所载时刻与登记不符', document: '现场笔录1号' };
const inUtc = (shanghai: string) => new Date(shanghai).toISOString();
const entryOf = (file: Case, what: string) => file.given.flatMap(({ entries }) => entries).findLast((entry) => entry.what === what)?.seq ?? 0;
const approval = (file: Case) => file.given.flatMap(({ deadlines }) => deadlines).findLast(({ clock }) => clock === 'preservationApproval');
const correct = (file: Case, what: string, to: JsonObject) => file.act(staff.responsible, 'correctDate', { entry: entryOf(file, what), ...to, ...paper });

/** An urgent preservation at 16:40 on 2026-03-10, as it was entered; it is 18:00. */
function taken(): Case {
  const file = caseIn('investigating');
  file.tick(inUtc('2026-03-10T18:00:00+08:00'));
  const input = { ...body('preserveEvidence', fine('50000')), approval: undefined, urgent: { at: '2026-03-10T16:40:00+08:00', reason: '正在转移' } } as unknown as JsonObject;
  expect(file.act(staff.handlerA, 'preserveEvidence', input)).toMatchObject({ accepted: true });
  return file;
}

/** Approved at 13:00 on the next day, in time. */
function approved(at = '2026-03-11T13:00:00+08:00'): Case {
  const file = taken();
  file.tick(noon('2026-03-12'));
  const input = { ...body('decideUrgentPreservation', fine('50000')), at };
  expect(file.act(staff.responsible, 'decideUrgentPreservation', input, '2026-03-11')).toMatchObject({ accepted: true });
  return file;
}

describe('the instant of a fact is corrected', () => {
  test('alone: the hours run from it, and the facts, the task and the entry follow', () => {
    const file = taken();
    expect(correct(file, 'preserveEvidence', { trueDate: '2026-03-10', trueAt: '2026-03-10T15:10:00+08:00' })).toMatchObject({ accepted: true });
    const [from, to] = [inUtc('2026-03-10T16:40:00+08:00'), inUtc('2026-03-10T15:10:00+08:00')];
    expect(file.clock('preservationApproval')).toMatchObject({ triggerAt: to, triggerOn: '2026-03-10', dueAt: inUtc('2026-03-11T15:10:00+08:00'), state: 'running', revision: 2 });
    expect(file.record.facts['preservation']).toMatchObject({ on: '2026-03-10', urgent: { at: to } });
    expect(file.record.tasks.filter(({ deadlineId }) => deadlineId === approval(file)?.id)).toMatchObject([{ kind: 'act', dueAt: inUtc('2026-03-11T15:10:00+08:00') }]);
    expect(file.given.at(-1)?.entries.at(-1)).toMatchObject({ what: 'correctDate', content: { evidence: { fromAt: from, toAt: to } } });
    // the seven working days know no hours
    expect(file.clock('preservation')).toMatchObject({ triggerOn: '2026-03-10', dueDate: '2026-03-19' });
  });

  test('with its day: every clock of the act follows', () => {
    const file = taken();
    expect(correct(file, 'preserveEvidence', { trueDate: '2026-03-09', trueAt: '2026-03-09T23:30:00+08:00' })).toMatchObject({ accepted: true });
    expect(file.clock('preservationApproval')).toMatchObject({ triggerAt: inUtc('2026-03-09T23:30:00+08:00'), triggerOn: '2026-03-09', dueAt: inUtc('2026-03-10T23:30:00+08:00') });
    expect(file.clock('preservation')).toMatchObject({ triggerOn: '2026-03-09', dueDate: '2026-03-18' });
    expect(file.record.facts['preservation']).toMatchObject({ on: '2026-03-09' });
  });

  test('again, from what is known now', () => {
    const file = taken();
    correct(file, 'preserveEvidence', { trueDate: '2026-03-10', trueAt: '2026-03-10T15:10:00+08:00' });
    expect(correct(file, 'preserveEvidence', { trueDate: '2026-03-10', trueAt: '2026-03-10T07:10:00Z' })).toMatchObject({ code: 'NOTHING_TO_CORRECT' });
    expect(correct(file, 'preserveEvidence', { trueDate: '2026-03-10', trueAt: '2026-03-10T15:20:00+08:00' })).toMatchObject({ accepted: true });
    expect(file.clock('preservationApproval')).toMatchObject({ dueAt: inUtc('2026-03-11T15:20:00+08:00') });
  });

  test('of the approval: in time becomes late where it was', () => {
    const file = approved();
    expect(approval(file)).toMatchObject({ state: 'met' });
    expect(correct(file, 'decideUrgentPreservation', { trueDate: '2026-03-11', trueAt: '2026-03-11T16:40:00+08:00' })).toMatchObject({ accepted: true });
    expect(approval(file)).toMatchObject({ state: 'lapsed' });
    expect(file.record.facts['preservation']).toMatchObject({ urgent: { decision: { at: inUtc('2026-03-11T16:40:00+08:00') } } });
  });

  test('of the measure: an approval in time becomes late where the measure was earlier', () => {
    const file = approved();
    expect(correct(file, 'preserveEvidence', { trueDate: '2026-03-10', trueAt: '2026-03-10T12:30:00+08:00' })).toMatchObject({ accepted: true });
    expect(approval(file)).toMatchObject({ state: 'lapsed', dueAt: inUtc('2026-03-11T12:30:00+08:00') });
  });

  test('late becomes in time only with an approver: correctLapse, by the minute as well', () => {
    const file = approved('2026-03-11T17:00:00+08:00');
    expect(approval(file)).toMatchObject({ state: 'lapsed' });
    const truth = { trueDate: '2026-03-11', trueAt: '2026-03-11T16:00:00+08:00' };
    expect(correct(file, 'decideUrgentPreservation', truth)).toMatchObject({ code: 'LAPSE_SHOWN_WRONG' });
    const body = { deadlineId: approval(file)?.id ?? '', cause: { kind: 'wrong_date', entry: entryOf(file, 'decideUrgentPreservation'), ...truth }, proposedBy: 'handler-a', ...paper };
    expect(file.act(staff.responsible, 'correctLapse', { ...body, cause: { ...body.cause, trueAt: '2026-03-11T16:40:00+08:00' } })).toMatchObject({ code: 'LAPSE_STANDS' });
    expect(file.act(staff.responsible, 'correctLapse', body)).toMatchObject({ accepted: true });
    expect(approval(file)).toMatchObject({ state: 'met' });
    expect(file.record.facts['preservation']).toMatchObject({ urgent: { decision: { at: inUtc('2026-03-11T16:00:00+08:00') } } });
  });
});

test('a measure that never was here is withdrawn with its corrected minute, its hours and the task that asked for them', () => {
  const file = taken();
  const entry = entryOf(file, 'preserveEvidence');
  correct(file, 'preserveEvidence', { trueDate: '2026-03-10', trueAt: '2026-03-10T15:10:00+08:00' });
  expect(file.act(staff.responsible, 'withdrawFact', { entry, proposedBy: 'handler-a', reason: '属于另一案卷' })).toMatchObject({ accepted: true });
  expect(file.record.facts).not.toHaveProperty('preservation');
  expect(file.record.facts).not.toHaveProperty('correctedInstants');
  expect([file.clock('preservation'), file.clock('preservationApproval')]).toEqual([undefined, undefined]);
  expect(approval(file)).toMatchObject({ state: 'cancelled' });
  expect(file.record.tasks.some(({ label }) => label.zh.startsWith('补办'))).toBe(false);
});

describe('refused', () => {
  test.each([
    ['the day without the minute', { trueDate: '2026-03-09' }, { code: 'INSTANT_REQUIRED', field: '/trueAt' }],
    ['a minute of another day', { trueDate: '2026-03-09', trueAt: '2026-03-10T15:10:00+08:00' }, { code: 'INSTANT_OTHER_DAY', field: '/trueAt' }],
    ['seconds', { trueDate: '2026-03-10', trueAt: '2026-03-10T15:10:10+08:00' }, { code: 'INSTANT_PRECISION', field: '/trueAt' }],
    ['a minute that is to come', { trueDate: '2026-03-10', trueAt: '2026-03-10T18:01:00+08:00' }, { code: 'FUTURE_FACT', field: '/trueAt' }],
    ['the minute on record', { trueDate: '2026-03-10', trueAt: '2026-03-10T16:40:00+08:00' }, { code: 'NOTHING_TO_CORRECT' }],
    ['a day before the stage', { trueDate: '2026-03-04', trueAt: '2026-03-04T16:40:00+08:00' }, { code: 'FACT_BEFORE_STAGE', field: '/trueDate' }],
  ])('%s', (_title, to, refusal) => {
    expect(correct(taken(), 'preserveEvidence', to)).toMatchObject({ accepted: false, ...refusal });
  });

  test('a minute for a fact that told none', () => {
    expect(correct(taken(), 'fileCase', { trueDate: '2026-03-05', trueAt: '2026-03-05T10:00:00+08:00' })).toMatchObject({ code: 'ENTRY_NOT_CORRECTABLE', field: '/trueAt' });
  });

  test('a measure after its approval, and an approval before its measure', () => {
    const file = approved();
    expect(correct(file, 'preserveEvidence', { trueDate: '2026-03-11', trueAt: '2026-03-11T13:01:00+08:00' })).toMatchObject({ code: 'FACT_AFTER_DEPENDENT', field: '/trueAt' });
    expect(correct(file, 'decideUrgentPreservation', { trueDate: '2026-03-10', trueAt: '2026-03-10T16:39:00+08:00' })).toMatchObject({ code: 'FACT_BEFORE_STAGE', field: '/trueAt' });
  });

  test('a day of doing it in time, where the minute decides: the act itself tells it', () => {
    const file = taken();
    file.tick(noon('2026-03-13'));
    const lapse = { deadlineId: approval(file)?.id ?? '', cause: { kind: 'done_in_time', doneOn: '2026-03-11' }, proposedBy: 'handler-a', ...paper };
    expect(file.act(staff.responsible, 'correctLapse', lapse)).toMatchObject({ code: 'LAPSE_BY_INSTANT', rule: 'evidence-preserve-approve' });
  });
});
