import { describe, expect, it } from 'vitest';
import { findAccrual, findRule } from '../../../domain/rules/find-rule.ts';
import type { ClockRule, RuleSet } from '../../../domain/rules/rule.ts';
import { rules } from '../../support/law.ts';

/** The numbers of the law once more, beside the data: a slip of the pen in one of the two is found. */
const numbers: readonly (readonly [id: string, limit: number | string | null, unit: string, roll: string, onLapse: string, from: string])[] = [
  ['plan-annual-compile', '01-31', 'DATE', 'none', 'AGENCY_OVERDUE', '2020-07-27'],
  ['plan-half-year-report', '07-15', 'DATE', 'none', 'AGENCY_OVERDUE', '2020-07-27'],
  ['plan-full-year-report', '11-10', 'DATE', 'none', 'AGENCY_OVERDUE', '2020-07-27'],
  ['limitation-two-years', 2, 'Y', 'none', 'TIME_BARRED', '2021-07-15'],
  ['limitation-five-years', 5, 'Y', 'none', 'TIME_BARRED', '2021-07-15'],
  ['case-suspend', 30, 'CD', 'rest_day', 'AGENCY_OVERDUE', '2026-01-01'],
  ['hearing-presider-appoint', 3, 'WD', 'none', 'AGENCY_OVERDUE', '2021-07-15'],
  ['hearing-file-handover', 3, 'WD', 'none', 'AGENCY_OVERDUE', '2021-07-15'],
  ['hearing-fix-date', 5, 'WD', 'none', 'AGENCY_OVERDUE', '2021-07-15'],
  ['hearing-notice-lead', 7, 'WD', 'none', 'NOT_BEFORE', '2021-07-15'],
  ['hearing-public-announce', 3, 'WD', 'none', 'NOT_BEFORE', '2021-07-15'],
  ['hearing-report', 5, 'WD', 'none', 'AGENCY_OVERDUE', '2021-07-15'],
  ['publish-correct', 3, 'WD', 'none', 'AGENCY_OVERDUE', '2026-01-01'],
  ['publish-withdraw', 3, 'WD', 'none', 'AGENCY_OVERDUE', '2025-12-25'],
  ['publicity-restriction-run', null, 'DATE', 'none', 'AUTO_STOP', '2025-12-25'],
  ['repair-serious-list', 7, 'WD', 'none', 'AGENCY_OVERDUE', '2025-12-25'],
  ['repair-fraud', 3, 'Y', 'none', 'NOT_BEFORE', '2025-12-25'],
  ['draw-match-officers', 2, 'WD', 'none', 'AGENCY_OVERDUE', '2026-01-01'],
  ['recusal-sla', 2, 'WD', 'none', 'AGENCY_OVERDUE', '2026-01-01'],
  ['inspection-task-end', null, 'DATE', 'none', 'AGENCY_OVERDUE', '2026-01-01'],
  ['inspection-result-publish', 20, 'WD', 'none', 'AGENCY_OVERDUE', '2025-03-18'],
  ['correction-default-deadline', 15, 'CD', 'rest_day', 'NEXT_STEP', '2026-01-01'],
  ['correction-instant-disclosure', 10, 'CD', 'rest_day', 'NEXT_STEP', '2025-12-25'],
  ['product-quality-correct', 60, 'CD', 'rest_day', 'NEXT_STEP', '2020-01-01'],
  ['product-quality-recheck', 75, 'CD', 'rest_day', 'AGENCY_OVERDUE', '2020-01-01'],
  ['special-equipment-recheck', 10, 'WD', 'none', 'AGENCY_OVERDUE', '2022-07-01'],
  ['correction-recheck-default', 10, 'WD', 'none', 'AGENCY_OVERDUE', '2026-01-01'],
  ['clue-verify', 15, 'WD', 'none', 'AGENCY_OVERDUE', '2022-09-29'],
  ['case-decide', 90, 'CD', 'rest_day', 'AGENCY_OVERDUE', '2022-09-29'],
  ['evidence-preserve-dispose', 7, 'WD', 'none', 'AUTO_RELEASE', '2022-09-29'],
  ['seal-seize-term', 30, 'CD', 'none', 'AUTO_RELEASE', '2022-09-29'],
  ['crime-transfer-send', 24, 'H', 'none', 'AGENCY_OVERDUE', '2020-08-07'],
  ['review-complete', 10, 'WD', 'none', 'AGENCY_OVERDUE', '2022-09-29'],
  ['proposal-approval', 5, 'WD', 'none', 'AGENCY_OVERDUE', '2026-01-01'],
  ['statement-period', 5, 'WD', 'none', 'RIGHT_WAIVED', '2022-09-29'],
  ['hearing-request', 5, 'WD', 'none', 'RIGHT_WAIVED', '2021-07-15'],
  ['recheck', 5, 'WD', 'none', 'AGENCY_OVERDUE', '2026-01-01'],
  ['service-decision', 7, 'WD', 'none', 'AGENCY_OVERDUE', '2022-09-29'],
  ['service-public-notice', 30, 'CD', 'none', 'NEXT_STEP', '2022-09-29'],
  ['fine-pay', 15, 'CD', 'rest_day', 'NEXT_STEP', '2022-09-29'],
  ['demand-performance', 10, 'WD', 'none', 'NEXT_STEP', '2022-09-29'],
  ['court-apply-window', 3, 'MO', 'rest_day', 'TIME_BARRED', '2022-09-29'],
  ['reconsider-apply', 60, 'CD', 'rest_day', 'RIGHT_WAIVED', '2024-01-01'],
  ['sue-direct', 6, 'MO', 'rest_day', 'RIGHT_WAIVED', '2017-07-01'],
  ['case-close', 15, 'WD', 'none', 'AGENCY_OVERDUE', '2022-09-29'],
  ['archive', 30, 'CD', 'rest_day', 'AGENCY_OVERDUE', '2026-01-01'],
  ['publish-penalty-necips', 20, 'WD', 'none', 'AGENCY_OVERDUE', '2025-12-25'],
  ['publish-penalty-double', 7, 'WD', 'none', 'AGENCY_OVERDUE', '2018-12-05'],
  ['publicity-minor-stop', 3, 'MO', 'none', 'AUTO_STOP', '2025-12-25'],
  ['publicity-general-min', 3, 'MO', 'none', 'NOT_BEFORE', '2025-12-25'],
  ['publicity-general-max', 1, 'Y', 'none', 'AUTO_STOP', '2025-12-25'],
  ['publicity-serious-min', 1, 'Y', 'none', 'NOT_BEFORE', '2025-12-25'],
  ['publicity-serious-max', 3, 'Y', 'none', 'AUTO_STOP', '2025-12-25'],
  ['repair-accept', 2, 'WD', 'none', 'AGENCY_OVERDUE', '2025-12-25'],
  ['repair-decide-penalty', 7, 'WD', 'none', 'AGENCY_OVERDUE', '2025-12-25'],
  ['repair-complete-data', 3, 'WD', 'none', 'AGENCY_OVERDUE', '2025-12-25'],
];

const examinations = ['testing', 'inspection', 'quarantine', 'appraisal'];

describe('the catalogue of rules', () => {
  it.each(numbers)('%s has its number, unit, roll, lapse code and first day', (id, limit, unit, roll, onLapse, from) => {
    expect(findRule(id, undefined, rules)).toMatchObject({ limit, unit, roll, onLapse, effectiveFrom: from });
  });

  it('lets the waiting times allow the act on the day after', () => {
    const waiting = rules.rules.filter((rule) => rule.kind === 'clock' && rule.earliestAction !== undefined).map(({ id }) => id);
    expect(waiting).toEqual(expect.arrayContaining(['demand-performance', 'hearing-notice-lead', 'hearing-public-announce', 'hearing-request', 'publicity-general-min', 'publicity-serious-min', 'repair-fraud', 'statement-period']));
  });

  it.each([
    ['clue-verify', [...examinations, 'right_holder_identification']],
    ['case-decide', [...examinations, 'right_holder_identification', 'suspension', 'hearing', 'public_notice', 'refund_order']],
    ['seal-seize-term', examinations],
    ['reconsider-apply', ['obstacle']],
    ['statement-period', []],
  ])('%s may be paused on its grounds and no others', (id, grounds) => {
    expect(findRule(id, undefined, rules).pausable.map(({ ground }) => ground).sort()).toEqual([...grounds].sort());
  });

  it('refuses an unknown rule, and a clock where a daily sum is meant', () => {
    expect(() => findRule('tea-break', undefined, rules)).toThrow(expect.objectContaining({ code: 'UNKNOWN_RULE' }));
    expect(() => findRule('constructor', undefined, rules)).toThrow(expect.objectContaining({ code: 'UNKNOWN_RULE' }));
    expect(() => findRule('additional-fine', undefined, rules)).toThrow(expect.objectContaining({ code: 'NOT_A_CLOCK' }));
    expect(() => findAccrual('fine-pay', undefined, rules)).toThrow(expect.objectContaining({ code: 'NOT_AN_ACCRUAL' }));
  });
});

describe('versions of a rule', () => {
  const now = findRule('statement-period', undefined, rules);
  const old: ClockRule = { ...now, version: 'old', limit: 3, unit: 'CD', roll: 'rest_day', effectiveFrom: '1996-10-01', effectiveTo: '2021-07-14' };
  const both: RuleSet = { version: 'test', rules: [old, now], former: [], ladders: rules.ladders };

  it('a file keeps the version in force on its trigger date', () => {
    expect(findRule('statement-period', '2021-07-14', both).limit).toBe(3);
    expect(findRule('statement-period', now.effectiveFrom, both).limit).toBe(5);
    expect(findRule('statement-period', undefined, both).limit).toBe(5);
  });

  it('refuses a trigger before the oldest version held, and one after a repeal', () => {
    expect(() => findRule('statement-period', '2022-09-28', rules)).toThrow(expect.objectContaining({ code: 'TRIGGER_BEFORE_RULE' }));
    expect(() => findRule('statement-period', '1996-09-30', both)).toThrow(expect.objectContaining({ code: 'TRIGGER_BEFORE_RULE' }));
    expect(() => findRule('statement-period', '2021-07-15', both)).toThrow(expect.objectContaining({ code: 'RULE_EXPIRED' }));
  });
});
