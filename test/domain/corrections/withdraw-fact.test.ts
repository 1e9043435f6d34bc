import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../domain/json.ts';
import type { FileRecord } from '../../../domain/record/record.ts';
import { caseIn, fine, type CaseWalk, type Staff } from '../../support/case.ts';

const paper = { proposedBy: 'handler-a', reason: '录错案卷' };
const entryOf = (file: CaseWalk, what: string) => file.given.flatMap(({ entries }) => entries).findLast((entry) => entry.what === what)?.seq ?? 0;
const withdraw = (file: CaseWalk, on: string, what: string, who: Staff = 'responsible') => file.on(on, who, 'withdrawFact', { entry: entryOf(file, what), ...paper });
const changes = (file: CaseWalk) => file.given.at(-1)?.entries.find(({ what }) => what === 'withdrawFact')?.content['clocks'] as { clock: string; change: string }[];

/** Stage, milestones, facts and open clocks with their dates. */
function left({ stage, stageSince, milestones, facts, deadlines }: FileRecord) {
  const { takenBack: _, ...rest } = facts;
  return { stage, stageSince, milestones, facts: rest, clocks: deadlines.map(({ clock, state, triggerOn, dueDate }) => `${clock} ${state} ${triggerOn} ${dueDate}`).toSorted() };
}

function hearingRequested(): CaseWalk {
  const file = caseIn('notice_served');
  file.on('2026-03-17', 'handlerA', 'requestHearing');
  return file;
}
function presiderNamed(): CaseWalk {
  const file = hearingRequested();
  file.on('2026-03-18', 'responsible', 'namePresider');
  return file;
}
function suspended(): CaseWalk {
  const file = caseIn('investigating');
  file.on('2026-03-10', 'responsible', 'suspendInvestigation');
  return file;
}
function refundOrdered(): CaseWalk {
  const file = caseIn('investigating', fine('50000'));
  file.on('2026-03-10', 'handlerA', 'submitFinalReport', { overchargedYuan: '300' });
  file.on('2026-03-12', 'caseReviewer', 'recordReview');
  file.on('2026-03-13', 'responsible', 'approveProposal');
  file.on('2026-03-16', 'handlerA', 'serveNotice', { refundAmountYuan: '300' });
  file.tick('2026-03-23T16:00:00.000Z');
  file.on('2026-03-24', 'responsible', 'orderRefund');
  expect(file.record.milestones).toHaveProperty('refundOrdered');
  return file;
}
const warning: JsonObject = { kinds: ['warning'], discretionTier: 'ordinary', reasons: '初次违法' };

describe('an act and its withdrawal leave the record as it was', () => {
  test.each<[what: string, before: () => CaseWalk, on: string, who: Staff, body?: JsonObject]>([
    ['recordStatement', () => caseIn('notice_served'), '2026-03-17', 'handlerA'],
    ['requestHearing', () => caseIn('notice_served'), '2026-03-17', 'handlerA'],
    ['waiveRights', () => caseIn('notice_served'), '2026-03-17', 'handlerA'],
    ['serveNotice', () => caseIn('notice_approved'), '2026-03-16', 'handlerA'],
    ['recordEvidence', () => caseIn('investigating'), '2026-03-09', 'handlerA'],
    ['sendForExamination', () => caseIn('investigating'), '2026-03-09', 'handlerA'],
    ['preserveEvidence', () => caseIn('investigating'), '2026-03-09', 'handlerA'],
    ['suspendInvestigation', () => caseIn('investigating'), '2026-03-09', 'responsible'],
    ['confirmSuspension', suspended, '2026-03-20', 'responsible'],
    ['resumeInvestigation', suspended, '2026-03-20', 'handlerA'],
    ['extendDecision', () => caseIn('investigating'), '2026-03-20', 'responsible'],
    ['handOverHearingFile', presiderNamed, '2026-03-19', 'handlerA'],
    ['serveHearingNotice', presiderNamed, '2026-03-19', 'presider', { planned: '2026-04-08', place: '听证室', proof: '回证', announcedOn: '2026-03-19', isPublic: true }],
    ['recordRefund', refundOrdered, '2026-03-26', 'handlerA'],
    ['publishServiceNotice', () => caseIn('serving'), '2026-03-26', 'handlerA'],
  ])('%s', (what, before, on, who, body = {}) => {
    const file = before();
    file.tick(`${on}T03:00:00.000Z`);
    const was = left(file.record);
    expect(file.on(on, who, what, body)).toMatchObject({ accepted: true });
    expect(left(file.record)).not.toEqual(was);
    expect(withdraw(file, on, what)).toMatchObject({ accepted: true, stage: was.stage });
    expect(left(file.record)).toEqual(was);
    // and it can be recorded again
    expect(file.on(on, who, what, body)).toMatchObject({ accepted: true });
  });

  test('recordService of a warning, which is not published, and recordPerformance of it', () => {
    const file = caseIn('serving', warning);
    const was = left(file.record);
    file.on('2026-03-25', 'handlerA', 'recordService');
    const served = left(file.record);
    file.on('2026-03-26', 'handlerA', 'recordPerformance');
    expect(file.record.stage).toBe('closing');
    expect(withdraw(file, '2026-03-27', 'recordService')).toMatchObject({ code: 'WITHDRAWAL_BUILT_UPON' });
    expect(withdraw(file, '2026-03-27', 'recordPerformance')).toMatchObject({ accepted: true });
    expect(left(file.record)).toEqual(served);
    expect(withdraw(file, '2026-03-27', 'recordService')).toMatchObject({ accepted: true });
    expect(left(file.record)).toEqual(was);
  });

  test('recordCourtOutcome, where the court enforced nothing and nobody was told', () => {
    const file = caseIn('performing', fine('50000'));
    file.tick('2026-06-30T16:00:00.000Z');
    file.on('2026-07-02', 'handlerA', 'serveDemand');
    file.tick('2026-10-09T04:00:00.000Z');
    expect(file.on('2026-10-09', 'responsible', 'applyToCourt')).toMatchObject({ accepted: true });
    const was = left(file.record);
    expect(file.on('2026-10-20', 'remedyOfficer', 'recordCourtOutcome', { outcome: 'enforcement_ended', performedInFull: false })).toMatchObject({ accepted: true });
    expect(withdraw(file, '2026-10-21', 'recordCourtOutcome')).toMatchObject({ accepted: true, stage: 'court_applied' });
    expect(left(file.record)).toEqual(was);
  });
});

describe('what passed meanwhile is told by the same step, with its own date', () => {
  test('a statement that was never made: the right had been waived on the last day of the period', () => {
    const file = caseIn('notice_served');
    file.on('2026-03-17', 'handlerA', 'recordStatement');
    expect(withdraw(file, '2026-03-27', 'recordStatement')).toMatchObject({ accepted: true });
    expect(file.record).toMatchObject({ stage: 'decision_pending', stageSince: '2026-03-23', milestones: { rightsWaived: '2026-03-23' } });
    expect(changes(file)).toEqual(expect.arrayContaining([expect.objectContaining({ clock: 'statement', change: 'reinstated', oldDueDate: '2026-03-23', dueDate: '2026-03-23' })]));
    expect(file.given.at(-1)?.entries.filter(({ kind }) => kind === 'deadline').map(({ what, occurredOn }) => `${what} ${occurredOn}`)).toContain('statement-period 2026-03-23');
  });

  test('an extension that was never granted: the duty is overdue since the shorter date', () => {
    const file = caseIn('investigating');
    file.on('2026-05-20', 'responsible', 'extendDecision');
    file.tick('2026-06-10T04:00:00.000Z');
    expect(file.clock('decision')).toMatchObject({ state: 'running', dueDate: '2026-07-03' });
    expect(withdraw(file, '2026-06-10', 'extendDecision')).toMatchObject({ accepted: true });
    expect(file.clock('decision')).toMatchObject({ state: 'lapsed', dueDate: '2026-06-03', extensions: [] });
    expect(changes(file)).toMatchObject([{ clock: 'decision', change: 'corrected', oldDueDate: '2026-07-03', dueDate: '2026-06-03' }]);
  });

  test('a result of an examination that is still out: the lapse that came of it was none', () => {
    const file = caseIn('investigating');
    file.on('2026-03-10', 'handlerA', 'sendForExamination');
    file.on('2026-03-20', 'handlerA', 'recordExamination');
    file.tick('2026-06-30T16:00:00.000Z');
    expect(file.clock('decision')).toMatchObject({ state: 'lapsed' });
    expect(withdraw(file, '2026-07-01', 'recordExamination')).toMatchObject({ accepted: true });
    expect(file.clock('decision')).toMatchObject({ state: 'paused', pauses: [{ from: '2026-03-10', to: null }] });
    // the result comes after all: the days that were left are left
    expect(file.on('2026-07-06', 'handlerA', 'recordExamination')).toMatchObject({ accepted: true });
    expect(file.clock('decision')).toMatchObject({ state: 'running' });
  });

  test('a notice that was never served takes its waiver by lapse with it', () => {
    const file = caseIn('notice_approved');
    const was = left(file.record);
    file.on('2026-03-16', 'handlerA', 'serveNotice');
    file.tick('2026-03-23T16:00:00.000Z');
    expect(file.record.stage).toBe('decision_pending');
    expect(withdraw(file, '2026-03-25', 'serveNotice')).toMatchObject({ accepted: true, stage: 'notice_approved' });
    expect(left(file.record)).toEqual(was);
  });
});

describe('a withdrawal is refused', () => {
  test('by whom it was proposed, and without the role', () => {
    const file = caseIn('notice_served');
    file.on('2026-03-17', 'handlerA', 'recordStatement');
    expect(file.on('2026-03-18', 'responsible', 'withdrawFact', { entry: entryOf(file, 'recordStatement'), ...paper, proposedBy: 'responsible' })).toMatchObject({ code: 'SECOND_PERSON_REQUIRED' });
    expect(withdraw(file, '2026-03-18', 'recordStatement', 'handlerA')).toMatchObject({ code: 'FORBIDDEN_ROLE' });
  });

  test.each([['a decision', 'approveProposal'], ['an event', 'clueFound'], ['a review', 'recordReview']])('of %s', (_title, what) => {
    expect(withdraw(caseIn('notice_served'), '2026-03-18', what)).toMatchObject({ code: 'ENTRY_NOT_WITHDRAWABLE', field: '/entry', rule: 'fact-withdrawal' });
  });

  test('twice', () => {
    const file = caseIn('notice_served');
    file.on('2026-03-17', 'handlerA', 'recordStatement');
    expect(withdraw(file, '2026-03-18', 'recordStatement')).toMatchObject({ accepted: true });
    expect(withdraw(file, '2026-03-18', 'recordStatement')).toMatchObject({ code: 'ENTRY_NOT_WITHDRAWABLE' });
  });

  test('where other files were told', () => {
    expect(withdraw(caseIn('performing'), '2026-03-27', 'recordService')).toMatchObject({ code: 'WITHDRAWAL_TOLD_ELSEWHERE', rule: 'fact-withdrawal' });
  });

  test.each<[string, (file: CaseWalk) => void]>([
    ['people have moved the file since', (file) => void file.on('2026-03-18', 'handlerA', 'recordRecheck')],
    ['a second statement stands on it', (file) => void file.on('2026-03-18', 'handlerA', 'recordStatement')],
  ])('where %s, until that is withdrawn', (_title, later) => {
    const file = caseIn('notice_served');
    file.on('2026-03-17', 'handlerA', 'recordStatement');
    const first = entryOf(file, 'recordStatement');
    later(file);
    expect(file.on('2026-03-19', 'responsible', 'withdrawFact', { entry: first, ...paper })).toMatchObject({ code: 'WITHDRAWAL_BUILT_UPON' });
  });

  test('of a pause that somebody ended: its end goes first', () => {
    const file = caseIn('investigating');
    const was = left(file.record);
    file.on('2026-03-10', 'handlerA', 'sendForExamination');
    file.on('2026-03-20', 'handlerA', 'recordExamination');
    expect(withdraw(file, '2026-03-21', 'sendForExamination')).toMatchObject({ code: 'WITHDRAWAL_BUILT_UPON' });
    expect(withdraw(file, '2026-03-21', 'recordExamination')).toMatchObject({ accepted: true });
    expect(withdraw(file, '2026-03-21', 'sendForExamination')).toMatchObject({ accepted: true });
    expect(left(file.record)).toEqual(was);
  });
});

describe('corrections and withdrawals go together', () => {
  test('a fact whose date was corrected is withdrawn with the corrected date', () => {
    const file = caseIn('investigating');
    const was = left(file.record);
    file.on('2026-03-12', 'handlerA', 'sendForExamination');
    expect(file.on('2026-03-13', 'responsible', 'correctDate', { entry: entryOf(file, 'sendForExamination'), trueDate: '2026-03-11', reason: '收据', document: '收据1号' })).toMatchObject({ accepted: true });
    expect(withdraw(file, '2026-03-13', 'sendForExamination')).toMatchObject({ accepted: true });
    expect(left(file.record)).toEqual(was);
  });

  test('what was withdrawn has no date to correct', () => {
    const file = caseIn('investigating');
    file.on('2026-03-12', 'handlerA', 'sendForExamination');
    withdraw(file, '2026-03-13', 'sendForExamination');
    expect(file.on('2026-03-13', 'responsible', 'correctDate', { entry: entryOf(file, 'sendForExamination'), trueDate: '2026-03-11', reason: '收据', document: '收据1号' })).toMatchObject({ code: 'ENTRY_NOT_CORRECTABLE' });
  });

  test('a measure that was released by a lapse which was none is under way again', () => {
    const file = caseIn('investigating');
    file.on('2026-03-10', 'handlerA', 'preserveEvidence');
    file.tick('2026-03-19T16:00:00.000Z');
    expect(file.record.facts).toMatchObject({ preservation: { ended: { how: 'released_by_law' } } });
    const deadlineId = file.given.flatMap(({ deadlines }) => deadlines).findLast(({ clock }) => clock === 'preservation')?.id ?? '';
    expect(file.on('2026-03-20', 'responsible', 'correctLapse', { deadlineId, cause: { kind: 'done_in_time', doneOn: '2026-03-18' }, proposedBy: 'handler-a', reason: '已处理', document: '通知书' })).toMatchObject({ accepted: true });
    expect(file.record.facts).toMatchObject({ preservation: { ended: null } });
    expect(file.on('2026-03-20', 'handlerA', 'disposePreserved', {}, '2026-03-18')).toMatchObject({ accepted: true });
  });
});
