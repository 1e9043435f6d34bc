import { describe, expect, test } from 'vitest';
import { classifyRecord, type ClassificationInputs, type RecordClass } from '../../../domain/credit/classify-record.ts';
import { standingAfterPublicity, standingOnPublication } from '../../../domain/credit/credit-class.ts';
import { publicityClocks } from '../../../domain/credit/publicity-period.ts';
import { defaultCalendar } from '../../../domain/calendar/default-calendar.ts';
import { findRule } from '../../../domain/rules/find-rule.ts';
import { rules } from '../../support/law.ts';

const usual: ClassificationInputs = { penaltyKinds: ['fine'], fineYuan: '12000', discretionTier: 'ordinary', domain: 'other', partyType: 'business_entity', seriousList: false };
const on = '2026-03-10';
const classOf = (change: Partial<ClassificationInputs>) => classifyRecord({ ...usual, ...change }, on, rules).recordClass;

const cases: readonly (readonly [says: string, change: Partial<ClassificationInputs>, recordClass: RecordClass])[] = [
  ['a warning alone is not published', { penaltyKinds: ['warning'] }, 'not_published'],
  ['circulated criticism alone is minor', { penaltyKinds: ['circulated_criticism'] }, 'minor'],
  ['circulated criticism alone is minor in a key field too', { penaltyKinds: ['circulated_criticism'], domain: 'drug' }, 'minor'],
  ['a lenient fine of exactly the line is minor', { discretionTier: 'lenient', fineYuan: '50000' }, 'minor'],
  ['a mitigated fine below the line is minor', { discretionTier: 'mitigated', fineYuan: '0.01' }, 'minor'],
  ['a lenient fine one fen above the line is general', { discretionTier: 'lenient', fineYuan: '50000.01' }, 'general'],
  ['a small fine of the ordinary tier is general', { fineYuan: '100' }, 'general'],
  ['a small fine of the heavier tier is general', { discretionTier: 'heavier', fineYuan: '100' }, 'general'],
  ['the line of a responsible individual is lower: at it, minor', { partyType: 'responsible_individual', discretionTier: 'lenient', fineYuan: '5000' }, 'minor'],
  ['the line of a responsible individual is lower: above it, general', { partyType: 'responsible_individual', discretionTier: 'lenient', fineYuan: '5000.01' }, 'general'],
  ['a warning beside a low fine adds nothing', { penaltyKinds: ['warning', 'fine'], discretionTier: 'lenient', fineYuan: '3000' }, 'minor'],
  ['a low fine with confiscated gains is not a low fine only', { penaltyKinds: ['fine', 'confiscate_gains'], discretionTier: 'lenient', fineYuan: '3000' }, 'general'],
  ['a suspended permit is general', { penaltyKinds: ['suspend_permit'] }, 'general'],
  ...(['food', 'drug', 'medical_device', 'cosmetics', 'special_equipment', 'key_product'] as const).map(
    (domain) => [`an ordinary fine in the field ${domain} is serious a`, { domain }, 'serious_a'] as const,
  ),
  ['confiscated goods in a key field are serious a', { penaltyKinds: ['confiscate_goods'], domain: 'cosmetics' }, 'serious_a'],
  ...(['restrict_operations', 'suspend_business', 'employment_ban'] as const).map((kind) => [`${kind} is serious b`, { penaltyKinds: ['fine', kind] }, 'serious_b'] as const),
  ...(['lower_qualification', 'revoke_permit', 'revoke_licence', 'close_business'] as const).map((kind) => [`${kind} is serious c`, { penaltyKinds: ['fine', kind] }, 'serious_c'] as const),
  ['serious c outweighs serious b', { penaltyKinds: ['suspend_business', 'revoke_licence'] }, 'serious_c'],
  ['the serious-violation list is serious d', { seriousList: true }, 'serious_d'],
  ['the serious-violation list outweighs a low fine', { seriousList: true, discretionTier: 'lenient', fineYuan: '100' }, 'serious_d'],
  ['a restriction outweighs the list, since publicity lasts as long as it', { seriousList: true, penaltyKinds: ['suspend_business'] }, 'serious_b'],
];

describe('the class of a record (PIP 13-15, CRM 6-9)', () => {
  test.each(cases)('%s', (_says, change, recordClass) => {
    expect(classOf(change)).toBe(recordClass);
  });

  test('keeps its inputs, the line that was applied and the version of its rule', () => {
    expect(classifyRecord(usual, on, rules)).toEqual({ recordClass: 'general', inputs: usual, ruleId: 'publicity-low-fine', ruleVersion: '2025-12-25', lowFineYuan: '50000', classVersion: '2025-12-25' });
  });

  test('is refused for a day for which no rule is held', () => {
    expect(() => classifyRecord(usual, '2021-08-31', rules)).toThrow(expect.objectContaining({ code: 'TRIGGER_BEFORE_RULE' }));
  });

  test('asks for the line of a low fine, which provinces set before 2025-12-25, only where the class depends on it', () => {
    const older = (change: Partial<ClassificationInputs>) => () => classifyRecord({ ...usual, ...change }, '2025-12-24', rules);
    expect(older({})).toThrow(expect.objectContaining({ code: 'LINE_NOT_SET', ruleId: 'publicity-low-fine' }));
    expect(older({ penaltyKinds: ['fine', 'revoke_licence'] })()).toMatchObject({ recordClass: 'serious_c', lowFineYuan: null, ruleVersion: '2021-09-01', classVersion: '2021-09-01' });
    expect(older({ penaltyKinds: ['circulated_criticism'] })()).toMatchObject({ recordClass: 'minor', lowFineYuan: null });
  });
});

describe('acceptance scenario 14', () => {
  test('a food fine of 60,000 is serious a, 1 year at least and 3 at most; a food fine of 5,000 in the lenient tier is minor, 3 months', () => {
    for (const discretionTier of ['ordinary', 'lenient'] as const) {
      const recordClass = classOf({ domain: 'food', fineYuan: '60000', discretionTier });
      expect(recordClass).toBe('serious_a');
      const clocks = publicityClocks('serious_a', on, undefined, { calendar: defaultCalendar, rules });
      expect(clocks).toEqual({ minimumPublicity: { rule: 'publicity-serious-min' }, maximumPublicity: { rule: 'publicity-serious-max' } });
      expect(findRule('publicity-serious-min', undefined, rules)).toMatchObject({ limit: 1, unit: 'Y', onLapse: 'NOT_BEFORE' });
      expect(findRule('publicity-serious-max', undefined, rules)).toMatchObject({ limit: 3, unit: 'Y', onLapse: 'AUTO_STOP' });
    }
    expect(classOf({ domain: 'food', fineYuan: '5000', discretionTier: 'lenient' })).toBe('minor');
    expect(publicityClocks('minor', on, undefined, { calendar: defaultCalendar, rules })).toEqual({ minimumPublicity: null, maximumPublicity: { rule: 'publicity-minor-stop' } });
    expect(findRule('publicity-minor-stop', undefined, rules)).toMatchObject({ limit: 3, unit: 'MO', onLapse: 'AUTO_STOP' });
  });
});

describe('the periods of publicity', () => {
  test.each([
    ['general', 'publicity-general-min', 'publicity-general-max'],
    ['serious_b', 'publicity-serious-min', 'publicity-serious-max'],
    ['serious_c', null, 'publicity-serious-max'],
    ['serious_d', 'publicity-serious-min', 'publicity-serious-max'],
  ] as const)('%s has the minimum %s and the maximum %s', (recordClass, minimum, maximum) => {
    expect(publicityClocks(recordClass, on, undefined, { calendar: defaultCalendar, rules })).toEqual({ minimumPublicity: minimum && { rule: minimum }, maximumPublicity: { rule: maximum } });
  });

  test('a restriction that ends with the maximum changes nothing, one that ends later carries the publicity on', () => {
    expect(publicityClocks('serious_b', on, '2029-03-10', { calendar: defaultCalendar, rules }).maximumPublicity).toEqual({ rule: 'publicity-serious-max' });
    expect(publicityClocks('serious_b', on, '2029-03-11', { calendar: defaultCalendar, rules }).maximumPublicity).toEqual({ rule: 'publicity-restriction-run', date: '2029-03-11' });
  });
});

describe('the credit-risk class (a design rule)', () => {
  test('is not spoken of for a record published before the rule', () => {
    expect(standingOnPublication('general', 'A', '2025-12-31', rules)).toBeNull();
  });

  test.each([
    ['minor', undefined, 'B'], ['minor', 'A', 'B'], ['minor', 'C', 'C'], ['general', 'A', 'C'], ['general', 'D', 'D'], ['serious_a', 'B', 'D'], ['serious_c', undefined, 'D'],
  ] as const)('a %s record makes of %s a %s, never a better one', (recordClass, before, after) => {
    const standing = standingOnPublication(recordClass, before, on, rules);
    if (standing === null) throw new Error('the design rule is held for that day');
    expect(standing).toMatchObject({ creditClassAfter: after, since: on });
    expect(standing.creditClassBefore).toBe(before);
    expect(standingAfterPublicity(standing, '2026-06-30')).toMatchObject({ creditClassAfter: before ?? null, since: '2026-06-30' });
  });
});
