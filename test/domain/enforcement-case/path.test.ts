import { describe, expect, test } from 'vitest';
import { derivedFileId } from '../../../domain/ids.ts';
import { rungsTold } from '../../support/walk.ts';
import { minorAndCorrected } from '../../support/inspection.ts';
import { caseIn, fine, openCase } from '../../support/case.ts';

describe('the path of a case', () => {
  test('a fine that is not paid grows by 3 percent a day and is paid after the demand; the case is closed and archived', () => {
    const file = caseIn('performing');
    expect(file.clock('payment')).toMatchObject({ dueDate: '2026-04-09', state: 'running' });
    file.tick('2026-04-10T00:00:00.000Z');
    expect(file.record).toMatchObject({ stage: 'overdue', milestones: { paymentOverdue: '2026-04-09' } });
    // 04-10 to 04-14: five days of 3 % of 120,000
    expect(file.on('2026-04-14', 'handlerA', 'serveDemand')).toMatchObject({ accepted: true, stage: 'demanded' });
    expect(file.record.facts['demand']).toMatchObject({ balance: { additionalFineYuan: '18000.00', outstandingYuan: '138000.00' } });
    expect(file.on('2026-04-16', 'handlerA', 'recordPayment', { amountYuan: '100000', paidOn: '2026-04-15', receiptNo: 'A1' })).toMatchObject({ accepted: true, outcome: 'partly' });
    expect(file.record.facts['balance']).toMatchObject({ fineOutstandingYuan: '20000.00', additionalFineYuan: '21600.00' });
    // five more days of 3 % of what was left, 20,000
    expect(file.on('2026-04-20', 'handlerA', 'recordPayment', { amountYuan: '44600.01', paidOn: '2026-04-20', receiptNo: 'A2' })).toMatchObject({ code: 'PAYMENT_TOO_HIGH' });
    const paid = file.on('2026-04-20', 'handlerA', 'recordPayment', { amountYuan: '44600', paidOn: '2026-04-20', receiptNo: 'A2' });
    expect(paid).toMatchObject({ accepted: true, outcome: 'performed', stage: 'closing' });
    expect(file.record.facts['balance']).toMatchObject({ outstandingYuan: '0.00', additionalFineYuan: '24600.00', paidYuan: '144600.00' });
    expect(file.record.deadlines.map(({ clock }) => clock)).toEqual(['closure']);
    expect(file.on('2026-04-21', 'handlerA', 'submitClosureForm')).toMatchObject({ stage: 'closure_approval' });
    expect(file.on('2026-04-22', 'responsible', 'closeCase')).toMatchObject({ stage: 'archived' });
    expect(file.record.facts['closure']).toMatchObject({ reason: 'performed' });
    expect(file.record.deadlines).toEqual([]);
    expect(file.record.tasks).toEqual([]);
  });

  test('a fine paid in time bears no additional fine, also when the receipt is recorded later', () => {
    const file = caseIn('performing');
    file.tick('2026-04-10T00:00:00.000Z');
    const paid = file.on('2026-04-13', 'handlerA', 'recordPayment', { amountYuan: '120000', paidOn: '2026-04-09', receiptNo: 'A1' });
    expect(paid).toMatchObject({ accepted: true, outcome: 'performed', stage: 'closing' });
    expect(file.record.facts['balance']).toMatchObject({ additionalFineYuan: '0.00', outstandingYuan: '0.00' });
  });

  test('service opens the file of publication and credit, performance is told to it', () => {
    const file = caseIn('performing');
    const served = file.given.at(-1);
    expect(served?.effects).toMatchObject([
      {
        toType: 'creditRecord',
        name: 'publicationDue',
        payload: {
          caseFileId: file.record.id, decisionNo: '示市监处罚〔2026〕1号', party: { name: '示例食品有限公司', uscc: '91350100M000100Y43' }, violationType: '经营超过保质期的食品',
          penaltyKinds: ['fine'], fineYuan: '120000', discretionTier: 'ordinary', domain: 'food', decidedOn: '2026-03-24', servedOn: '2026-03-25', summary: '经营超过保质期的食品,罚款',
        },
      },
    ]);
    const creditRecordId = derivedFileId('creditRecord', { fileId: file.record.id, seq: file.record.seq, n: 1 });
    expect(served?.effects[0]?.toFileId).toBe(creditRecordId);
    expect(file.record.facts).toMatchObject({ creditRecordId });
    file.on('2026-04-01', 'handlerA', 'recordPayment', { amountYuan: '120000', paidOn: '2026-03-31', receiptNo: 'A1' });
    expect(file.given.at(-1)?.effects).toMatchObject([{ toFileId: creditRecordId, name: 'obligationsPerformed', payload: { on: '2026-03-31' } }]);
  });

  test('a warning alone is not published, and is performed when it was taken note of', () => {
    const file = caseIn('performing', { kinds: ['warning'], discretionTier: 'lenient', reasons: '初次、轻微' });
    expect(file.given.at(-1)?.effects).toEqual([]);
    expect(file.clock('payment')).toBeUndefined();
    expect(file.on('2026-03-26', 'handlerA', 'recordPerformance', { what: '已知悉', document: '回证' })).toMatchObject({ stage: 'closing' });
  });

  test('a clue that needs no case ends with the decision not to file', () => {
    const file = openCase();
    file.on('2026-03-03', 'unitHead', 'assignHandlers');
    expect(file.on('2026-03-04', 'responsible', 'declineFiling', { ground: 'minor_corrected_no_harm', reason: '已改正' })).toMatchObject({ stage: 'not_filed' });
    expect(file.record.deadlines).toEqual([]);
  });

  test('a clue may come from a complaint as well; its clock starts when the material was received', () => {
    const file = openCase();
    const other = openCase();
    expect(file.clock('clueVerification')).toMatchObject({ triggerOn: '2026-03-02', dueDate: '2026-03-23' });
    other.record = { ...other.record, seq: 0, stage: 'none', stageSince: null, facts: {}, deadlines: [], tasks: [], milestones: {} };
    const clue = { source: 'complaint', target: { name: '示例食品有限公司', uscc: '91350100M000100Y43' }, suspicion: '投诉' };
    expect(other.on('2026-03-03', 'handlerA', 'receiveClue', clue, '2026-03-02')).toMatchObject({ stage: 'clue_registered' });
    expect(other.clock('clueVerification')).toMatchObject({ dueDate: '2026-03-23' });
  });

  test('no penalty: the proposal needs a review, no notice, and the case is closed', () => {
    const file = caseIn('investigating');
    file.on('2026-03-10', 'handlerA', 'submitFinalReport', { proposal: { kind: 'no_penalty', ground: 'minor_corrected_no_harm', reason: '轻微' } });
    expect(file.on('2026-03-11', 'caseReviewer', 'recordReview')).toMatchObject({ stage: 'proposal_approval' });
    expect(file.on('2026-03-12', 'responsible', 'approveProposal')).toMatchObject({ outcome: 'noPenalty', stage: 'decision_pending' });
    expect(file.on('2026-03-12', 'responsible', 'decidePenalty')).toMatchObject({ code: 'NOTICE_REQUIRED' });
    const decided = file.on('2026-03-13', 'responsible', 'decideNoPenalty', { decisionNo: '示市监不罚〔2026〕1号', type: 'no_penalty', ground: 'minor_corrected_no_harm', reason: '轻微并改正', leniency: minorAndCorrected });
    expect(decided).toMatchObject({ stage: 'closing' });
    file.on('2026-03-16', 'handlerA', 'submitClosureForm');
    expect(file.record.facts['closure']).toMatchObject({ reason: 'no_penalty' });
  });

  test('a returned review sends the case back; every round is kept, and a new proposal voids what was passed and told', () => {
    const file = caseIn('under_review');
    expect(file.on('2026-03-11', 'legalReviewer', 'recordReview', { outcome: 'investigate_further', opinion: '补充进货记录' })).toMatchObject({ stage: 'investigating' });
    expect(file.clock('review')).toBeUndefined();
    file.on('2026-03-16', 'handlerA', 'submitFinalReport');
    expect(file.clock('review')).toMatchObject({ triggerOn: '2026-03-16', dueDate: '2026-03-30' });
    expect(file.on('2026-03-17', 'legalReviewer', 'recordReview')).toMatchObject({ stage: 'proposal_approval' });
    expect(file.record.facts['reviews']).toMatchObject([{ outcome: 'investigate_further', kind: 'legal' }, { outcome: 'agree', kind: 'legal' }]);
    expect(file.on('2026-03-18', 'responsible', 'approveProposal', { outcome: 'return' })).toMatchObject({ stage: 'investigating' });
    expect(file.record.facts['reviewPassed']).toBeNull();
  });

  test('a statement is rechecked; what was adopted may only make the penalty lighter', () => {
    const file = caseIn('notice_served');
    expect(file.on('2026-03-17', 'handlerA', 'recordStatement')).toMatchObject({ stage: 'rechecking' });
    expect(file.clock('recheck')).toMatchObject({ dueDate: '2026-03-24' });
    expect(file.on('2026-03-18', 'handlerA', 'recordRecheck', { adoption: 'partly', result: '部分采纳' })).toMatchObject({ stage: 'decision_pending' });
    file.on('2026-03-24', 'responsible', 'referToCollective');
    file.on('2026-03-24', 'meeting', 'recordCollectiveDiscussion');
    expect(file.on('2026-03-24', 'responsible', 'decidePenalty', { penalty: fine('120000.01') })).toMatchObject({ code: 'HEAVIER_THAN_NOTIFIED' });
    expect(file.on('2026-03-24', 'responsible', 'decidePenalty', { penalty: fine('100000') })).toMatchObject({ stage: 'decided' });
  });

  test('new facts in the recheck void review and notice: the case is investigated again', () => {
    const file = caseIn('notice_served');
    file.on('2026-03-17', 'handlerA', 'recordStatement');
    expect(file.on('2026-03-18', 'handlerA', 'recordRecheck', { newFacts: true, adoption: 'adopted', result: '另有事实' })).toMatchObject({ stage: 'investigating' });
    expect(file.clock('hearingRequest')).toBeUndefined();
    file.on('2026-03-19', 'handlerA', 'submitFinalReport');
    expect(file.record.facts['notice']).toBeNull();
  });

  test('service by public notice is complete on its thirtieth day, and from it the fine is to be paid', () => {
    const file = caseIn('serving');
    file.on('2026-03-25', 'handlerA', 'publishServiceNotice', { reason: 'party_missing', document: '公告1号' });
    expect(file.clock('service')).toBeUndefined();
    expect(file.on('2026-04-10', 'handlerA', 'recordService', { method: 'public_notice' })).toMatchObject({ code: 'NOT_DEEMED_SERVED' });
    expect(file.on('2026-04-27', 'handlerA', 'recordService', { method: 'public_notice' })).toMatchObject({ code: 'NOT_DEEMED_SERVED' });
    expect(file.on('2026-04-27', 'handlerA', 'recordService', { method: 'public_notice' }, '2026-04-24')).toMatchObject({ stage: 'performing' });
    expect(file.clock('payment')).toMatchObject({ triggerOn: '2026-04-24' });
  });
});

describe('the hearing', () => {
  function requested() {
    const file = caseIn('notice_served');
    expect(file.on('2026-03-18', 'handlerA', 'requestHearing')).toMatchObject({ stage: 'hearing_preparing' });
    return file;
  }

  test('stops the clock of the decision, runs with its own clocks, and goes through a second legal review', () => {
    const file = requested();
    expect(file.clock('decision')).toMatchObject({ state: 'paused', dueDate: '2026-06-03', rungs: [] });
    expect(file.record.deadlines.map(({ clock }) => clock).sort()).toEqual(['decision', 'presider']);
    expect(file.on('2026-03-19', 'responsible', 'namePresider', { presiderId: 'legal-reviewer' })).toMatchObject({ code: 'PRESIDER_UNKNOWN' });
    expect(file.on('2026-03-19', 'responsible', 'namePresider', { presiderId: 'presider' })).toMatchObject({ accepted: true });
    expect(file.on('2026-03-20', 'handlerA', 'handOverHearingFile', { volumes: '正卷一册' })).toMatchObject({ accepted: true });
    const notice = { planned: '2026-03-31', place: '听证室', proof: '回证', announcedOn: '2026-03-23' };
    // served on 03-23: seven working days end on 04-01
    expect(file.on('2026-03-23', 'presider', 'serveHearingNotice', notice)).toMatchObject({ code: 'TOO_EARLY', field: '/planned' });
    expect(file.on('2026-03-23', 'presider', 'serveHearingNotice', { ...notice, planned: '2026-04-02', announcedOn: '2026-03-30' })).toMatchObject({ accepted: false, code: 'TOO_EARLY', field: '/announcedOn' });
    expect(file.on('2026-03-23', 'presider', 'serveHearingNotice', { ...notice, planned: '2026-04-02' })).toMatchObject({ accepted: true });
    expect(file.on('2026-04-01', 'presider', 'holdHearing', { transcript: '笔录' })).toMatchObject({ code: 'TOO_EARLY' });
    expect(file.on('2026-04-02', 'presider', 'holdHearing', { transcript: '笔录' })).toMatchObject({ stage: 'hearing_held' });
    expect(file.on('2026-04-07', 'presider', 'submitHearingReport', { opinion: '建议维持' })).toMatchObject({ stage: 'post_hearing_review' });
    // 20 days, 03-18 to 04-07, are left out of the ninety
    expect(file.clock('decision')).toMatchObject({ state: 'running', targetDate: '2026-06-23', dueDate: '2026-06-23' });
    expect(file.on('2026-04-08', 'caseReviewer', 'recordReview')).toMatchObject({ code: 'LEGAL_REVIEW_REQUIRED' });
    expect(file.on('2026-04-08', 'legalReviewer', 'recordReview')).toMatchObject({ stage: 'decision_pending' });
  });

  test('a withdrawn hearing gives the right up: the decision follows with the review already passed', () => {
    const file = requested();
    expect(file.on('2026-03-20', 'responsible', 'terminateHearing', { ground: 'withdrawn', record: '书面撤回' })).toMatchObject({ stage: 'decision_pending' });
    expect(file.clock('decision')).toMatchObject({ state: 'running', dueDate: '2026-06-05' });
    expect(file.record.deadlines.map(({ clock }) => clock)).toEqual(['decision']);
  });

  test('can be asked for after a statement was rechecked, as long as the five days last', () => {
    const file = caseIn('notice_served');
    file.on('2026-03-17', 'handlerA', 'recordStatement');
    file.on('2026-03-18', 'handlerA', 'recordRecheck');
    expect(file.on('2026-03-23', 'handlerA', 'requestHearing')).toMatchObject({ stage: 'hearing_preparing' });
    const late = caseIn('notice_served');
    late.on('2026-03-17', 'handlerA', 'recordStatement');
    late.on('2026-03-18', 'handlerA', 'recordRecheck');
    expect(late.on('2026-03-24', 'handlerA', 'requestHearing')).toMatchObject({ code: 'PERIOD_PASSED' });
    expect(rungsTold(late)).toContain('hearing-request lapse 2026-03-23');
  });
});
