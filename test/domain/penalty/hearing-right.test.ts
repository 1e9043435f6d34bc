import { describe, expect, test } from 'vitest';
import { hasHearingRight, type PartyKind } from '../../../domain/penalty/hearing-right.ts';
import { isNotHeavier, needsOtherPerformance, penaltySchema, type Penalty } from '../../../domain/penalty/penalty.ts';
import { rules } from '../../support/law.ts';

const base = { discretionTier: 'ordinary' as const, reasons: '理由' };
const fineOf = (fineYuan: string): Penalty => ({ ...base, kinds: ['fine'], fineYuan });

describe('hearing-right-scope · HRM 5', () => {
  const cases: readonly [string, Penalty, PartyKind, boolean][] = [
    ['a company, one fen below', fineOf('99999.99'), 'legal_person', false],
    ['a company, exactly the line', fineOf('100000'), 'legal_person', true],
    ['a person, one fen below', fineOf('9999.99'), 'natural_person', false],
    ['a person, exactly the line', fineOf('10000.00'), 'natural_person', true],
    ['a sole trader is held to the line of persons', fineOf('10000'), 'sole_trader', true],
    ['another organisation to that of companies', fineOf('10000'), 'other_organisation', false],
    ['gains and goods together', { ...base, kinds: ['confiscate_gains', 'confiscate_goods'], confiscatedYuan: '60000', goodsYuan: '40000' }, 'legal_person', true],
    ['fine and gains are not added up', { ...base, kinds: ['fine', 'confiscate_gains'], fineYuan: '60000', confiscatedYuan: '60000' }, 'legal_person', false],
    ['a revoked licence', { ...base, kinds: ['revoke_licence'] }, 'legal_person', true],
    ['a stop of business', { ...base, kinds: ['suspend_business'] }, 'legal_person', true],
    ['a warning', { ...base, kinds: ['warning'] }, 'natural_person', false],
  ];
  test.each(cases)('%s', (_title, penalty, party, expected) => {
    expect(hasHearingRight(penalty, party, '2026-03-01', rules)).toBe(expected);
  });
});

describe('a penalty', () => {
  test('names each sum exactly where it names the kind', () => {
    expect(penaltySchema.safeParse({ ...base, kinds: ['fine'] }).success).toBe(false);
    expect(penaltySchema.safeParse({ ...base, kinds: ['warning'], fineYuan: '1' }).success).toBe(false);
    expect(penaltySchema.safeParse({ ...base, kinds: ['warning', 'warning'] }).success).toBe(false);
    expect(penaltySchema.safeParse(fineOf('1')).success).toBe(true);
  });

  test('is not heavier than another with no kind and no sum beyond it', () => {
    expect(isNotHeavier(fineOf('9'), fineOf('9.00'))).toBe(true);
    expect(isNotHeavier(fineOf('9.01'), fineOf('9'))).toBe(false);
    expect(isNotHeavier({ ...base, kinds: ['warning'] }, fineOf('9'))).toBe(false);
  });

  test('asks for more than money where its kind does', () => {
    expect(needsOtherPerformance(fineOf('9'))).toBe(false);
    expect(needsOtherPerformance({ ...base, kinds: ['fine', 'confiscate_goods'], fineYuan: '9', goodsYuan: '5' })).toBe(true);
  });
});
