import { describe, expect, test } from 'vitest';
import { caseIn, noon } from '../support/case.ts';
import { rungsTold } from '../support/walk.ts';

/** What was told of a rule. */
const told = (file: Parameters<typeof rungsTold>[0], rule: string) => rungsTold(file).filter((line) => line.startsWith(`${rule} `));

describe('a reminder after return and second arrival', () => {
  test('the first arrival is forgotten when the file goes back; the second is reminded by its own dates, each rung once', () => {
    const file = caseIn('under_review');
    expect(file.clock('review')).toMatchObject({ triggerOn: '2026-03-10', dueDate: '2026-03-24' });
    file.on('2026-03-12', 'legalReviewer', 'recordReview', { outcome: 'investigate_further', opinion: '补充证据' });
    expect(file.clock('review')).toBeUndefined();
    // every date of the first arrival passes: 70 % on 03-19, 90 % on 03-23, the last day on 03-24
    file.tick(noon('2026-03-31'));
    expect(told(file, 'review-complete')).toEqual([]);
    expect(file.on('2026-04-01', 'handlerA', 'submitFinalReport')).toMatchObject({ stage: 'under_review' });
    // 04-04 to 04-06 are days of rest: the tenth working day is 04-16
    expect(file.clock('review')).toMatchObject({ triggerOn: '2026-04-01', dueDate: '2026-04-16', state: 'running' });
    file.tick(noon('2026-04-17'));
    expect(told(file, 'review-complete')).toEqual(['review-complete remind_70 2026-04-13', 'review-complete remind_90 2026-04-15', 'review-complete lapse 2026-04-16']);
    file.tick(noon('2026-04-17'));
    expect(told(file, 'review-complete')).toHaveLength(3);
  });

  test('a reminder that is open when the file goes back is closed with it, and the second arrival is reminded again', () => {
    const file = caseIn('under_review');
    file.tick(noon('2026-03-20'));
    expect(file.record.tasks.map(({ kind }) => kind).sort()).toEqual(['act', 'reminder']);
    file.on('2026-03-20', 'legalReviewer', 'recordReview', { outcome: 'correct', opinion: '改正' });
    expect(file.record.tasks).toMatchObject([{ kind: 'act', roles: ['case_handler'] }]);
    file.on('2026-03-23', 'handlerA', 'submitFinalReport');
    // ten working days from 03-23, the three of Qingming left out: 04-07
    expect(file.clock('review')).toMatchObject({ dueDate: '2026-04-07' });
    file.tick(noon('2026-04-02'));
    expect(told(file, 'review-complete')).toEqual(['review-complete remind_70 2026-03-19', 'review-complete remind_70 2026-04-01']);
    const reminders = file.record.tasks.filter(({ kind, deadlineId }) => kind === 'reminder' && deadlineId === file.clock('review')?.id);
    expect(reminders).toHaveLength(1);
  });

  test('back and forth on one day leaves one clock, counted from that day', () => {
    const file = caseIn('under_review');
    file.on('2026-03-12', 'legalReviewer', 'recordReview', { outcome: 'correct', opinion: '改正' });
    file.on('2026-03-12', 'handlerA', 'submitFinalReport');
    file.on('2026-03-12', 'legalReviewer', 'recordReview', { outcome: 'correct', opinion: '再改' });
    file.on('2026-03-12', 'handlerA', 'submitFinalReport');
    expect(file.record.deadlines.filter(({ clock }) => clock === 'review')).toMatchObject([{ triggerOn: '2026-03-12', dueDate: '2026-03-26' }]);
    file.tick(noon('2026-03-30'));
    expect(told(file, 'review-complete').filter((line) => line.includes('lapse'))).toEqual(['review-complete lapse 2026-03-26']);
  });

  test('the ninety days of the decision go on through every return', () => {
    const file = caseIn('under_review');
    const before = file.clock('decision');
    file.on('2026-03-12', 'legalReviewer', 'recordReview', { outcome: 'investigate_further', opinion: '补充证据' });
    file.on('2026-03-20', 'handlerA', 'submitFinalReport');
    expect(file.clock('decision')).toEqual(before);
  });
});
