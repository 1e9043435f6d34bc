import { describe, expect, test } from 'vitest';
import { caseIn, noon, openCase } from '../support/case.ts';
import { rungsTold } from '../support/walk.ts';

/** What the last entry told of the clock of the decision. */
const changes = (file: ReturnType<typeof caseIn>) => ((file.given.at(-1)?.entries.at(-1)?.content['clocks'] ?? []) as { clock: string }[]).filter(({ clock }) => clock === 'decision');

describe('a suspension that moves no date', () => {
  // filed on 2026-03-05: day 90 is 2026-06-03, a Wednesday
  test.each([
    { from: '2026-03-10', to: '2026-03-11', due: '2026-06-04', days: 1 },
    { from: '2026-03-10', to: '2026-03-17', due: '2026-06-10', days: 7 },
    // 06-13 is a Saturday: the days move the target, the roll the last day
    { from: '2026-03-30', to: '2026-04-09', target: '2026-06-13', due: '2026-06-15', days: 10 },
    { from: '2026-04-01', to: '2026-09-24', target: '2026-11-26', due: '2026-11-26', days: 176 },
  ])('$days days from $from move the last day to $due', ({ from, to, target, due }) => {
    const file = caseIn('investigating');
    file.on(from, 'responsible', 'suspendInvestigation');
    expect(file.clock('decision')).toMatchObject({ state: 'paused', rungs: [] });
    expect(file.record.tasks.find(({ deadlineId }) => deadlineId === file.clock('decision')?.id)?.dueAt ?? null).toBeNull();
    file.on(to, 'handlerA', 'resumeInvestigation');
    expect(file.clock('decision')).toMatchObject({ state: 'running', targetDate: target ?? due, dueDate: due, pauses: [{ ground: 'suspension', from, to }] });
    expect(changes(file)).toMatchObject([{ change: 'resumed', oldDueDate: '2026-06-03', dueDate: due }]);
    // the person who is waited for sees the new date
    expect(file.record.tasks).toMatchObject([{ kind: 'act', dueAt: file.clock('decision')?.dueAt }]);
  });

  test('nothing falls due while the case is suspended, and every rung comes by the new dates', () => {
    const file = caseIn('investigating');
    file.on('2026-05-06', 'responsible', 'suspendInvestigation');
    file.tick(noon('2026-07-31'));
    expect(rungsTold(file).filter((line) => line.startsWith('case-decide'))).toEqual([]);
    file.on('2026-08-04', 'responsible', 'resumeInvestigation');
    // 90 days left out: 06-03 becomes 09-01
    expect(file.clock('decision')).toMatchObject({ dueDate: '2026-09-01' });
    file.tick(noon('2026-09-02'));
    expect(rungsTold(file).filter((line) => line.startsWith('case-decide'))).toEqual(['case-decide remind_70 2026-08-05', 'case-decide remind_90 2026-08-23', 'case-decide lapse 2026-09-01']);
  });

  test('ended on the day on which it began it moves nothing, and the record says so', () => {
    const file = caseIn('investigating');
    file.on('2026-03-10', 'responsible', 'suspendInvestigation');
    file.on('2026-03-10', 'handlerA', 'resumeInvestigation');
    expect(file.clock('decision')).toMatchObject({ state: 'running', dueDate: '2026-06-03', pauses: [{ from: '2026-03-10', to: '2026-03-10' }] });
    expect(changes(file)).toMatchObject([{ change: 'resumed', oldDueDate: '2026-06-03', dueDate: '2026-06-03' }]);
  });

  test('two suspensions add up, and one inside a test adds nothing', () => {
    const file = caseIn('investigating');
    file.on('2026-03-10', 'responsible', 'suspendInvestigation');
    file.on('2026-03-15', 'handlerA', 'resumeInvestigation');
    file.on('2026-03-20', 'handlerA', 'sendForExamination');
    file.on('2026-03-25', 'responsible', 'suspendInvestigation');
    file.on('2026-04-01', 'handlerA', 'resumeInvestigation');
    file.on('2026-04-10', 'handlerA', 'recordExamination');
    // 5 and 21 days
    expect(file.clock('decision')).toMatchObject({ dueDate: '2026-06-29' });
  });

  test('the examination of a clue leaves its working days out of the fifteen', () => {
    const file = openCase();
    expect(file.clock('clueVerification')).toMatchObject({ triggerOn: '2026-03-02', dueDate: '2026-03-23' });
    file.on('2026-03-03', 'unitHead', 'assignHandlers');
    file.on('2026-03-06', 'handlerA', 'sendForExamination');
    file.on('2026-03-16', 'handlerA', 'recordExamination');
    // 03-06, 09, 10, 11, 12 and 13 are left out: six working days from 03-23
    expect(file.clock('clueVerification')).toMatchObject({ state: 'running', dueDate: '2026-03-31' });
  });

  test('a second test that begins on the day on which the first ended stops the clock of a case that is filed meanwhile', () => {
    const file = caseIn('clue_verifying');
    file.on('2026-03-05', 'handlerA', 'sendForExamination');
    file.on('2026-03-10', 'handlerA', 'recordExamination');
    file.on('2026-03-10', 'handlerA', 'sendForExamination', { kind: 'appraisal' });
    expect(file.on('2026-03-11', 'responsible', 'fileCase')).toMatchObject({ accepted: true });
    expect(file.clock('decision')).toMatchObject({ triggerOn: '2026-03-11', state: 'paused', pauses: [{ ground: 'appraisal', from: '2026-03-11', to: null }] });
    file.on('2026-03-20', 'handlerA', 'recordExamination');
    // day 90 without a pause is 06-09; the days from 03-12 to 03-19 are left out, the day of filing was not counted anyway
    expect(file.clock('decision')).toMatchObject({ state: 'running', dueDate: '2026-06-17' });
  });

  test.each(['testing', 'inspection', 'quarantine', 'appraisal', 'right_holder_identification'])('%s is kept by its own name', (kind) => {
    const file = caseIn('investigating');
    file.on('2026-03-06', 'handlerA', 'applySealing');
    file.on('2026-03-09', 'handlerA', 'sendForExamination', { kind });
    file.on('2026-03-19', 'handlerA', 'recordExamination');
    expect(file.clock('decision')).toMatchObject({ dueDate: '2026-06-15', targetDate: '2026-06-13', pauses: [{ ground: kind, from: '2026-03-09', to: '2026-03-19' }] });
    // the term of a seizure knows four of them (PPR 38): what the right holder says does not stop it
    expect(file.clock('sealing')).toMatchObject({ dueDate: kind === 'right_holder_identification' ? '2026-04-05' : '2026-04-15' });
  });

  // filed on 2026-07-06 the ninetieth day is 10-04 and the last day rolls to 10-08
  test('one that begins in the roll gap, after the counted days, moves nothing and hides no lapse', () => {
    const file = caseIn('clue_verifying');
    file.on('2026-07-06', 'handlerA', 'recordEvidence');
    file.on('2026-07-06', 'responsible', 'fileCase');
    expect(file.clock('decision')).toMatchObject({ targetDate: '2026-10-04', dueDate: '2026-10-08' });
    file.on('2026-10-06', 'responsible', 'suspendInvestigation');
    expect(file.clock('decision')).toMatchObject({ state: 'running', dueDate: '2026-10-08' });
    file.tick(noon('2026-10-09'));
    expect(rungsTold(file)).toContain('case-decide lapse 2026-10-08');
    file.on('2026-10-20', 'handlerA', 'resumeInvestigation');
    expect(file.clock('decision')).toMatchObject({ state: 'lapsed', dueDate: '2026-10-08' });
    expect(rungsTold(file).filter((line) => line.startsWith('case-decide lapse'))).toHaveLength(1);
  });

  test('one that begins in the roll gap counts after all where the period is then extended', () => {
    const file = caseIn('clue_verifying');
    file.on('2026-07-06', 'responsible', 'fileCase');
    file.on('2026-10-06', 'handlerA', 'sendForExamination');
    expect(file.clock('decision')).toMatchObject({ state: 'running', dueDate: '2026-10-08' });
    // 120 days would end on 11-03: the test that began on 10-06 lies inside them now
    expect(file.on('2026-10-08', 'responsible', 'extendDecision')).toMatchObject({ accepted: true });
    expect(file.clock('decision')).toMatchObject({ state: 'paused', rungs: [] });
    file.on('2026-10-16', 'handlerA', 'recordExamination');
    // ten days left out
    expect(file.clock('decision')).toMatchObject({ state: 'running', dueDate: '2026-11-13' });
  });
});
