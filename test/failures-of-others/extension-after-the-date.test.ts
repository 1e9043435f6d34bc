import { describe, expect, test } from 'vitest';
import { caseIn, noon, openCase, staff } from '../support/case.ts';
import { rungsTold } from '../support/walk.ts';

describe('an extension decided after the date', () => {
  // filed on 2026-03-05: the last day is 2026-06-03
  test('of the ninety days is refused; the lapse stays on record and the ladder goes on', () => {
    const file = caseIn('investigating');
    expect(file.on('2026-06-04', 'responsible', 'extendDecision')).toMatchObject({ accepted: false, code: 'CLOCK_NOT_RUNNING', rule: 'case-decide', reason: 'LAPSED' });
    expect(file.clock('decision')).toMatchObject({ state: 'lapsed', dueDate: '2026-06-03', extensions: [] });
    file.tick(noon('2026-06-20'));
    expect(rungsTold(file)).toEqual(expect.arrayContaining(['case-decide lapse 2026-06-03', 'case-decide overdue_3 2026-06-08', 'case-decide overdue_10 2026-06-17']));
  });

  test('on the last day is in time', () => {
    const file = caseIn('investigating');
    expect(file.on('2026-06-03', 'responsible', 'extendDecision')).toMatchObject({ accepted: true });
    // 120 days: 2026-07-03
    expect(file.clock('decision')).toMatchObject({ state: 'running', dueDate: '2026-07-03', extensions: [{ amount: 30 }] });
  });

  test('is refused even where nobody had noticed the lapse yet', () => {
    // the engine was away: the act itself is the first thing after the last day
    const file = caseIn('investigating');
    file.jump(noon('2026-06-10'));
    const answer = file.act(staff.responsible, 'extendDecision', { reason: '案情复杂' });
    expect(answer).toMatchObject({ accepted: false, code: 'CLOCK_NOT_RUNNING', reason: 'LAPSED' });
    expect(rungsTold(file)).toContain('case-decide lapse 2026-06-03');
  });

  test('of the fifteen days of a clue, and of the ten of a review, is refused as well', () => {
    const clue = openCase();
    expect(clue.on('2026-03-24', 'responsible', 'extendClueVerification')).toMatchObject({ code: 'CLOCK_NOT_RUNNING', rule: 'clue-verify', reason: 'LAPSED' });
    const review = caseIn('under_review');
    expect(review.on('2026-03-25', 'responsible', 'extendReview')).toMatchObject({ code: 'CLOCK_NOT_RUNNING', rule: 'review-complete', reason: 'LAPSED' });
    const inTime = caseIn('under_review');
    expect(inTime.on('2026-03-24', 'responsible', 'extendReview')).toMatchObject({ accepted: true });
    expect(inTime.clock('review')).toMatchObject({ dueDate: '2026-03-31' });
  });

  test('by the meeting after the thirty days have passed is refused too', () => {
    const file = caseIn('notice_served');
    file.on('2026-05-20', 'responsible', 'extendDecision');
    expect(file.clock('decision')).toMatchObject({ dueDate: '2026-07-03' });
    file.on('2026-07-06', 'responsible', 'referToCollective');
    expect(file.on('2026-07-06', 'meeting', 'recordCollectiveDiscussion', { conclusion: 'extend', days: 20 })).toMatchObject({ code: 'CLOCK_NOT_RUNNING', rule: 'case-decide', reason: 'LAPSED' });
  });

  test('while the clock stands still there is nothing to extend', () => {
    const file = caseIn('investigating');
    file.on('2026-03-20', 'handlerA', 'sendForExamination');
    expect(file.on('2026-03-23', 'responsible', 'extendDecision')).toMatchObject({ code: 'CLOCK_NOT_RUNNING', reason: 'PAUSED' });
  });
});
