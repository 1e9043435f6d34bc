import { describe, expect, test } from 'vitest';
import { caseIn, fine } from '../support/case.ts';

describe('16. Police do not file → case resumes from `suspended`, clock resumes, penalty possible', () => {
  // filed on 2026-03-05: 90 days end on 06-03; with the police from 03-20 to 04-10, 21 days that do not count
  const withThePolice = () => {
    const file = caseIn('investigating', fine('50000'));
    expect(file.clock('decision')).toMatchObject({ triggerOn: '2026-03-05', targetDate: '2026-06-03' });
    expect(file.on('2026-03-20', 'responsible', 'suspendInvestigation', { ground: 'criminal_transfer', reason: '涉嫌犯罪,已移送公安机关' })).toMatchObject({ accepted: true, stage: 'suspended' });
    return file;
  };

  test('while the police have it the clock stands still and no penalty can be decided', () => {
    const file = withThePolice();
    expect(file.clock('decision')).toMatchObject({ state: 'paused' });
    expect(file.on('2026-03-23', 'responsible', 'decidePenalty')).toMatchObject({ accepted: false, code: 'NOT_OPEN' });
    expect(file.on('2026-03-23', 'handlerA', 'submitFinalReport')).toMatchObject({ accepted: false, code: 'NOT_OPEN' });
  });

  test('they do not file: the case goes on where it stood, its clock with the days it had left, and ends in a penalty', () => {
    const file = withThePolice();
    expect(file.on('2026-04-10', 'handlerA', 'resumeInvestigation', { reason: '公安机关不予立案通知书' })).toMatchObject({ accepted: true, stage: 'investigating' });
    expect(file.clock('decision')).toMatchObject({ state: 'running', targetDate: '2026-06-24', dueDate: '2026-06-24', pauses: [{ ground: 'suspension', from: '2026-03-20', to: '2026-04-10' }] });
    for (const [day, who, action] of [
      ['2026-04-13', 'handlerA', 'submitFinalReport'], ['2026-04-14', 'caseReviewer', 'recordReview'], ['2026-04-15', 'responsible', 'approveProposal'], ['2026-04-16', 'handlerA', 'serveNotice'],
    ] as const) expect(file.on(day, who, action), action).toMatchObject({ accepted: true });
    // five working days after Thursday 04-16: 04-17, 04-20 to 04-23
    file.tick('2026-04-23T16:00:00.000Z');
    expect(file.on('2026-04-24', 'responsible', 'decidePenalty')).toMatchObject({ accepted: true, stage: 'decided' });
  });
});
