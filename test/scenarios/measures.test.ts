import { describe, expect, test } from 'vitest';
import { caseIn, noon } from '../support/case.ts';
import { rungsTold } from '../support/walk.ts';

describe('acceptance scenario 4', () => {
  test('Preservation day 7 WD passes without disposal → system writes AUTO_RELEASE, goods task, no case effect', () => {
    const file = caseIn('investigating');
    expect(file.on('2026-03-06', 'handlerA', 'preserveEvidence')).toMatchObject({ accepted: true, stage: 'investigating' });
    // 03-09 to 03-13 are five working days, 03-16 and 03-17 the sixth and seventh
    expect(file.clock('preservation')).toMatchObject({ triggerOn: '2026-03-06', dueDate: '2026-03-17', state: 'running' });
    const decision = file.clock('decision');
    file.tick('2026-03-17T15:59:59.999Z');
    expect(file.record.facts['preservation']).toMatchObject({ ended: null });
    file.tick('2026-03-17T16:00:00.000Z');
    expect(file.record).toMatchObject({ stage: 'investigating', milestones: { preservationReleased: '2026-03-17' }, facts: { preservation: { ended: { on: '2026-03-17', how: 'released_by_law' } } } });
    expect(file.given.at(-1)?.entries).toMatchObject([{ kind: 'deadline', what: 'evidence-preserve-dispose', content: { onLapse: 'AUTO_RELEASE', outcome: 'lapsed' } }]);
    // the handlers by name and the head of the unit are told of the goods
    expect(file.record.tasks.filter(({ openedSeq }) => openedSeq === file.record.seq)).toMatchObject([
      { roles: ['case_handler'], officerIds: ['handler-a', 'handler-b'], label: { zh: '处理先行登记保存的证据' } }, { roles: ['handling_unit_head'], label: { zh: '处理先行登记保存的证据' } },
    ]);
    expect(file.clock('preservation')).toBeUndefined();
    expect(file.clock('decision')).toEqual(decision);
    expect(file.on('2026-03-18', 'handlerA', 'disposePreserved')).toMatchObject({ code: 'MEASURE_NOT_UNDER_WAY', rule: 'evidence-preserve-dispose' });
  });

  test('what is disposed of on the last day is not released', () => {
    const file = caseIn('investigating');
    file.on('2026-03-06', 'handlerA', 'preserveEvidence');
    expect(file.on('2026-03-17', 'handlerA', 'disposePreserved', { outcome: 'sealed_or_seized' })).toMatchObject({ accepted: true });
    file.tick(noon('2026-03-31'));
    expect(rungsTold(file).filter((line) => line.startsWith('evidence-preserve-dispose lapse'))).toEqual([]);
    expect(file.record.facts['preservation']).toMatchObject({ ended: { on: '2026-03-17', how: 'sealed_or_seized' } });
  });
});

describe('the term of a seizure', () => {
  test('ends by itself after thirty days, extended once by thirty; a test with its written notice is left out, wherever the case then stands', () => {
    const file = caseIn('investigating');
    file.on('2026-03-06', 'handlerA', 'applySealing');
    expect(file.on('2026-03-06', 'handlerA', 'applySealing')).toMatchObject({ code: 'MEASURE_UNDER_WAY' });
    expect(file.clock('sealing')).toMatchObject({ dueDate: '2026-04-05' });
    file.on('2026-03-09', 'handlerA', 'sendForExamination');
    expect(file.clock('sealing')).toMatchObject({ state: 'paused', pauses: [{ document: '期间告知书' }] });
    file.on('2026-03-19', 'handlerA', 'recordExamination');
    // ten days left out; the last day does not roll
    expect(file.clock('sealing')).toMatchObject({ state: 'running', dueDate: '2026-04-15' });
    file.on('2026-03-20', 'handlerA', 'submitFinalReport');
    expect(file.on('2026-03-23', 'responsible', 'extendSealing')).toMatchObject({ accepted: true, stage: 'under_review' });
    expect(file.clock('sealing')).toMatchObject({ dueDate: '2026-05-15' });
    expect(file.on('2026-03-24', 'responsible', 'extendSealing')).toMatchObject({ code: 'DEADLINE_REFUSED', rule: 'seal-seize-term', reason: 'EXTENSION_BEYOND_CAP' });
    file.tick('2026-05-15T16:00:00.000Z');
    expect(file.record).toMatchObject({ stage: 'under_review', facts: { sealing: { ended: { on: '2026-05-15', how: 'released_by_law' } } } });
    expect(file.on('2026-05-18', 'responsible', 'liftSealing')).toMatchObject({ code: 'MEASURE_NOT_UNDER_WAY' });
  });

  test('is not stopped by a test that was under way before, of whose time the party was not told for this measure', () => {
    const file = caseIn('investigating');
    file.on('2026-03-06', 'handlerA', 'sendForExamination');
    file.on('2026-03-09', 'handlerA', 'applySealing');
    expect(file.clock('sealing')).toMatchObject({ state: 'running', dueDate: '2026-04-08', pauses: [] });
    expect(file.on('2026-03-16', 'handlerA', 'recordExamination')).toMatchObject({ accepted: true });
    expect(file.clock('sealing')).toMatchObject({ state: 'running', dueDate: '2026-04-08' });
  });

  test('lifted in time, nothing lapses', () => {
    const file = caseIn('investigating');
    file.on('2026-03-06', 'handlerA', 'applySealing');
    expect(file.on('2026-03-30', 'responsible', 'liftSealing')).toMatchObject({ accepted: true });
    file.tick(noon('2026-04-30'));
    expect(rungsTold(file).filter((line) => line.includes('seal-seize-term lapse'))).toEqual([]);
  });
});
