import { describe, expect, test } from 'vitest';
import { addDays } from '../../../domain/time/local-date.ts';
import { caseIn, fine } from '../../support/case.ts';
import { rungsTold } from '../../support/walk.ts';

const paper = { reason: '送达回证所载日期与登记不符', document: '送达回证1号' };
type Case = ReturnType<typeof caseIn>;
const entryOf = (file: Case, what: string) => file.given.flatMap(({ entries }) => entries).findLast((entry) => entry.what === what)?.seq ?? 0;
const correct = (file: Case, on: string, what: string, trueDate: string) => file.on(on, 'responsible', 'correctDate', { entry: entryOf(file, what), trueDate, ...paper });
const lastChanges = (file: Case) => file.given.at(-1)?.entries.find(({ what }) => what === 'correctDate' || what === 'correctLapse')?.content['clocks'];

/** Notice served (as it was recorded) on Friday 2026-09-18: the party's five working days end on the 24th. */
function noticeServed(): Case {
  const file = caseIn('under_review', fine('50000'));
  file.on('2026-09-14', 'caseReviewer', 'recordReview');
  file.on('2026-09-15', 'responsible', 'approveProposal');
  file.on('2026-09-18', 'handlerA', 'serveNotice');
  expect(file.clock('statement')).toMatchObject({ triggerOn: '2026-09-18', dueDate: '2026-09-24' });
  return file;
}

describe('the date of a fact is corrected', () => {
  test('what it started is computed again, and the entry tells the old date, the new one and the reason', () => {
    const file = noticeServed();
    expect(correct(file, '2026-09-21', 'serveNotice', '2026-09-17')).toMatchObject({ accepted: true, stage: 'notice_served' });
    // 18, 20 (worked Sunday), 21, 22, 23
    expect(file.clock('statement')).toMatchObject({ triggerOn: '2026-09-17', dueDate: '2026-09-23', state: 'running' });
    expect(lastChanges(file)).toEqual(expect.arrayContaining([expect.objectContaining({ clock: 'statement', change: 'corrected', oldDueDate: '2026-09-24', dueDate: '2026-09-23' })]));
    expect(file.record).toMatchObject({ stageSince: '2026-09-17', milestones: { noticeServed: '2026-09-17' }, facts: { notice: { servedOn: '2026-09-17' } } });
    file.tick('2026-09-23T16:00:00.000Z');
    expect(file.record).toMatchObject({ stage: 'decision_pending', milestones: { rightsWaived: '2026-09-23' } });
  });

  test('guards measure by it: the decision is allowed the day after the corrected last day', () => {
    const file = noticeServed();
    correct(file, '2026-09-21', 'serveNotice', '2026-09-17');
    expect(file.on('2026-09-24', 'responsible', 'decidePenalty', {}, '2026-09-23')).toMatchObject({ code: 'TOO_EARLY', earliestOn: '2026-09-24' });
    expect(file.on('2026-09-24', 'responsible', 'decidePenalty')).toMatchObject({ accepted: true });
  });

  test('a date so early that the period has passed lapses at once, on its own last day', () => {
    const file = noticeServed();
    correct(file, '2026-09-22', 'serveNotice', '2026-09-15');
    expect(file.record).toMatchObject({ stage: 'decision_pending', milestones: { rightsWaived: '2026-09-21' } });
  });

  test('a lapse that stands all the same is dated anew, and so is what it started', () => {
    const file = caseIn('performing', fine('50000'));
    const served = file.clock('payment')?.triggerOn ?? '';
    file.tick('2026-06-30T16:00:00.000Z');
    const due = file.record.milestones['paymentOverdue'] ?? '';
    expect(file.record.stage).toBe('overdue');
    expect(correct(file, '2026-07-02', 'recordService', addDays(served, 1))).toMatchObject({ accepted: true, stage: 'overdue' });
    const payment = file.given.flatMap(({ deadlines }) => deadlines).findLast(({ clock }) => clock === 'payment');
    expect(payment).toMatchObject({ triggerOn: addDays(served, 1), state: 'lapsed' });
    expect(payment?.dueDate).not.toBe(due);
    expect(file.record.milestones['paymentOverdue']).toBe(payment?.dueDate);
    expect(file.clock('remedy')).toMatchObject({ triggerOn: addDays(served, 1) });
  });

  test('both ends of a pause follow their facts', () => {
    const file = caseIn('investigating');
    file.on('2026-03-25', 'handlerA', 'sendForExamination', { matter: '菌落总数', institution: '检验所', document: '期间告知书' });
    file.on('2026-04-15', 'handlerA', 'recordExamination', { result: '不合格' });
    expect(file.clock('decision')).toMatchObject({ targetDate: '2026-06-24' });
    expect(correct(file, '2026-04-20', 'recordExamination', '2026-04-17')).toMatchObject({ accepted: true });
    expect(file.clock('decision')).toMatchObject({ targetDate: '2026-06-26', pauses: [{ from: '2026-03-25', to: '2026-04-17' }] });
    expect(correct(file, '2026-04-20', 'sendForExamination', '2026-03-20')).toMatchObject({ accepted: true });
    expect(file.clock('decision')).toMatchObject({ targetDate: '2026-07-01', pauses: [{ from: '2026-03-20', to: '2026-04-17' }] });
    expect(file.record.facts['examinations']).toMatchObject([{ from: '2026-03-20', to: '2026-04-17' }]);
  });

  test('back to the first date, everything is as before', () => {
    const file = noticeServed();
    const before = file.clock('statement');
    correct(file, '2026-09-21', 'serveNotice', '2026-09-17');
    correct(file, '2026-09-21', 'serveNotice', '2026-09-18');
    const { revision: _, ...dates } = file.clock('statement') ?? { revision: 0 };
    expect(before).toMatchObject(dates);
    expect(file.record.facts).toMatchObject({ notice: { servedOn: '2026-09-18' } });
  });

  test('a rung that was told is not told again for the new date', () => {
    const file = caseIn('investigating');
    const decision = file.clock('decision');
    file.tick('2026-05-20T16:00:00.000Z');
    const told = () => rungsTold(file).filter((rung) => rung.startsWith('case-decide remind_70'));
    expect(told()).toHaveLength(1);
    expect(correct(file, '2026-05-21', 'fileCase', '2026-03-04')).toMatchObject({ accepted: true });
    expect(file.clock('decision')).toMatchObject({ triggerOn: '2026-03-04', targetDate: '2026-06-02' });
    expect(decision?.targetDate).toBe('2026-06-03');
    file.tick('2026-06-30T16:00:00.000Z');
    expect(told()).toHaveLength(1);
  });
});

describe('a correction is refused', () => {
  test.each([
    ['the date on record', 'serveNotice', '2026-09-18', 'NOTHING_TO_CORRECT'],
    ['a day to come', 'serveNotice', '2026-09-22', 'FUTURE_FACT'],
    ['a day before the proposal was approved', 'serveNotice', '2026-09-14', 'FACT_BEFORE_STAGE'],
  ])('for %s', (_title, what, trueDate, code) => {
    expect(correct(noticeServed(), '2026-09-21', what, trueDate)).toMatchObject({ accepted: false, code, field: '/trueDate', rule: 'fact-correction' });
  });

  test('for a day after what depends on it', () => {
    const file = noticeServed();
    file.on('2026-09-21', 'handlerA', 'recordStatement');
    expect(correct(file, '2026-09-23', 'serveNotice', '2026-09-22')).toMatchObject({ code: 'FACT_AFTER_DEPENDENT' });
  });

  test('for an entry that no person made, or that does not exist', () => {
    const file = noticeServed();
    file.tick('2026-09-22T16:00:00.000Z');
    const rung = file.given.flatMap(({ entries }) => entries).findLast(({ kind }) => kind === 'deadline')?.seq;
    for (const entry of [rung, 999]) expect(file.on('2026-09-23', 'responsible', 'correctDate', { entry, trueDate: '2026-09-17', ...paper })).toMatchObject({ code: 'ENTRY_NOT_CORRECTABLE', field: '/entry' });
  });

  test('where it would show a lapse to be wrong: that needs an approver', () => {
    const file = noticeServed();
    file.tick('2026-09-24T16:00:00.000Z');
    expect(file.record.stage).toBe('decision_pending');
    expect(correct(file, '2026-09-25', 'serveNotice', '2026-09-22')).toMatchObject({ code: 'LAPSE_SHOWN_WRONG', rule: 'lapse-correction' });
  });
});
