import { z } from 'zod';
import { askCriterion } from '../../criteria/criteria.ts';
import { fenOf, yuanSchema } from '../../penalty/money.ts';
import type { Penalty } from '../../penalty/penalty.ts';
import { defineAction, type Guard } from '../action.ts';
import { text } from '../inspection/facts.ts';
import type { CaseFacts, IllegalGains } from './facts.ts';

/** IGM 3-6, 14: none, so much, or beyond computing. */
export const gainsInput = z.discriminatedUnion('found', [
  z.strictObject({ found: z.literal('none'), reason: text(2000) }),
  z.strictObject({ found: z.literal('computed'), incomeYuan: yuanSchema.describe('取得的款项'), costsYuan: yuanSchema.describe('合法必要支出'), refundedYuan: yuanSchema.describe('已经退还') }),
  z.strictObject({ found: z.literal('not_computable'), reason: text(2000) }),
]);

interface Decision {
  readonly penalty: Penalty;
  readonly illegalGains?: IllegalGains | undefined;
}

/** illegal-gains-calc · IGM 14: a finding, and where they are left out the approval of the principal head; before 2026-03-20, by order 37 of 2008, nothing could be left out. */
export const illegalGainsFound: Guard<CaseFacts, Decision> = {
  name: 'illegalGainsFound',
  rule: 'illegal-gains-calc',
  check: ({ facts, input, occurredOn, rules }) => {
    const found = input.illegalGains?.found ?? 'missing';
    const approvedBy = facts.gainsLeftOut ? ['principal_head'] : [];
    if (askCriterion('illegal-gains-calc', { found, approvedBy }, occurredOn, rules) === 'allowed') return null;
    return { code: found === 'missing' ? 'ILLEGAL_GAINS_MISSING' : 'ILLEGAL_GAINS_APPROVAL', field: '/illegalGains', rule: 'illegal-gains-calc' };
  },
};

/** illegal-gains-calc-amount · IGM 3-6, 11: what is confiscated is never more than what was found. */
export const gainsNotAboveThoseFound: Guard<CaseFacts, Decision> = {
  name: 'gainsNotAboveThoseFound',
  rule: 'illegal-gains-calc-amount',
  check: ({ input, occurredOn, rules }) => {
    const { penalty: { confiscatedYuan }, illegalGains } = input;
    if (confiscatedYuan === undefined || illegalGains === undefined) return null;
    const gains = illegalGains.found === 'computed' ? askCriterion('illegal-gains-calc-amount', illegalGains, occurredOn, rules) : '0';
    return fenOf(confiscatedYuan) > fenOf(gains) ? { code: 'ILLEGAL_GAINS_AMOUNT', field: '/penalty/confiscatedYuan', rule: 'illegal-gains-calc-amount' } : null;
  },
};

const leavingOut = z.strictObject({ reason: text(2000).describe('违法所得确实难以计算的情况') });

/** IGM 14: the principal head approves that illegal gains which cannot be computed are left out. */
export const approveLeavingOutGains = defineAction<CaseFacts, z.infer<typeof leavingOut>>({
  name: 'approveLeavingOutGains',
  label: { zh: '批准不予计算违法所得', en: 'Approve leaving out the illegal gains' },
  roles: ['principal_head'],
  input: leavingOut,
  guards: [],
  cites: ['illegal-gains-calc'],
  perform: ({ input, actor, occurredOn }) => ({ outcome: 'approved', facts: { gainsLeftOut: { by: actor.id, on: occurredOn, reason: input.reason } } }),
});
