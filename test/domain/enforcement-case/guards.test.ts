import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../domain/json.ts';
import { caseIn, fine, points, staff, type Staff } from '../../support/case.ts';

interface Refused {
  readonly title: string;
  readonly stage: string;
  readonly day: string;
  readonly actor: Staff;
  readonly action: string;
  readonly change?: JsonObject;
  readonly code: string;
  readonly rule?: string;
  readonly field?: string;
}

const conditions = { initialEvidence: true, punishable: true, ownJurisdiction: true, withinLimitation: true };
const refused: readonly Refused[] = [
  { title: 'one handler is not enough', stage: 'clue_registered', day: '2026-03-03', actor: 'unitHead', action: 'assignHandlers', change: { officerIds: ['handler-a'] }, code: 'TWO_OFFICERS_REQUIRED', rule: 'two-officer-rule' },
  { title: 'a handler without a certificate', stage: 'clue_registered', day: '2026-03-03', actor: 'unitHead', action: 'assignHandlers', change: { officerIds: ['handler-a', 'handler-d'] }, code: 'CERTIFICATE_INVALID' },
  { title: 'handlers are named by the head of the unit', stage: 'clue_registered', day: '2026-03-03', actor: 'handlerA', action: 'assignHandlers', code: 'FORBIDDEN_ROLE' },
  ...Object.keys(conditions).map((condition) => ({
    title: `filing without ${condition}`, stage: 'clue_verifying', day: '2026-03-05', actor: 'responsible' as const, action: 'fileCase',
    change: { conditions: { ...conditions, [condition]: false } }, code: 'FILING_CONDITION_UNMET', rule: 'case-file-conditions', field: `/conditions/${condition}`,
  })),
  { title: 'a violation that ended more than two years before it was found', stage: 'clue_verifying', day: '2026-03-05', actor: 'responsible', action: 'fileCase', change: { violationEndedOn: '2024-03-01' }, code: 'PENALTY_TIME_BARRED', rule: 'limitation-two-years' },
  { title: 'five years where life or health was harmed', stage: 'clue_verifying', day: '2026-03-05', actor: 'responsible', action: 'fileCase', change: { violationEndedOn: '2021-03-01', harmsLifeOrHealth: true }, code: 'PENALTY_TIME_BARRED', rule: 'limitation-five-years' },
  { title: 'filing is for the responsible person', stage: 'clue_verifying', day: '2026-03-05', actor: 'unitHead', action: 'fileCase', code: 'FORBIDDEN_ROLE' },
  { title: 'a handler of another case', stage: 'investigating', day: '2026-03-06', actor: 'otherHandler', action: 'recordEvidence', code: 'NOT_ASSIGNED' },
  { title: 'discretion without reasons', stage: 'investigating', day: '2026-03-10', actor: 'handlerA', action: 'submitFinalReport', change: { proposal: { kind: 'penalty', penalty: { kinds: ['fine'], fineYuan: '1', discretionTier: 'ordinary', reasons: '' } } }, code: 'INVALID_BODY', field: '/proposal/penalty/reasons' },
  { title: 'discretion without a tier', stage: 'investigating', day: '2026-03-10', actor: 'handlerA', action: 'submitFinalReport', change: { proposal: { kind: 'penalty', penalty: { kinds: ['fine'], fineYuan: '1', reasons: '理由' } } }, code: 'INVALID_BODY', field: '/proposal/penalty/discretionTier' },
  { title: 'a fine without its sum', stage: 'investigating', day: '2026-03-10', actor: 'handlerA', action: 'submitFinalReport', change: { proposal: { kind: 'penalty', penalty: { kinds: ['fine'], discretionTier: 'ordinary', reasons: '理由' } } }, code: 'INVALID_BODY', field: '/proposal/penalty/fineYuan' },
  { title: 'a sum with three decimals', stage: 'investigating', day: '2026-03-10', actor: 'handlerA', action: 'submitFinalReport', change: { proposal: { kind: 'penalty', penalty: fine('1.001') } }, code: 'INVALID_BODY', field: '/proposal/penalty/fineYuan' },
  { title: 'a fine of nothing', stage: 'investigating', day: '2026-03-10', actor: 'handlerA', action: 'submitFinalReport', change: { proposal: { kind: 'penalty', penalty: fine('0.00') } }, code: 'INVALID_BODY', field: '/proposal/penalty/fineYuan' },
  { title: 'ending an examination that nobody began', stage: 'investigating', day: '2026-03-06', actor: 'handlerA', action: 'recordExamination', change: { result: '合格' }, code: 'CLOCK_NOT_PAUSED' },
  { title: 'agreeing with a point left open', stage: 'under_review', day: '2026-03-12', actor: 'legalReviewer', action: 'recordReview', change: { points: { jurisdiction: true, party: true, facts_and_evidence: true, characterisation: true, legal_basis: true, procedure: false, proportionality: true } }, code: 'REVIEW_NOT_PASSED', field: '/points/procedure' },
  { title: 'a serious case before a case reviewer', stage: 'under_review', day: '2026-03-12', actor: 'caseReviewer', action: 'recordReview', code: 'LEGAL_REVIEW_REQUIRED', rule: 'legal-review-required' },
  { title: 'a notice number that is none', stage: 'notice_approved', day: '2026-03-16', actor: 'handlerA', action: 'serveNotice', change: { noticeNo: '2026-1' }, code: 'INVALID_BODY', field: '/noticeNo' },
  { title: 'deciding while the party has its time', stage: 'notice_served', day: '2026-03-18', actor: 'responsible', action: 'decidePenalty', code: 'NOT_OPEN' },
  { title: 'a serious penalty without collective discussion', stage: 'notice_served', day: '2026-03-24', actor: 'responsible', action: 'decidePenalty', code: 'COLLECTIVE_DISCUSSION_REQUIRED', rule: 'decision-collective' },
  { title: 'a heavier penalty than announced', stage: 'notice_served', day: '2026-03-24', actor: 'responsible', action: 'decidePenalty', change: { penalty: fine('120000.01') }, code: 'HEAVIER_THAN_NOTIFIED', rule: 'statement-recheck' },
  { title: 'another kind of penalty than announced', stage: 'notice_served', day: '2026-03-24', actor: 'responsible', action: 'decidePenalty', change: { penalty: { kinds: ['fine', 'warning'], fineYuan: '120000', discretionTier: 'ordinary', reasons: '理由' } }, code: 'HEAVIER_THAN_NOTIFIED' },
  { title: 'a lighter penalty that nobody argued for', stage: 'notice_served', day: '2026-03-24', actor: 'responsible', action: 'decidePenalty', change: { penalty: fine('100000') }, code: 'NOT_AS_REVIEWED' },
  { title: 'no penalty against the proposal', stage: 'notice_served', day: '2026-03-24', actor: 'responsible', action: 'decideNoPenalty', change: { decisionNo: '〔2026〕1号', type: 'no_penalty', ground: 'no_fault', reason: '无' }, code: 'NOT_AS_REVIEWED' },
  { title: 'a statement after its five days', stage: 'notice_served', day: '2026-03-24', actor: 'handlerA', action: 'recordStatement', code: 'PERIOD_PASSED', rule: 'statement-period' },
  { title: 'an extension by the meeting before that of the responsible person', stage: 'collective_discussion', day: '2026-03-24', actor: 'meeting', action: 'recordCollectiveDiscussion', change: { conclusion: 'extend', days: 10 }, code: 'DEADLINE_REFUSED', rule: 'case-decide' },
  { title: 'an extension without a length', stage: 'collective_discussion', day: '2026-03-24', actor: 'meeting', action: 'recordCollectiveDiscussion', change: { conclusion: 'extend' }, code: 'INVALID_BODY', field: '/days' },
  { title: 'service without the notice of credit repair', stage: 'decided', day: '2026-03-24', actor: 'handlerA', action: 'prepareService', change: { repairNotice: false }, code: 'NOTICE_MISSING_IN_PACKAGE', field: '/repairNotice', rule: 'decision-publication-notice' },
  { title: 'service without the word that it will be published', stage: 'decided', day: '2026-03-24', actor: 'handlerA', action: 'prepareService', change: { publicationNotice: false }, code: 'NOTICE_MISSING_IN_PACKAGE', field: '/publicationNotice', rule: 'decision-publication-notice' },
  { title: 'service of a decision that does not name the remedies', stage: 'decided', day: '2026-03-24', actor: 'handlerA', action: 'prepareService', change: { contents: ['party', 'facts_and_evidence', 'adoption_of_defence', 'penalty_and_basis', 'performance', 'authority_and_date', 'seal'] }, code: 'DECISION_INCOMPLETE', field: '/contents', rule: 'decision-content' },
  { title: 'a payment before service', stage: 'performing', day: '2026-03-26', actor: 'handlerA', action: 'recordPayment', change: { amountYuan: '1', paidOn: '2026-03-24', receiptNo: 'A1' }, code: 'PAYMENT_DATE', field: '/paidOn' },
  { title: 'a payment in the future', stage: 'performing', day: '2026-03-26', actor: 'handlerA', action: 'recordPayment', change: { amountYuan: '1', paidOn: '2026-03-27', receiptNo: 'A1' }, code: 'PAYMENT_DATE' },
  { title: 'more than is owed', stage: 'performing', day: '2026-03-26', actor: 'handlerA', action: 'recordPayment', change: { amountYuan: '120000.01', paidOn: '2026-03-26', receiptNo: 'A1' }, code: 'PAYMENT_TOO_HIGH' },
  { title: 'other performance where only money is owed', stage: 'performing', day: '2026-03-26', actor: 'handlerA', action: 'recordPerformance', change: { what: '已改', document: '回证' }, code: 'NOTHING_ELSE_TO_PERFORM' },
  { title: 'a demand before the fifteen days', stage: 'performing', day: '2026-03-30', actor: 'handlerA', action: 'serveDemand', code: 'NOT_OVERDUE', rule: 'fine-pay' },
];

describe('the law refuses', () => {
  test.each(refused)('$title', ({ stage, day, actor, action, change, code, rule, field }) => {
    const file = caseIn(stage);
    const before = file.record.seq;
    const answer = file.on(day, actor, action, change);
    expect(answer).toMatchObject({ accepted: false, code, ...(rule ? { rule } : {}), ...(field ? { field } : {}) });
    // deadlines may have fallen due on the way; the refused act itself left no entry
    expect(file.given.at(-1)?.entries).toEqual([]);
    expect(file.record.seq).toBeGreaterThanOrEqual(before);
  });

  test('a handler who is none, by role', () => {
    const file = caseIn('clue_registered');
    expect(file.on('2026-03-03', 'unitHead', 'assignHandlers', { officerIds: ['handler-a', 'presider'] })).toMatchObject({ code: 'NOT_A_HANDLER', field: '/officerIds' });
  });

  test('a former handler who would review the case, and a reviewer who would handle it', () => {
    const file = caseIn('investigating');
    expect(file.on('2026-03-06', 'unitHead', 'replaceHandlers', { officerIds: ['handler-a', 'handler-c'], reason: '调离' })).toMatchObject({ accepted: true, stage: 'investigating' });
    expect(file.record.tasks).toMatchObject([{ officerIds: ['handler-a', 'handler-c'] }]);
    expect(file.on('2026-03-09', 'handlerB', 'recordEvidence')).toMatchObject({ code: 'NOT_ASSIGNED' });
    file.on('2026-03-10', 'otherHandler', 'submitFinalReport');
    expect(file.act(staff.handlingReviewer, 'recordReview', { outcome: 'agree', opinion: '同意', points })).toMatchObject({ code: 'REVIEWER_IS_HANDLER' });
    file.on('2026-03-11', 'legalReviewer', 'recordReview', { outcome: 'correct', opinion: '改正' });
    file.record = { ...file.record, facts: { ...file.record.facts, reviews: [{ by: 'handler-b' }] } };
    expect(file.on('2026-03-12', 'unitHead', 'replaceHandlers', { officerIds: ['handler-a', 'handler-b'], reason: '调回' })).toMatchObject({ code: 'REVIEWER_IS_HANDLER' });
  });

  test('deciding over a statement that a withdrawn hearing left without a recheck', () => {
    const file = caseIn('notice_served');
    file.on('2026-03-17', 'handlerA', 'recordStatement');
    file.on('2026-03-18', 'handlerA', 'requestHearing');
    file.on('2026-03-20', 'responsible', 'terminateHearing', { ground: 'withdrawn', record: '撤回' });
    expect(file.on('2026-03-24', 'responsible', 'decidePenalty')).toMatchObject({ code: 'RECHECK_MISSING', rule: 'statement-recheck' });
    expect(file.on('2026-03-24', 'handlerA', 'recordRecheck')).toMatchObject({ accepted: true, stage: 'decision_pending' });
    expect(file.on('2026-03-24', 'responsible', 'decidePenalty')).toMatchObject({ code: 'COLLECTIVE_DISCUSSION_REQUIRED' });
  });

  test('evidence from the party before it was told its rights; once told, it is told', () => {
    const file = caseIn('clue_verifying');
    expect(file.on('2026-03-04', 'handlerA', 'recordEvidence', { rightsTold: false })).toMatchObject({ code: 'RIGHTS_NOT_TOLD', field: '/rightsTold', rule: 'rights-told-first-contact' });
    expect(file.on('2026-03-04', 'handlerA', 'recordEvidence', { fromParty: false, rightsTold: false })).toMatchObject({ accepted: true });
    expect(file.on('2026-03-04', 'handlerA', 'recordEvidence', { rightsTold: true })).toMatchObject({ accepted: true });
    expect(file.on('2026-03-05', 'handlerB', 'recordEvidence', { rightsTold: false })).toMatchObject({ accepted: true });
  });

  test('a final report without evidence, and one without the rights told', () => {
    const file = caseIn('clue_verifying');
    file.record = { ...file.record, facts: { ...file.record.facts, evidence: [] } };
    file.on('2026-03-05', 'responsible', 'fileCase');
    expect(file.on('2026-03-10', 'handlerA', 'submitFinalReport')).toMatchObject({ code: 'EVIDENCE_REQUIRED' });
    file.on('2026-03-10', 'handlerA', 'recordEvidence', { fromParty: false, rightsTold: false });
    expect(file.on('2026-03-10', 'handlerA', 'submitFinalReport')).toMatchObject({ code: 'RIGHTS_NOT_TOLD' });
  });

  test('a presider who reviewed the case', () => {
    const file = caseIn('notice_served');
    file.on('2026-03-17', 'handlerA', 'requestHearing');
    file.record = { ...file.record, facts: { ...file.record.facts, reviews: [{ by: 'presider' }] } };
    expect(file.on('2026-03-18', 'responsible', 'namePresider', { presiderId: 'presider' })).toMatchObject({ code: 'PRESIDER_NOT_INDEPENDENT', rule: 'hearing-separation' });
  });

  test('a hearing where the right to one was not told', () => {
    const file = caseIn('under_review', fine('50000'));
    file.on('2026-03-12', 'caseReviewer', 'recordReview');
    file.on('2026-03-13', 'responsible', 'approveProposal');
    expect(file.on('2026-03-16', 'handlerA', 'serveNotice', { hearingRightTold: false })).toMatchObject({ stage: 'notice_served' });
    expect(file.clock('hearingRequest')).toBeUndefined();
    expect(file.on('2026-03-17', 'handlerA', 'requestHearing')).toMatchObject({ code: 'HEARING_RIGHT_NOT_TOLD' });
  });
});
