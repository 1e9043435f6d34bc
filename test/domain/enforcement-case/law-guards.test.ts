import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../domain/json.ts';
import { byParty, caseIn, fine, points, type CaseWalk, type Staff } from '../../support/case.ts';

/** One condition of the law: an act that keeps it is taken, one that breaks it is refused, with what is missing and the rule that asks for it. */
interface Case {
  readonly rule: string;
  readonly title: string;
  readonly stage: string;
  readonly day: string;
  readonly actor: Staff;
  readonly action: string;
  readonly penalty?: JsonObject;
  /** What comes before, in both. */
  readonly first?: (file: CaseWalk) => void;
  readonly broken: JsonObject | ((file: CaseWalk) => void);
  readonly kept?: JsonObject | ((file: CaseWalk) => void);
  readonly code: string;
  readonly field?: string;
}

const facts = (change: JsonObject) => (file: CaseWalk) => { file.record = { ...file.record, facts: { ...file.record.facts, ...change } }; };
const small = fine('50000');
const confiscating = (confiscatedYuan: string): JsonObject => ({ kinds: ['fine', 'confiscate_gains'], fineYuan: '50000', confiscatedYuan, discretionTier: 'ordinary', reasons: '情节一般' });
const computed: JsonObject = { found: 'computed', incomeYuan: '50000', costsYuan: '20000', refundedYuan: '0' };
const hearingAsked = (file: CaseWalk) => { expect(file.on('2026-03-17', 'handlerA', 'requestHearing')).toMatchObject({ accepted: true }); };
const discussed = (file: CaseWalk) => {
  file.on('2026-03-24', 'responsible', 'referToCollective');
  expect(file.on('2026-03-24', 'meeting', 'recordCollectiveDiscussion')).toMatchObject({ accepted: true });
};
/** From the notice of the penalty on: silence until 03-24. */
const decide = { stage: 'notice_served', day: '2026-03-24', actor: 'responsible', action: 'decidePenalty', first: discussed } as const;
const report: JsonObject = {
  facts: '多收价款', violationType: '价格违法', legalBasis: '价格法第四十条', domain: 'other', majorGrounds: [], overchargedYuan: '800', proposal: { kind: 'penalty', penalty: fine('120000') }, submittedOn: '2026-03-10',
};
const { overchargedYuan: _, ...asked } = report;
const toldToRefund = facts({ report, notice: { no: '〔2026〕1号', servedOn: '2026-03-16', hearingRightTold: true, told: ['penalty', 'facts', 'reasons', 'basis', 'rights', 'hearing_right', 'refund_amount'], penalty: fine('120000') } });

const listing = { listed: true, found: ['listed_field', 'heavier_penalty', 'grave_circumstances'], superiorConsent: { authority: '示例市市场监督管理局', document: '同意函1号' }, reason: '食品安全' };
const cases: readonly Case[] = [
  { rule: 'rights-told-first-contact', title: 'first evidence from the party', stage: 'clue_verifying', day: '2026-03-04', actor: 'handlerA', action: 'recordEvidence', broken: { rightsTold: false }, kept: { rightsTold: true }, code: 'RIGHTS_NOT_TOLD', field: '/rightsTold' },
  { rule: 'review-submit', title: 'a report without evidence', stage: 'investigating', day: '2026-03-10', actor: 'handlerA', action: 'submitFinalReport', broken: facts({ evidence: [] }), code: 'EVIDENCE_REQUIRED' },
  {
    rule: 'review-submit', title: 'a report while a test is under way', stage: 'investigating', day: '2026-03-10', actor: 'handlerA', action: 'submitFinalReport', code: 'CLOCK_ALREADY_PAUSED',
    broken: (file) => { file.on('2026-03-09', 'handlerA', 'sendForExamination'); },
    kept: (file) => { file.on('2026-03-09', 'handlerA', 'sendForExamination'); file.on('2026-03-10', 'handlerA', 'recordExamination'); },
  },
  { rule: 'legal-review-required', title: 'a serious case', stage: 'under_review', day: '2026-03-12', actor: 'caseReviewer', action: 'recordReview', broken: facts({}), kept: facts({ report: { ...report, overchargedYuan: '1', proposal: { kind: 'penalty', penalty: small } } }), code: 'LEGAL_REVIEW_REQUIRED' },
  { rule: 'legal-reviewer-qualification', title: 'a reviewer without the qualification', stage: 'under_review', day: '2026-03-12', actor: 'beginner', action: 'recordReview', broken: facts({}), kept: facts({ report: { ...report, proposal: { kind: 'penalty', penalty: small } } }), code: 'LEGAL_QUALIFICATION_REQUIRED' },
  { rule: 'review-separation', title: 'a reviewer who once handled the case', stage: 'under_review', day: '2026-03-12', actor: 'legalReviewer', action: 'recordReview', broken: facts({ formerHandlerIds: ['legal-reviewer'] }), code: 'REVIEWER_IS_HANDLER' },
  { rule: 'review-separation', title: 'a reviewer who staffs the hearing', stage: 'under_review', day: '2026-03-12', actor: 'legalReviewer', action: 'recordReview', broken: facts({ hearing: { requestedOn: '2026-03-11', document: '1', staffIds: ['legal-reviewer'] } }), code: 'REVIEWER_IS_HANDLER' },
  { rule: 'review-outcomes', title: 'agreeing with a point left open', stage: 'under_review', day: '2026-03-12', actor: 'legalReviewer', action: 'recordReview', broken: { points: { ...points, proportionality: false } }, kept: { outcome: 'correct', points: { ...points, proportionality: false } }, code: 'REVIEW_NOT_PASSED', field: '/points/proportionality' },
  { rule: 'legal-review-required', title: 'approving what the legal body has not passed', stage: 'proposal_approval', day: '2026-03-13', actor: 'responsible', action: 'approveProposal', broken: facts({ reviewPassed: { kind: 'case', by: 'case-reviewer', on: '2026-03-12', outcome: 'agree', opinion: '', proposal: null } }), code: 'REVIEW_NOT_PASSED' },
  { rule: 'case-review-required', title: 'approving what nobody reviewed', stage: 'proposal_approval', day: '2026-03-13', actor: 'responsible', action: 'approveProposal', broken: facts({ report: { ...report, proposal: { kind: 'penalty', penalty: small } }, reviewPassed: null }), code: 'REVIEW_NOT_PASSED' },
  { rule: 'penalty-notice', title: 'a notice without the right to state and defend', stage: 'notice_approved', day: '2026-03-16', actor: 'handlerA', action: 'serveNotice', broken: { rightsTold: false }, code: 'NOTICE_INCOMPLETE', field: '/rightsTold' },
  { rule: 'hearing-right-scope', title: 'a notice without the right to a hearing', stage: 'notice_approved', day: '2026-03-16', actor: 'handlerA', action: 'serveNotice', broken: { hearingRightTold: false }, code: 'HEARING_RIGHT_NOT_TOLD', field: '/hearingRightTold' },
  { rule: 'penalty-notice', title: 'a notice without the sum to refund', stage: 'notice_approved', day: '2026-03-16', actor: 'handlerA', action: 'serveNotice', first: facts({ report }), broken: {}, kept: { refundAmountYuan: '800' }, code: 'NOTICE_INCOMPLETE', field: '/refundAmountYuan' },
  { rule: 'statement-recheck', title: 'a recheck of the facts alone', stage: 'notice_served', day: '2026-03-18', actor: 'handlerA', action: 'recordRecheck', first: (file) => { file.on('2026-03-17', 'handlerA', 'recordStatement'); }, broken: { covers: ['facts'] }, code: 'RECHECK_INCOMPLETE', field: '/covers' },
  { rule: 'hearing-separation', title: 'a handler as hearing officer', stage: 'notice_served', day: '2026-03-18', actor: 'responsible', action: 'namePresider', first: hearingAsked, broken: { hearingOfficerIds: ['handler-b'] }, kept: { hearingOfficerIds: ['clerk-one'] }, code: 'PRESIDER_NOT_INDEPENDENT', field: '/hearingOfficerIds' },
  { rule: 'hearing-separation', title: 'a reviewer as recorder', stage: 'notice_served', day: '2026-03-18', actor: 'responsible', action: 'namePresider', first: hearingAsked, broken: { recorderId: 'legal-reviewer' }, kept: { recorderId: 'clerk-two' }, code: 'PRESIDER_NOT_INDEPENDENT', field: '/recorderId' },
  { rule: 'hearing-separation', title: 'a new handler who staffs the hearing', stage: 'notice_served', day: '2026-03-19', actor: 'unitHead', action: 'replaceHandlers', first: (file) => { hearingAsked(file); file.on('2026-03-18', 'responsible', 'namePresider', { recorderId: 'handler-c' }); }, broken: { officerIds: ['handler-a', 'handler-c'] }, code: 'PRESIDER_NOT_INDEPENDENT', field: '/officerIds' },
  { rule: 'hearing-free', title: 'a hearing that the party pays for', stage: 'notice_served', day: '2026-03-18', actor: 'responsible', action: 'namePresider', first: hearingAsked, broken: { costsBorneBy: 'party' }, kept: { costsBorneBy: 'authority' }, code: 'HEARING_NOT_FREE', field: '/costsBorneBy' },
  { ...decide, rule: 'penalty-notice', title: 'a penalty without notice', broken: facts({ notice: null }), code: 'NOTICE_REQUIRED' },
  { ...decide, rule: 'statement-recheck', title: 'a penalty over a statement that nobody rechecked', broken: facts({ statements: [{ on: '2026-03-17', content: '从轻', document: '1' }] }), kept: facts({ statements: [{ on: '2026-03-17', content: '从轻', document: '1' }], recheck: { on: '2026-03-18', covers: ['facts', 'reasons', 'evidence'], adoption: 'rejected', result: '' } }), code: 'RECHECK_MISSING' },
  { ...decide, rule: 'statement-recheck', title: 'a penalty over a statement of which the evidence was not rechecked', broken: facts({ statements: [{ on: '2026-03-17', content: '从轻', document: '1' }], recheck: { on: '2026-03-18', covers: ['facts', 'reasons'], adoption: 'rejected', result: '' } }), code: 'RECHECK_MISSING' },
  { ...decide, rule: 'legal-review-after-hearing', title: 'a penalty on the review from before the hearing', broken: facts({ hearing: { requestedOn: '2026-03-17', document: '1', report: { on: '2026-03-20', opinion: '' } } }), kept: facts({ hearing: { requestedOn: '2026-03-17', document: '1', report: { on: '2026-03-20', opinion: '' } }, reviewPassed: { kind: 'legal', by: 'legal-reviewer', on: '2026-03-23', outcome: 'agree', opinion: '', proposal: null } }), code: 'REVIEW_AFTER_HEARING' },
  { ...decide, rule: 'decision-collective', title: 'a serious penalty that nobody discussed', broken: facts({ collective: null }), code: 'COLLECTIVE_DISCUSSION_REQUIRED' },
  { ...decide, rule: 'decision-collective', title: 'a discussion without minutes', broken: facts({ collective: { on: '2026-03-24', attendees: ['甲', '乙'], minutes: '' } }), code: 'COLLECTIVE_DISCUSSION_REQUIRED' },
  { rule: 'decision-collective', title: 'a meeting of one', stage: 'collective_discussion', day: '2026-03-24', actor: 'meeting', action: 'recordCollectiveDiscussion', broken: { attendees: ['甲', '甲'] }, kept: { attendees: ['甲', '乙'] }, code: 'COLLECTIVE_DISCUSSION_REQUIRED', field: '/attendees' },
  { ...decide, rule: 'crime-no-substitute', title: 'a penalty while the case is with the police', broken: facts({ suspension: { ground: 'criminal_transfer', reason: '', from: '2026-03-20', to: null } }), kept: facts({ suspension: { ground: 'criminal_transfer', reason: '', from: '2026-03-20', to: '2026-03-23' } }), code: 'CRIME_TRANSFER_OPEN' },
  { ...decide, rule: 'decision-types', title: 'a penalty that nobody proposed', broken: facts({ report: { ...asked, proposal: { kind: 'no_penalty', ground: 'no_fault', reason: '' } } }), code: 'NOT_AS_REVIEWED' },
  { ...decide, rule: 'illegal-gains-calc', title: 'a penalty without a finding on the illegal gains', broken: { illegalGains: undefined as never }, code: 'ILLEGAL_GAINS_MISSING', field: '/illegalGains' },
  {
    ...decide, rule: 'illegal-gains-calc', title: 'gains left out without the principal head', code: 'ILLEGAL_GAINS_APPROVAL', field: '/illegalGains',
    broken: { illegalGains: { found: 'not_computable', reason: '账目灭失' } },
    kept: facts({ gainsLeftOut: { by: 'principal-head', on: '2026-03-24', reason: '账目灭失' } }),
  },
  { ...decide, rule: 'illegal-gains-calc-amount', title: 'more confiscated than was gained', first: (file) => { discussed(file); facts({ notice: { ...(file.record.facts['notice'] as JsonObject), penalty: confiscating('30000.01') } })(file); }, broken: { penalty: confiscating('30000.01'), illegalGains: computed }, kept: { penalty: confiscating('30000.01'), illegalGains: { ...computed, costsYuan: '19999.99' } }, code: 'ILLEGAL_GAINS_AMOUNT', field: '/penalty/confiscatedYuan' },
  { ...decide, rule: 'refund-order', title: 'a penalty for an over-charged price that was not ordered back', first: (file) => { discussed(file); toldToRefund(file); }, broken: {}, kept: facts({ refund: { partyHeardOn: '2026-03-17', orderedOn: '2026-03-18', refundBy: '2026-03-20', endedOn: '2026-03-20', amountYuan: '800', document: '1' } }), code: 'REFUND_ORDER_MISSING' },
  { ...decide, rule: 'svl-decide-with-penalty', title: 'a penalty without a word on the serious-violation list', broken: { seriousList: undefined as never }, code: 'SERIOUS_LIST_UNDECIDED', field: '/seriousList' },
  { ...decide, rule: 'svl-decide-with-penalty', title: 'a listing without grave circumstances', broken: { seriousList: { listed: true, found: ['listed_field', 'heavier_penalty'], reason: '食品安全' } }, kept: { seriousList: listing }, code: 'SERIOUS_LIST_GROUNDS', field: '/seriousList/found' },
  { ...decide, rule: 'svl-superior-consent', title: 'a listing by a county authority without the consent of the next higher one', broken: { seriousList: { ...listing, superiorConsent: undefined as never } }, kept: { seriousList: listing }, code: 'SUPERIOR_CONSENT_MISSING', field: '/seriousList/superiorConsent' },
  { ...decide, rule: 'svl-superior-consent', title: 'a listing by a city authority without that consent', broken: { seriousList: { ...listing, authorityLevel: 'city', superiorConsent: undefined as never } }, kept: { seriousList: { ...listing, authorityLevel: 'province', superiorConsent: undefined as never } }, code: 'SUPERIOR_CONSENT_MISSING' },
  { ...decide, rule: 'decision-content-number', title: 'a number of another year', broken: { decisionNo: '示市监处罚〔2025〕1号' }, code: 'DECISION_NUMBER_YEAR', field: '/decisionNo' },
  { rule: 'refund-order', title: 'an order to refund before the party was heard', stage: 'notice_served', day: '2026-03-24', actor: 'responsible', action: 'orderRefund', first: toldToRefund, broken: { partyHeardOn: '2026-03-25' }, kept: { partyHeardOn: '2026-03-20' }, code: 'REFUND_ORDER_MISSING', field: '/partyHeardOn' },
  { rule: 'refund-order', title: 'an order to refund where nothing was over-charged', stage: 'notice_served', day: '2026-03-24', actor: 'responsible', action: 'orderRefund', broken: {}, kept: toldToRefund, code: 'REFUND_NOT_DUE' },
];

function played({ stage, day, actor, action, penalty, first }: Case, how: Case['broken']): { answer: unknown; file: CaseWalk } {
  const file = caseIn(stage, penalty);
  if (stage === 'notice_served' && day === '2026-03-24') file.tick('2026-03-23T16:00:00.000Z');
  first?.(file);
  if (typeof how === 'function') how(file);
  return { answer: file.on(day, actor, action, typeof how === 'function' ? {} : how), file };
}

describe('each condition of the law', () => {
  test.each(cases)('$rule refuses $title', (one) => {
    const { answer, file } = played(one, one.broken);
    expect(answer).toMatchObject({ accepted: false, code: one.code, rule: one.rule, ...(one.field ? { field: one.field } : {}) });
    expect(file.given.at(-1)?.entries).toEqual([]);
  });

  test.each(cases)('$rule lets through what keeps it ($title)', (one) => {
    const kept = one.kept ?? {};
    const withGains = one.code === 'ILLEGAL_GAINS_APPROVAL' && typeof kept === 'function';
    if (!withGains) return expect(played(one, kept).answer).toMatchObject({ accepted: true });
    const file = caseIn(one.stage);
    one.first?.(file);
    kept(file);
    return expect(file.on(one.day, one.actor, one.action, { illegalGains: { found: 'not_computable', reason: '账目灭失' } })).toMatchObject({ accepted: true });
  });
});

describe('a fine and the tier that is claimed for it', () => {
  const fine = (fineYuan: string, discretionTier: string) => ({ kind: 'penalty', penalty: { kinds: ['fine'], fineYuan, discretionTier, reasons: '情节一般' } });
  const fineRange = { leastYuan: '5000', mostYuan: '50000' };
  test.each([
    ['lenient', '18500', []],
    ['lenient', '18500.01', ['DISCRETION_BAND']],
    ['heavier', '36499.99', ['DISCRETION_BAND']],
    ['mitigated', '5000', ['DISCRETION_TIER_AMOUNT']],
    ['mitigated', '4999.99', []],
  ] as const)('%s, %s yuan of 5,000 to 50,000: only warned of where it does not fit', (tier, yuan, codes) => {
    const answer = caseIn('investigating').on('2026-03-09', 'handlerA', 'submitFinalReport', { fineRange, proposal: fine(yuan, tier) });
    expect(answer).toMatchObject({ accepted: true });
    expect((answer as { warnings?: { code: string }[] }).warnings?.map(({ code }) => code) ?? []).toEqual(codes);
  });

  test('is not judged where nobody tells the range of the law', () => {
    expect(caseIn('investigating').on('2026-03-09', 'handlerA', 'submitFinalReport', { proposal: fine('1', 'heavier') })).not.toHaveProperty('warnings');
  });
});

describe('what leaves out the illegal gains', () => {
  test('is approved by the principal head in the file itself, and by nobody else', () => {
    const file = caseIn('decision_pending');
    expect(file.on('2026-03-24', 'responsible', 'approveLeavingOutGains')).toMatchObject({ code: 'FORBIDDEN_ROLE' });
    expect(file.on('2026-03-24', 'principalHead', 'approveLeavingOutGains')).toMatchObject({ accepted: true, stage: 'decision_pending' });
    expect(file.on('2026-03-24', 'responsible', 'decidePenalty', { illegalGains: { found: 'not_computable', reason: '账目灭失' } })).toMatchObject({ accepted: true });
  });

  test('was asked for before 2026-03-20 as well, when order 37 governed and none could be left out', () => {
    const file = caseIn('notice_served');
    file.on('2026-03-17', 'handlerA', 'waiveRights', byParty);
    file.on('2026-03-17', 'responsible', 'referToCollective');
    file.on('2026-03-17', 'meeting', 'recordCollectiveDiscussion');
    expect(file.on('2026-03-19', 'responsible', 'decidePenalty', { illegalGains: undefined as never })).toMatchObject({ accepted: false, code: 'ILLEGAL_GAINS_MISSING' });
    expect(file.on('2026-03-19', 'responsible', 'decidePenalty', { illegalGains: { found: 'not_computable', reason: '账目灭失' } })).toMatchObject({ accepted: false, code: 'ILLEGAL_GAINS_APPROVAL' });
    expect(file.on('2026-03-19', 'responsible', 'decidePenalty')).toMatchObject({ accepted: true });
  });
});

describe('the serious-violation list', () => {
  test('a yes goes with the penalty to the file that publishes it', () => {
    const file = caseIn('decision_pending');
    file.on('2026-03-24', 'responsible', 'decidePenalty', { seriousList: listing });
    file.on('2026-03-24', 'handlerA', 'prepareService');
    file.on('2026-03-25', 'handlerA', 'recordService');
    expect(file.given.at(-1)?.effects).toMatchObject([{ name: 'publicationDue', payload: { seriousList: true } }]);
  });
});

describe('an extension of which no text gives the length', () => {
  test.each([
    ['under_review', '2026-03-12', 'responsible', 'extendReview', { workingDays: 1e9 }],
    ['under_review', '2026-03-12', 'responsible', 'extendReview', { workingDays: 100_000 }],
  ] as const)('is refused only where no calendar reaches (%s %s)', (stage, day, actor, action, change) => {
    expect(caseIn(stage).on(day, actor, action, change)).toMatchObject({ accepted: false, code: 'DEADLINE_REFUSED' });
  });
});

describe('the time of an order to refund', () => {
  test('is left out of the ninety days', () => {
    const file = caseIn('notice_served');
    file.tick('2026-03-23T16:00:00.000Z');
    toldToRefund(file);
    expect(file.clock('decision')).toMatchObject({ dueDate: '2026-06-03' });
    expect(file.on('2026-03-24', 'responsible', 'orderRefund')).toMatchObject({ accepted: true });
    expect(file.clock('decision')).toMatchObject({ state: 'paused' });
    expect(file.on('2026-04-13', 'handlerA', 'recordRefund')).toMatchObject({ accepted: true });
    // twenty days
    expect(file.clock('decision')).toMatchObject({ state: 'running', dueDate: '2026-06-23', pauses: [{ ground: 'refund_order', from: '2026-03-24', to: '2026-04-13' }] });
    expect(file.on('2026-04-14', 'handlerA', 'recordRefund')).toMatchObject({ code: 'REFUND_NOT_DUE' });
  });
});
