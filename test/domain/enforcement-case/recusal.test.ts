import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../domain/json.ts';
import { caseIn, noon, type Staff } from '../../support/case.ts';
import { rungsTold } from '../../support/walk.ts';

const against = (officerId: string, office: string): JsonObject => ({ officerId, office });

describe('a recusal in a case', () => {
  test('stops nothing until it is decided; upheld, that person does nothing more, and is replaced before the report', () => {
    const file = caseIn('investigating');
    expect(file.on('2026-03-06', 'handlerA', 'raiseRecusal')).toMatchObject({ accepted: true, stage: 'investigating' });
    expect(file.clock('recusalDecision')).toMatchObject({ ruleId: 'recusal-sla', dueDate: '2026-03-10' });
    expect(file.on('2026-03-06', 'handlerB', 'recordEvidence')).toMatchObject({ accepted: true });
    expect(file.on('2026-03-06', 'handlerA', 'raiseRecusal', against('handler-a', 'handler'))).toMatchObject({ code: 'RECUSAL_UNDER_WAY' });
    expect(file.on('2026-03-09', 'responsible', 'decideRecusal')).toMatchObject({ accepted: true, outcome: 'upheld' });
    expect(file.clock('recusalDecision')).toBeUndefined();
    expect(file.on('2026-03-09', 'handlerB', 'recordEvidence')).toMatchObject({ accepted: false, code: 'OFFICER_RECUSED', rule: 'recusal-case-effect' });
    expect(file.on('2026-03-09', 'handlerA', 'submitFinalReport')).toMatchObject({ code: 'OFFICER_RECUSED', rule: 'recusal-case-effect' });
    expect(file.on('2026-03-09', 'unitHead', 'replaceHandlers', { officerIds: ['handler-a', 'handler-b'] })).toMatchObject({ code: 'OFFICER_RECUSED', field: '/officerIds' });
    expect(file.on('2026-03-09', 'unitHead', 'replaceHandlers', { officerIds: ['handler-a', 'handler-c'] })).toMatchObject({ accepted: true });
    expect(file.on('2026-03-10', 'handlerA', 'submitFinalReport')).toMatchObject({ stage: 'under_review' });
  });

  test('rejected, everybody goes on as before', () => {
    const file = caseIn('investigating');
    file.on('2026-03-06', 'handlerA', 'raiseRecusal');
    expect(file.on('2026-03-09', 'responsible', 'decideRecusal', { upheld: false })).toMatchObject({ outcome: 'rejected' });
    expect(file.on('2026-03-09', 'handlerB', 'recordEvidence')).toMatchObject({ accepted: true });
    expect(file.on('2026-03-09', 'responsible', 'decideRecusal')).toMatchObject({ code: 'RECUSAL_NOT_OPEN' });
  });

  test.each<[string, string, Staff, boolean]>([
    ['handler-b', 'handler', 'responsible', true],
    ['handler-b', 'handler', 'principalHead', true],
    ['handler-b', 'handler', 'meeting', false],
    ['responsible', 'responsible_person', 'responsible', false],
    ['responsible', 'responsible_person', 'principalHead', true],
    ['principal-head', 'principal_head', 'principalHead', false],
    ['principal-head', 'principal_head', 'meeting', true],
    ['responsible', 'other', 'responsible', false],
  ])('of %s as %s is decided by %s: %s', (officerId, office, decider, isTheirs) => {
    const file = caseIn('investigating');
    file.on('2026-03-06', 'handlerA', 'raiseRecusal', against(officerId, office));
    expect(file.on('2026-03-09', decider, 'decideRecusal')).toMatchObject(isTheirs ? { accepted: true } : { code: 'RECUSAL_DECIDER', rule: 'recusal-case-decider' });
  });

  test('bars a reviewer and a presider, whatever they would do', () => {
    const file = caseIn('under_review');
    file.on('2026-03-11', 'handlerA', 'raiseRecusal', against('legal-reviewer', 'reviewer'));
    file.on('2026-03-12', 'responsible', 'decideRecusal');
    expect(file.on('2026-03-12', 'legalReviewer', 'recordReview')).toMatchObject({ code: 'OFFICER_RECUSED' });
    const hearing = caseIn('notice_served');
    hearing.on('2026-03-17', 'handlerA', 'requestHearing');
    hearing.on('2026-03-17', 'handlerA', 'raiseRecusal', against('presider', 'hearing_staff'));
    hearing.on('2026-03-18', 'responsible', 'decideRecusal');
    expect(hearing.on('2026-03-18', 'responsible', 'namePresider')).toMatchObject({ code: 'OFFICER_RECUSED', field: '/presiderId' });
  });

  test('that nobody decides in two working days is escalated', () => {
    const file = caseIn('investigating');
    file.on('2026-03-06', 'handlerA', 'raiseRecusal');
    file.tick(noon('2026-03-16'));
    expect(rungsTold(file)).toEqual(expect.arrayContaining(['recusal-sla lapse 2026-03-10', 'recusal-sla overdue_3 2026-03-13']));
  });
});
