import { z } from 'zod';
import { askCriterion } from '../../criteria/criteria.ts';
import { yuanSchema } from '../../penalty/money.ts';
import type { Penalty } from '../../penalty/penalty.ts';
import type { Guard } from '../action.ts';

/** The range of the fine in the special law; with it the amount is compared with the tier. */
export const fineRangeInput = z.strictObject({ leastYuan: yuanSchema.describe('法定最低罚款'), mostYuan: yuanSchema.describe('法定最高罚款') });

interface Amount<Input> {
  readonly penaltyOf: (input: Input) => Penalty | undefined;
  readonly rangeOf: (input: Input) => z.infer<typeof fineRangeInput> | undefined;
}

/** The sums of a fine and of its range in the words of the criteria; null where there is no fine, or nobody told the range. */
function given<Input>(input: Input, { penaltyOf, rangeOf }: Amount<Input>) {
  const penalty = penaltyOf(input);
  const range = rangeOf(input);
  return penalty?.fineYuan === undefined || range === undefined ? null : { tier: penalty.discretionTier, fineYuan: penalty.fineYuan, ...range };
}

/**
 * Warnings, since the bands were not checked in their text and the province's benchmarks rule: does the fine belong to the tier that is claimed for
 * it (discretion-tier-amount: APL 32, below the least sum only where it is mitigated), and to the band of that tier (discretion-bands)?
 */
export function fineFitsTier<Input>(amount: Amount<Input>): Guard<unknown, Input>[] {
  return [
    {
      name: 'amountOfTier',
      rule: 'discretion-tier-amount',
      check: ({ input, occurredOn, rules }) => {
        const sums = given(input, amount);
        return sums !== null && askCriterion('discretion-tier-amount', sums, occurredOn, rules) === 'does_not_fit' ? { code: 'DISCRETION_TIER_AMOUNT', field: '/fineRange', rule: 'discretion-tier-amount' } : null;
      },
    },
    {
      name: 'insideBand',
      rule: 'discretion-bands',
      check: ({ input, occurredOn, rules }) => {
        const sums = given(input, amount);
        return sums !== null && askCriterion('discretion-bands', sums, occurredOn, rules) === 'warned' ? { code: 'DISCRETION_BAND', field: '/fineRange', rule: 'discretion-bands' } : null;
      },
    },
  ];
}
