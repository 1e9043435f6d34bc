import { describe, expect, test } from 'vitest';
import { caseIn } from '../../support/case.ts';

/** A case served on 2026-03-25, demanded on 2026-04-16, whose court window begins on 2026-09-28. */
function demanded() {
  const file = caseIn('serving');
  file.on('2026-03-25', 'handlerA', 'recordService');
  file.tick('2026-04-15T00:00:00.000Z');
  file.on('2026-04-16', 'handlerA', 'serveDemand');
  return file;
}

describe('the court is asked', () => {
  test.each(['reconsideration', 'litigation'])('not while a %s is pending: the answer names the rule', (pendingRemedy) => {
    const file = demanded();
    expect(file.on('2026-10-08', 'responsible', 'applyToCourt', { pendingRemedy })).toMatchObject({ accepted: false, code: 'REMEDY_PENDING', field: '/pendingRemedy', rule: 'court-no-pending-remedy' });
    expect(file.record.stage).toBe('demanded');
    expect(file.on('2026-10-08', 'responsible', 'applyToCourt', { pendingRemedy: 'none' })).toMatchObject({ stage: 'court_applied' });
  });

  test('on the word of who applies that nothing is pending, and the ledger keeps whose word it is', () => {
    const file = demanded();
    expect(file.on('2026-10-08', 'responsible', 'applyToCourt')).toMatchObject({ stage: 'court_applied' });
    expect(file.given.at(-1)?.entries.at(-1)?.content['evidence']).toEqual({ declared: { pendingRemedy: 'none', by: 'responsible' } });
  });
});

/** The window was missed, and somebody answered for it. */
function missed() {
  const file = demanded();
  file.tick('2026-12-28T16:00:00.000Z');
  file.on('2026-12-30', 'responsible', 'reviewMissedWindow', { findings: '承办人疏忽', measures: '约谈' });
  return file;
}

describe('a case is closed', () => {
  test('not on a form that says that the violation goes on', () => {
    const file = missed();
    expect(file.on('2026-12-30', 'handlerA', 'submitClosureForm', { correction: 'open' })).toMatchObject({ accepted: false, code: 'CORRECTION_OPEN', field: '/correction', rule: 'closure-correction-verified' });
    expect(file.on('2026-12-30', 'handlerA', 'submitClosureForm')).toMatchObject({ stage: 'closure_approval' });
  });

  test('not where nobody answered for a missed window', () => {
    const file = missed();
    const { windowReview: _, ...facts } = file.record.facts;
    file.record = { ...file.record, facts };
    expect(file.on('2026-12-30', 'handlerA', 'submitClosureForm')).toMatchObject({ accepted: false, code: 'CLOSURE_CONDITION_UNMET', rule: 'closure-conditions' });
  });

  test('not by an approval for which the condition is gone', () => {
    const file = missed();
    file.on('2026-12-30', 'handlerA', 'submitClosureForm');
    const { milestones } = file.record;
    file.record = { ...file.record, milestones: Object.fromEntries(Object.entries(milestones).filter(([name]) => name !== 'windowMissed')) };
    expect(file.on('2026-12-31', 'responsible', 'closeCase', { opinion: '同意' })).toMatchObject({ accepted: false, code: 'CLOSURE_CONDITION_UNMET', rule: 'closure-conditions' });
    file.record = { ...file.record, milestones };
    expect(file.on('2026-12-31', 'responsible', 'closeCase', { opinion: '同意' })).toMatchObject({ stage: 'archived' });
  });
});
