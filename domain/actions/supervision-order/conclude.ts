import { z } from 'zod';
import { defineAction, type Guard } from '../action.ts';
import { isIssuer, tasksOfAddressees, type SupervisionOrderFacts } from './facts.ts';
import { replyClock } from './issued.ts';
import { everyRole } from './reply.ts';

/** An order is closed by who issued it, and by nobody for them: not by those whom it asks, nor by time. */
const issuerOnly: Guard<SupervisionOrderFacts, unknown> = {
  name: 'issuerOnly',
  rule: 'supervision-order-issuer',
  check: ({ facts, actor, rules }) => (isIssuer(facts, actor, rules) ? null : { code: 'ORDER_ISSUER_ONLY', rule: 'supervision-order-issuer' }),
};

const conclusion = z.strictObject({ opinion: z.string().trim().min(1).max(2000).describe('办结意见 · what the issuer says of the report') });

export const closeOrder = defineAction<SupervisionOrderFacts, z.infer<typeof conclusion>>({
  name: 'closeOrder',
  label: { zh: '办结督办单', en: 'Close the order' },
  roles: everyRole,
  input: conclusion,
  guards: [issuerOnly],
  cites: ['supervision-order-issuer'],
  perform: ({ input, actor }) => ({ outcome: 'closed', facts: { ended: { by: actor.id, opinion: input.opinion } } }),
});

const withdrawal = z.strictObject({ reason: z.string().trim().min(1).max(2000) });

/** 撤销督办单: it should not have been issued, for example because the lapse behind it was wrong. */
export const withdrawOrder = defineAction<SupervisionOrderFacts, z.infer<typeof withdrawal>>({
  name: 'withdrawOrder',
  label: { zh: '撤销督办单', en: 'Withdraw the order' },
  roles: everyRole,
  input: withdrawal,
  guards: [issuerOnly],
  cites: ['supervision-order-issuer'],
  perform: ({ input, actor }) => ({ outcome: 'withdrawn', facts: { ended: { by: actor.id, opinion: input.reason } } }),
});

const returning = z.strictObject({
  reason: z.string().trim().min(1).max(2000).describe('退回理由 · what is still missing'),
  replyBy: z.iso.date().optional().describe('重新反馈的日期;不填为10个工作日 · by when; ten working days, when left out'),
});

/** 退回: the report is not enough; the time for the next one starts anew. */
export const returnOrder = defineAction<SupervisionOrderFacts, z.infer<typeof returning>>({
  name: 'returnOrder',
  label: { zh: '退回重新反馈', en: 'Return the report' },
  roles: everyRole,
  input: returning,
  guards: [
    issuerOnly,
    {
      name: 'replyDateAhead',
      rule: 'supervision-order-date',
      check: ({ input, occurredOn }) => (input.replyBy === undefined || input.replyBy > occurredOn ? null : { code: 'ORDER_REPLY_DATE', field: '/replyBy', rule: 'supervision-order-date' }),
    },
  ],
  cites: ['supervision-order-issuer', 'supervision-order-reply', 'supervision-order-date', 'supervise-notice-reply'],
  perform: ({ facts, input }) => ({
    outcome: 'returned',
    facts: { returned: { reason: input.reason, times: (facts.returned?.times ?? 0) + 1 } },
    clocks: { reply: replyClock(facts.issuer, input.replyBy ?? null) },
    tasks: tasksOfAddressees(facts, { zh: '补充反馈督办事项办理情况', en: 'Report on the order again' }),
  }),
});
