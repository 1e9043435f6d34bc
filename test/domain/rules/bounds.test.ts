import { describe, expect, it } from 'vitest';
import { findBound, findRule } from '../../../domain/rules/find-rule.ts';
import { checkRuleSet } from '../../../domain/rules/check-rule-set.ts';
import type { BoundRule } from '../../../domain/rules/rule.ts';
import { known, rules } from '../../support/law.ts';

/** The counts and shares once more, beside the data. */
const bounds: readonly (readonly [id: string, value: number, of: string, sense: string])[] = [
  ['plan-general-item-ratio-cap', 100, 'percent', 'below'],
  ['plan-key-item-no-cap', 100, 'percent', 'at_most'],
  ['two-officer-rule', 2, 'persons', 'at_least'],
  ['draw-officer-pool', 2, 'persons', 'at_least'],
  ['draw-seed-contributors', 2, 'persons', 'at_least'],
  ['draw-frame-size', 20_000, 'objects', 'at_most'],
  ['draw-task-size', 500, 'objects', 'at_most'],
];

describe('counts and shares', () => {
  it.each(bounds)('%s is %s %s, %s', (id, value, of, sense) => {
    expect(findBound(id, undefined, rules)).toMatchObject({ value, of, sense });
  });

  it('are told from clocks', () => {
    expect(() => findRule('two-officer-rule', undefined, rules)).toThrow(expect.objectContaining({ code: 'NOT_A_CLOCK' }));
    expect(() => findBound('plan-annual-compile', undefined, rules)).toThrow(expect.objectContaining({ code: 'NOT_A_BOUND' }));
    expect(() => findBound('two-officer-rule', '2021-07-14', rules)).toThrow(expect.objectContaining({ code: 'TRIGGER_BEFORE_RULE' }));
  });

  it('are checked: no share above the whole, no count of nobody', () => {
    const rule = findBound('plan-general-item-ratio-cap', undefined, rules);
    const codes = (spoilt: Partial<BoundRule>) => checkRuleSet({ rules: [{ ...rule, ...spoilt }], ladders: rules.ladders }, known).map(({ code }) => code);
    expect(codes({})).toEqual([]);
    for (const value of [101, 0, 2.5]) expect(codes({ value })).toEqual(['BAD_BOUND']);
    expect(checkRuleSet(rules, known)).toEqual([]);
  });
});
