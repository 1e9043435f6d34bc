import { z } from 'zod';
import { askCriterion } from '../../criteria/criteria.ts';
import { defineAction, type Guard } from '../action.ts';
import { localDate, text } from '../inspection/facts.ts';
import type { CaseFacts } from './facts.ts';

/** refund-order · PPR 59: where a price was over-charged, it is ordered back after the party was heard and before the decision. */
export const refundOrdered: Guard<CaseFacts, unknown> = {
  name: 'refundOrdered',
  rule: 'refund-order',
  check: ({ facts, occurredOn, rules }) => {
    const { refund, report } = facts;
    const given = { overcharged: report?.overchargedYuan !== undefined, orderedOn: refund?.orderedOn ?? null, partyHeardOn: refund?.partyHeardOn ?? null, on: occurredOn };
    return askCriterion('refund-order', given, occurredOn, rules) === 'refused' ? { code: 'REFUND_ORDER_MISSING', rule: 'refund-order' } : null;
  },
};

const order = z.strictObject({
  partyHeardOn: localDate.describe('听取当事人陈述、申辩之日'),
  refundBy: localDate.describe('责令退还的期限'),
  document: text(200).describe('责令退还多收价款通知书'),
});

/** PPR 59, 64: the order itself names the time, which is left out of the ninety days. */
export const orderRefund = defineAction<CaseFacts, z.infer<typeof order>>({
  name: 'orderRefund',
  label: { zh: '责令退还多收价款', en: 'Order the refund of an over-charged price' },
  roles: ['responsible_person'],
  input: order,
  guards: [
    {
      name: 'overchargedAndNotYetOrdered',
      rule: 'refund-order',
      check: ({ facts }) => (facts.report?.overchargedYuan === undefined || facts.refund ? { code: 'REFUND_NOT_DUE', rule: 'refund-order' } : null),
    },
    {
      name: 'partyHeardFirst',
      rule: 'refund-order',
      check: ({ input, occurredOn, rules }) =>
        askCriterion('refund-order', { overcharged: true, orderedOn: occurredOn, partyHeardOn: input.partyHeardOn, on: occurredOn }, occurredOn, rules) === 'refused'
          ? { code: 'REFUND_ORDER_MISSING', field: '/partyHeardOn', rule: 'refund-order' }
          : null,
    },
  ],
  cites: ['refund-order', 'case-decide'],
  perform: ({ input, facts, occurredOn }) => ({ outcome: 'ordered', facts: { refund: { ...input, amountYuan: facts.report?.overchargedYuan ?? '0', orderedOn: occurredOn, endedOn: null } } }),
});

const ended = z.strictObject({ outcome: z.enum(['refunded', 'partly', 'not_refunded']), document: text(200).describe('退还凭证或者记录') });

/** The refund was made, or its time is over: the ninety days go on. */
export const recordRefund = defineAction<CaseFacts, z.infer<typeof ended>>({
  name: 'recordRefund',
  label: { zh: '登记退还结果', en: 'Record the refund' },
  roles: ['case_handler'],
  input: ended,
  guards: [{ name: 'refundUnderWay', rule: 'refund-order', check: ({ facts }) => (facts.refund?.endedOn === null ? null : { code: 'REFUND_NOT_DUE', rule: 'refund-order' }) }],
  withdrawable: true,
  cites: ['refund-order', 'case-decide'],
  perform: ({ facts, occurredOn }) => ({ outcome: 'recorded', ...(facts.refund ? { facts: { refund: { ...facts.refund, endedOn: occurredOn } } } : {}) }),
});
