import { describe, expect, test } from 'vitest';
import { openActs } from '../../domain/chart/chart.ts';
import { enforcementCaseChart } from '../../domain/charts/enforcement-case.ts';
import { additionalFine } from '../../domain/deadlines/additional-fine.ts';
import { computeDeadline } from '../../domain/deadlines/compute-deadline.ts';
import { defaultCalendar } from '../../domain/calendar/default-calendar.ts';
import { findAccrual, findRule } from '../../domain/rules/find-rule.ts';
import { rules } from '../support/law.ts';
import { rungsTold } from '../support/walk.ts';
import { caseIn, fine, staff } from '../support/case.ts';

describe('acceptance scenario 5', () => {
  test('Test sent day 20, result day 41: case-decide due date moves by 21 days; overlapping suspension is not counted twice', () => {
    const file = caseIn('investigating');
    expect(file.clock('decision')).toMatchObject({ triggerOn: '2026-03-05', targetDate: '2026-06-03' });
    file.on('2026-03-25', 'handlerA', 'sendForExamination', { matter: '菌落总数', institution: '检验所', document: '期间告知书' });
    expect(file.clock('decision')).toMatchObject({ state: 'paused' });
    expect(file.on('2026-03-26', 'responsible', 'extendDecision', { reason: '复杂' })).toMatchObject({ code: 'CLOCK_NOT_RUNNING' });
    file.on('2026-03-30', 'responsible', 'suspendInvestigation', { ground: 'party_missing', reason: '下落不明' });
    file.on('2026-04-08', 'handlerA', 'resumeInvestigation', { reason: '已联系' });
    expect(file.clock('decision')).toMatchObject({ state: 'paused' });
    file.on('2026-04-15', 'handlerA', 'recordExamination', { result: '不合格' });
    expect(file.clock('decision')).toMatchObject({
      state: 'running', targetDate: '2026-06-24', dueDate: '2026-06-24',
      pauses: [{ ground: 'testing', from: '2026-03-25', to: '2026-04-15' }, { ground: 'suspension', from: '2026-03-30', to: '2026-04-08' }],
    });
    const change = file.given.at(-1)?.entries.at(-1)?.content['clocks'];
    expect(change).toMatchObject([{ change: 'resumed', oldDueDate: '2026-06-03', dueDate: '2026-06-24' }]);
  });
});

describe('acceptance scenario 6', () => {
  test('Fine of exactly 100,000 yuan for a company → hearing right must be in the notice; decision blocked otherwise', () => {
    const file = caseIn('notice_approved', fine('100000'));
    const untold = { hearingRightTold: false };
    expect(file.on('2026-03-16', 'handlerA', 'serveNotice', untold)).toMatchObject({ accepted: false, code: 'HEARING_RIGHT_NOT_TOLD', rule: 'hearing-right-scope', field: '/hearingRightTold' });
    expect(file.on('2026-03-16', 'handlerA', 'serveNotice')).toMatchObject({ accepted: true });
    // a record in which the notice lacks it, however that came about
    file.record = { ...file.record, facts: { ...file.record.facts, notice: { ...(file.record.facts['notice'] as object), hearingRightTold: false, told: ['penalty', 'facts', 'reasons', 'basis', 'rights'] } } };
    expect(file.on('2026-03-24', 'responsible', 'decidePenalty')).toMatchObject({ accepted: false, code: 'HEARING_RIGHT_NOT_TOLD' });
  });

  test('one fen below the line needs none', () => {
    const file = caseIn('under_review', fine('99999.99'));
    expect(file.on('2026-03-12', 'caseReviewer', 'recordReview')).toMatchObject({ accepted: true });
    file.on('2026-03-13', 'responsible', 'approveProposal');
    expect(file.on('2026-03-16', 'handlerA', 'serveNotice', { hearingRightTold: false })).toMatchObject({ accepted: true });
    expect(file.on('2026-03-24', 'responsible', 'decidePenalty')).toMatchObject({ accepted: true, stage: 'decided' });
  });
});

describe('acceptance scenario 7', () => {
  test('Notice served on 2026-09-18; silence → waived after 2026-09-24; decision allowed from 2026-09-25 (`earliestActionDate`), a rest day (Mid-Autumn), so in practice 2026-09-28', () => {
    const file = caseIn('under_review', fine('50000'));
    file.on('2026-09-14', 'caseReviewer', 'recordReview');
    file.on('2026-09-15', 'responsible', 'approveProposal');
    file.on('2026-09-18', 'handlerA', 'serveNotice');
    expect(file.clock('statement')).toMatchObject({ dueDate: '2026-09-24' });
    expect(computeDeadline({ rule: findRule('statement-period', '2026-09-18', rules), trigger: '2026-09-18', calendar: defaultCalendar })).toMatchObject({
      earliestActionDate: '2026-09-25', earliestWorkingDay: { date: '2026-09-28' },
    });
    file.tick('2026-09-24T15:59:59.999Z');
    expect(file.record.stage).toBe('notice_served');
    file.tick('2026-09-24T16:00:00.000Z');
    expect(file.record).toMatchObject({ stage: 'decision_pending', milestones: { rightsWaived: '2026-09-24' } });
    const told = rungsTold(file);
    expect(told).toEqual(expect.arrayContaining(['statement-period lapse 2026-09-24', 'hearing-request lapse 2026-09-24']));
    // said on the 25th of the 24th: too early; on the 25th itself, a rest day: allowed
    expect(file.on('2026-09-25', 'responsible', 'decidePenalty', {}, '2026-09-24')).toMatchObject({ code: 'TOO_EARLY', earliestOn: '2026-09-25', rule: 'statement-period' });
    expect(file.on('2026-09-25', 'responsible', 'decidePenalty')).toMatchObject({ accepted: true, stage: 'decided' });
  });

  test('a written waiver ends the waiting', () => {
    const file = caseIn('notice_served');
    file.on('2026-03-17', 'handlerA', 'waiveRights');
    expect(file.record).toMatchObject({ stage: 'decision_pending' });
    expect(file.record.deadlines.map(({ clock }) => clock)).toEqual(['decision']);
    file.on('2026-03-17', 'responsible', 'referToCollective');
    file.on('2026-03-17', 'meeting', 'recordCollectiveDiscussion');
    expect(file.on('2026-03-17', 'responsible', 'decidePenalty')).toMatchObject({ stage: 'decided' });
  });

  test('a statement that was rechecked quickly does not shorten what is left of the five days', () => {
    const file = caseIn('under_review', fine('50000'));
    file.on('2026-03-12', 'caseReviewer', 'recordReview');
    file.on('2026-03-13', 'responsible', 'approveProposal');
    file.on('2026-03-16', 'handlerA', 'serveNotice', { hearingRightTold: false });
    file.on('2026-03-17', 'handlerA', 'recordStatement');
    file.on('2026-03-18', 'handlerA', 'recordRecheck');
    expect(file.on('2026-03-18', 'responsible', 'decidePenalty')).toMatchObject({ code: 'TOO_EARLY', earliestOn: '2026-03-24' });
    expect(file.on('2026-03-20', 'handlerB', 'recordStatement', { content: '补充意见' })).toMatchObject({ stage: 'rechecking' });
  });
});

describe('acceptance scenario 8', () => {
  test('Handler tries to review own case → refused. First-time legal reviewer without qualification → refused', () => {
    const file = caseIn('under_review', fine('50000'));
    file.tick('2026-03-12T04:00:00.000Z');
    const opinion = { outcome: 'agree', opinion: '同意', points: { jurisdiction: true, party: true, facts_and_evidence: true, characterisation: true, legal_basis: true, procedure: true, proportionality: true } };
    expect(file.act(staff.handlingReviewer, 'recordReview', opinion)).toMatchObject({ accepted: false, code: 'REVIEWER_IS_HANDLER', rule: 'review-separation' });
    const serious = caseIn('under_review');
    expect(serious.on('2026-03-12', 'beginner', 'recordReview')).toMatchObject({ accepted: false, code: 'LEGAL_QUALIFICATION_REQUIRED', rule: 'legal-reviewer-qualification' });
    expect(serious.on('2026-03-12', 'legalReviewer', 'recordReview')).toMatchObject({ accepted: true });
  });

  test('a handler may raise a case to legal review by naming a ground', () => {
    const file = caseIn('investigating', fine('50000'));
    file.on('2026-03-10', 'handlerA', 'submitFinalReport', { majorGrounds: ['major_public_interest'] });
    expect(file.on('2026-03-11', 'caseReviewer', 'recordReview')).toMatchObject({ code: 'LEGAL_REVIEW_REQUIRED' });
  });
});

describe('acceptance scenario 9', () => {
  test('Day 90 passes: nothing is decided automatically; extension dialog, ladder, audit', () => {
    const early = caseIn('investigating');
    expect(openActs(enforcementCaseChart, early.record.stage)).toContain('extendDecision');
    const file = caseIn('investigating');
    file.tick('2026-08-01T00:00:00.000Z');
    expect(file.record).toMatchObject({ stage: 'investigating' });
    expect(file.record.milestones['penaltyDecided']).toBeUndefined();
    expect(file.clock('decision')).toMatchObject({ state: 'lapsed', dueDate: '2026-06-03', closedSeq: null });
    const told = rungsTold(file).filter((line) => line.startsWith('case-decide'));
    // each rung left its own entry, with whom it told and the source
    const audit = file.given.flatMap(({ entries }) => entries).filter(({ what }) => what === 'case-decide');
    expect(audit.map(({ deadlineKey }) => deadlineKey?.rung)).toEqual(['remind_70', 'remind_90', 'lapse', 'overdue_3', 'overdue_10']);
    expect(audit.find(({ deadlineKey }) => deadlineKey?.rung === 'lapse')?.content).toMatchObject({ onLapse: 'AGENCY_OVERDUE', told: ['responsible_person'], outcome: 'lapsed', from: 'investigating', to: 'investigating' });
    expect(told).toEqual(['case-decide remind_70 2026-05-07', 'case-decide remind_90 2026-05-25', 'case-decide lapse 2026-06-03', 'case-decide overdue_3 2026-06-08', 'case-decide overdue_10 2026-06-17']);
    expect(file.on('2026-08-03', 'responsible', 'extendDecision', { reason: '复杂' })).toMatchObject({ code: 'CLOCK_NOT_RUNNING' });
    // the duty goes on: the case can still be decided, late
    expect(file.on('2026-08-03', 'handlerA', 'submitFinalReport')).toMatchObject({ stage: 'under_review' });
  });

  test('the ninety days are extended by thirty once, then by the meeting with a date', () => {
    const file = caseIn('investigating');
    file.on('2026-05-20', 'responsible', 'extendDecision', { reason: '案情复杂' });
    expect(file.clock('decision')).toMatchObject({ targetDate: '2026-07-03', extensions: [{ amount: 30, approvedBy: 'responsible_person' }] });
    expect(file.on('2026-05-21', 'responsible', 'extendDecision', { reason: '再延' })).toMatchObject({ code: 'DEADLINE_REFUSED', rule: 'case-decide' });
  });

  test('the ten days of a review pass: it is escalated and never passes', () => {
    const file = caseIn('under_review');
    expect(file.clock('review')).toMatchObject({ dueDate: '2026-03-24' });
    file.tick('2026-04-30T00:00:00.000Z');
    expect(file.record).toMatchObject({ stage: 'under_review', facts: { reviewPassed: null } });
    expect(rungsTold(file).filter((line) => line.startsWith('review-complete'))).toEqual([
      'review-complete remind_70 2026-03-19', 'review-complete remind_90 2026-03-23', 'review-complete lapse 2026-03-24', 'review-complete overdue_3 2026-03-27', 'review-complete overdue_10 2026-04-08',
    ]);
  });
});

describe('acceptance scenario 10', () => {
  test('Unpaid fine: accrual from the day after the legal due date (day 16, later where the last day rolls), capped on overdue day 34, frozen while reconsideration is pending', () => {
    const file = caseIn('serving');
    // 15 days from 09-20 end on 10-05, in National Day: they roll to 10-08
    file.on('2026-09-21', 'handlerA', 'recordService', {}, '2026-09-20');
    expect(file.clock('payment')).toMatchObject({ targetDate: '2026-10-05', dueDate: '2026-10-08' });
    file.tick('2026-10-08T16:00:00.000Z');
    expect(file.record).toMatchObject({ stage: 'overdue', milestones: { paymentOverdue: '2026-10-08' } });
    file.on('2026-10-09', 'handlerA', 'recordPayment', { amountYuan: '0.01', paidOn: '2026-10-09', receiptNo: 'A0' });
    expect(file.record.facts['balance']).toMatchObject({ additionalFineYuan: '3600.00' });
    file.on('2026-12-30', 'handlerA', 'serveDemand');
    expect(file.record.facts['demand']).toMatchObject({ balance: { additionalFineYuan: '120000.00', outstandingYuan: '239999.99' } });
  });

  test('the cap is reached on overdue day 34; while reconsideration is pending nothing is added', () => {
    const rule = findAccrual('additional-fine', '2026-10-08', rules);
    const fine = { fineYuan: '120000', dueDate: '2026-10-08', rule };
    expect(additionalFine({ ...fine, asOf: '2026-11-10' })).toMatchObject({ overdueDays: 33, amountYuan: '118800.00', capped: false });
    expect(additionalFine({ ...fine, asOf: '2026-11-11' })).toMatchObject({ overdueDays: 34, amountYuan: '120000.00', capped: true });
    const frozen = [{ ground: 'reconsideration' as const, from: '2026-10-12', to: '2026-11-20' }];
    expect(additionalFine({ ...fine, frozen, asOf: '2026-11-19' }).amountYuan).toBe(additionalFine({ ...fine, asOf: '2026-10-11' }).amountYuan);
    expect(additionalFine({ ...fine, frozen, asOf: '2026-11-20' }).amountYuan).toBe(additionalFine({ ...fine, asOf: '2026-10-12' }).amountYuan);
  });
});

describe('acceptance scenario 11', () => {
  test('Nobody sues: court window opens 6 MO after service, closes 3 MO later; missing it ends in window_missed', () => {
    const file = caseIn('serving');
    file.on('2026-03-25', 'handlerA', 'recordService');
    file.tick('2026-04-15T00:00:00.000Z');
    file.on('2026-04-16', 'handlerA', 'serveDemand');
    expect(file.clock('demand')).toMatchObject({ dueDate: '2026-04-30' });
    expect(file.on('2026-04-20', 'responsible', 'applyToCourt')).toMatchObject({ code: 'TOO_EARLY', rule: 'demand-performance' });
    expect(file.on('2026-05-08', 'responsible', 'applyToCourt')).toMatchObject({ code: 'COURT_WINDOW_CLOSED', rule: 'court-apply-window' });
    // six months from 03-25 end on 09-25, a rest day, and roll to 09-28; three more end on 12-28
    file.tick('2026-09-28T16:00:00.000Z');
    expect(file.record.milestones).toMatchObject({ remedyPeriodsExpired: '2026-09-28' });
    expect(file.clock('courtWindow')).toMatchObject({ triggerOn: '2026-09-28', dueDate: '2026-12-28' });
    file.tick('2026-12-28T16:00:00.000Z');
    expect(rungsTold(file).filter((line) => line.startsWith('court-apply-window'))).toEqual([
      'court-apply-window left_60 2026-10-29', 'court-apply-window left_30 2026-11-28', 'court-apply-window left_10 2026-12-18', 'court-apply-window lapse 2026-12-28',
    ]);
    expect(file.record.stage).toBe('window_missed');
    expect(file.on('2026-12-30', 'responsible', 'reviewMissedWindow', { findings: '承办人疏忽', measures: '约谈' })).toMatchObject({ stage: 'closing' });
    file.on('2026-12-30', 'handlerA', 'submitClosureForm');
    expect(file.record.facts['closure']).toMatchObject({ reason: 'other' });
  });

  test('inside the window the court is asked, and what it did closes the case', () => {
    const file = caseIn('serving');
    file.on('2026-03-25', 'handlerA', 'recordService');
    file.tick('2026-04-15T00:00:00.000Z');
    file.on('2026-04-16', 'handlerA', 'serveDemand');
    expect(file.on('2026-10-08', 'responsible', 'applyToCourt')).toMatchObject({ stage: 'court_applied' });
    expect(file.clock('courtWindow')).toBeUndefined();
    expect(file.on('2026-11-10', 'remedyOfficer', 'recordCourtOutcome', { outcome: 'enforced', performedInFull: true, document: '裁定' })).toMatchObject({ stage: 'closing' });
    expect(file.given.at(-1)?.effects).toMatchObject([{ name: 'obligationsPerformed', payload: { on: '2026-11-10' } }]);
  });
});
