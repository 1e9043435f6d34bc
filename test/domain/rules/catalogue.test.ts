import { describe, expect, it } from 'vitest';
import { askCriterion } from '../../../domain/criteria/criteria.ts';
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

/** What changed: the last day of the older number and the first day of the newer one. */
const changes: readonly (readonly [id: string, older: string, newer: string, lastDay: string, firstDay: string])[] = [
  ['statement-period', '3 CD', '5 WD', '2021-07-14', '2021-07-15'],
  ['hearing-request', '3 CD', '5 WD', '2021-07-14', '2021-07-15'],
  ['publicity-minor-stop', '3 MO', '3 MO', '2025-12-24', '2025-12-25'],
  ['publicity-general-min', '6 MO', '3 MO', '2025-12-24', '2025-12-25'],
  ['publicity-general-max', '3 Y', '1 Y', '2025-12-24', '2025-12-25'],
  ['publicity-serious-min', '1 Y', '1 Y', '2025-12-24', '2025-12-25'],
  ['publicity-serious-max', '3 Y', '3 Y', '2025-12-24', '2025-12-25'],
  ['repair-accept', '2 WD', '2 WD', '2025-12-24', '2025-12-25'],
  ['repair-decide-abnormal', '5 WD', '2 WD', '2025-12-24', '2025-12-25'],
  ['repair-decide-penalty', '15 WD', '7 WD', '2025-12-24', '2025-12-25'],
  ['repair-serious-list', '15 WD', '7 WD', '2025-12-24', '2025-12-25'],
  ['svl-auto-remove', '5 Y', '3 Y', '2021-08-31', '2021-09-01'],
  ['complaint-mediate', '45 WD', '60 CD', '2026-04-14', '2026-04-15'],
  ['reconsider-reply', '10 CD', '10 WD', '2023-12-31', '2024-01-01'],
  ['cc-period-general', '3 MO', '3 MO', '2026-03-31', '2026-04-01'],
  ['cc-period-general-max', '3 Y', '1 Y', '2026-03-31', '2026-04-01'],
];

describe('what changed', () => {
  it.each(changes)('%s was %s and is %s: the version of the trigger date governs, to the day', (id, older, newer, lastDay, firstDay) => {
    const at = (day: string) => findRule(id, day, rules);
    expect([lastDay, firstDay].map(at).map(({ limit, unit }) => `${limit} ${unit}`)).toEqual([older, newer]);
    expect(at(lastDay)).toMatchObject({ effectiveTo: lastDay });
    expect(at(firstDay)).toMatchObject({ effectiveFrom: firstDay });
  });

  it('the duty to tell a reporter within 5 working days ended with order 121', () => {
    expect(findRule('report-feedback-order-20', '2026-04-14', rules)).toMatchObject({ limit: 5, unit: 'WD' });
    expect(() => findRule('report-feedback-order-20', '2026-04-15', rules)).toThrow(expect.objectContaining({ code: 'RULE_EXPIRED' }));
    expect(() => findRule('abn-three-years-serious', '2024-05-01', rules)).toThrow(expect.objectContaining({ code: 'RULE_EXPIRED' }));
  });

  it.each([
    ['simple-scope', { party: 'organisation', fineYuan: '3000', warningOnly: false }, '2021-07-14', 'refused', '2021-07-15', 'allowed'],
    ['simple-reconsider-first', { procedure: 'simple', reconsidered: false }, '2023-12-31', 'allowed', '2024-01-01', 'refused'],
    ['reconsider-body', { body: 'superior_department' }, '2023-12-31', 'allowed', '2024-01-01', 'refused'],
    ['illegal-gains-calc', { found: 'not_computable', approvedBy: ['principal_head'] }, '2026-03-19', 'refused', '2026-03-20', 'allowed'],
    ['publicity-early-stop', { recordClass: 'general', onList: true }, '2025-12-24', 'on_list', '2025-12-25', 'allowed'],
    ['decision-publication-notice', { publicationTold: true, repairNotice: false }, '2025-06-21', 'allowed', '2025-06-22', 'refused'],
    ['abn-grounds', { ground: 'disclosure_false' }, '2024-04-30', 'listed', '2025-12-25', 'not_listed'],
  ] as const)('%s answers by the row of the day', (id, given, lastDay, older, firstDay, newer) => {
    const ask = (day: string) => askCriterion(id as 'abn-grounds', given as unknown as { ground: string }, day, rules);
    expect([lastDay, firstDay].map(ask)).toEqual([older, newer]);
  });
});

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
    expect(() => findRule('clue-verify', '2022-09-28', rules)).toThrow(expect.objectContaining({ code: 'TRIGGER_BEFORE_RULE' }));
    expect(() => findRule('statement-period', '1996-09-30', rules)).toThrow(expect.objectContaining({ code: 'TRIGGER_BEFORE_RULE' }));
    expect(() => findRule('statement-period', '1996-09-30', both)).toThrow(expect.objectContaining({ code: 'TRIGGER_BEFORE_RULE' }));
    expect(() => findRule('statement-period', '2021-07-15', both)).toThrow(expect.objectContaining({ code: 'RULE_EXPIRED' }));
  });
});
