import { z } from 'zod';
import { defineAction, type ActContext, type Guard } from '../action.ts';
import { closesAs, tasksOfAddressees, type InPlaceOf, type SupervisionOrderFacts } from './facts.ts';
import { replyClock } from './issued.ts';
import { everyRole } from './reply.ts';

const standingIn = z.string().trim().min(1).max(500).optional().describe('下达人已离任,代为办理的理由 · where the issuer has left: why you act in their place');
type StandIn = { readonly standingIn?: string | undefined };

/**
 * An order is closed by who issued it, not by those whom it asks, nor by time. Where the issuer has left that office, by who holds it now, or
 * the principal head of that department: an order that nobody can close would stay for ever.
 */
const issuerOnly: Guard<SupervisionOrderFacts, unknown> = {
  name: 'issuerOnly',
  rule: 'supervision-order-issuer',
  check: ({ facts, actor, ...around }) => (closesAs(facts, actor, around) === null ? { code: 'ORDER_ISSUER_ONLY', rule: 'supervision-order-issuer' } : null),
};

const successionExplained: Guard<SupervisionOrderFacts, StandIn> = {
  name: 'successionExplained',
  rule: 'supervision-order-issuer',
  check: ({ facts, actor, input, ...around }) =>
    closesAs(facts, actor, around) === 'successor' && input.standingIn === undefined ? { code: 'ORDER_SUCCESSION_REASON', field: '/standingIn', rule: 'supervision-order-issuer' } : null,
};

/** For whom, and why; nothing where the issuer acts. */
function inPlaceOf({ facts, actor, input, ...around }: ActContext<SupervisionOrderFacts, StandIn>): { inPlaceOf?: InPlaceOf } {
  const { officerId } = facts.issuer;
  if (officerId === null || input.standingIn === undefined || closesAs(facts, actor, around) !== 'successor') return {};
  return { inPlaceOf: { officerId, reason: input.standingIn } };
}

/** Into the ledger's text, whatever becomes of the facts. */
const noted = (stood: { inPlaceOf?: InPlaceOf }) => (stood.inPlaceOf ? { evidence: stood } : {});

const conclusion = z.strictObject({ opinion: z.string().trim().min(1).max(2000).describe('办结意见 · what the issuer says of the report'), standingIn });

export const closeOrder = defineAction<SupervisionOrderFacts, z.infer<typeof conclusion>>({
  name: 'closeOrder',
  label: { zh: '办结督办单', en: 'Close the order' },
  roles: everyRole,
  input: conclusion,
  guards: [issuerOnly, successionExplained],
  cites: ['supervision-order-issuer'],
  perform: (context) => ({ outcome: 'closed', facts: { ended: { by: context.actor.id, opinion: context.input.opinion, ...inPlaceOf(context) } }, ...noted(inPlaceOf(context)) }),
});

const withdrawal = z.strictObject({ reason: z.string().trim().min(1).max(2000), standingIn });

/** 撤销督办单: it should not have been issued, for example because the lapse behind it was wrong. */
export const withdrawOrder = defineAction<SupervisionOrderFacts, z.infer<typeof withdrawal>>({
  name: 'withdrawOrder',
  label: { zh: '撤销督办单', en: 'Withdraw the order' },
  roles: everyRole,
  input: withdrawal,
  guards: [issuerOnly, successionExplained],
  cites: ['supervision-order-issuer'],
  perform: (context) => ({ outcome: 'withdrawn', facts: { ended: { by: context.actor.id, opinion: context.input.reason, ...inPlaceOf(context) } }, ...noted(inPlaceOf(context)) }),
});

const returning = z.strictObject({
  reason: z.string().trim().min(1).max(2000).describe('退回理由 · what is still missing'),
  replyBy: z.iso.date().optional().describe('重新反馈的日期;不填为10个工作日 · by when; ten working days, when left out'),
  standingIn,
});

/** 退回: the report is not enough; the time for the next one starts anew. */
export const returnOrder = defineAction<SupervisionOrderFacts, z.infer<typeof returning>>({
  name: 'returnOrder',
  label: { zh: '退回重新反馈', en: 'Return the report' },
  roles: everyRole,
  input: returning,
  guards: [
    issuerOnly,
    successionExplained,
    {
      name: 'replyDateAhead',
      rule: 'supervision-order-date',
      check: ({ input, occurredOn }) => (input.replyBy === undefined || input.replyBy > occurredOn ? null : { code: 'ORDER_REPLY_DATE', field: '/replyBy', rule: 'supervision-order-date' }),
    },
  ],
  cites: ['supervision-order-issuer', 'supervision-order-reply', 'supervision-order-date', 'supervise-notice-reply'],
  perform: ({ facts, input, ...around }) => ({
    outcome: 'returned',
    facts: { returned: { reason: input.reason, times: (facts.returned?.times ?? 0) + 1 } },
    ...noted(inPlaceOf({ facts, input, ...around })),
    clocks: { reply: replyClock(facts.issuer, input.replyBy ?? null) },
    tasks: tasksOfAddressees(facts, { zh: '补充反馈督办事项办理情况', en: 'Report on the order again' }),
  }),
});
