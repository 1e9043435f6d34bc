import { z } from 'zod';
import { roles, type Role } from '../../roles.ts';
import { defineAction, type Guard } from '../action.ts';
import { isAddressee, taskOfIssuer, tasksOfAddressees, type SupervisionOrderFacts } from './facts.ts';

/** Whom an order addresses stands in the order: any role may be asked. */
export const everyRole = Object.keys(roles) as Role[];

const addressed: Guard<SupervisionOrderFacts, unknown> = {
  name: 'orderAddressesYou',
  rule: 'supervision-order-reply',
  check: ({ facts, actor }) => (isAddressee(facts, actor) ? null : { code: 'ORDER_NOT_ADDRESSED', rule: 'supervision-order-reply' }),
};

const nothing = z.strictObject({});

/** 签收督办单: those whom it addresses know of it; the date of the reply stays. */
export const acknowledgeOrder = defineAction<SupervisionOrderFacts, z.infer<typeof nothing>>({
  name: 'acknowledgeOrder',
  label: { zh: '签收督办单', en: 'Acknowledge the order' },
  roles: everyRole,
  input: nothing,
  guards: [addressed],
  cites: ['supervision-order-reply', 'supervision-order-date'],
  perform: ({ facts, actor }) => ({ outcome: 'acknowledged', facts: { acknowledgedBy: actor.id }, tasks: tasksOfAddressees(facts, { zh: '反馈督办事项办理情况', en: 'Report on the order' }) }),
});

const report = z.strictObject({
  text: z.string().trim().min(1).max(4000).describe('办理情况、原因与下一步措施 · what was done, why it was late, what comes next'),
  document: z.string().trim().min(1).max(200).optional().describe('附件文号 · a paper that shows it'),
});

/** 反馈督办事项: the reply, in writing. Whether it is enough is for the issuer to say. */
export const reportOnOrder = defineAction<SupervisionOrderFacts, z.infer<typeof report>>({
  name: 'reportOnOrder',
  label: { zh: '反馈办理情况', en: 'Report on the order' },
  roles: everyRole,
  input: report,
  guards: [addressed],
  cites: ['supervision-order-reply', 'supervision-order-date'],
  perform: ({ facts, actor, input, ...around }) => ({
    outcome: 'reported',
    facts: { report: { by: actor.id, text: input.text, ...(input.document === undefined ? {} : { document: input.document }) } },
    tasks: [taskOfIssuer(facts, around, { zh: '审核督办反馈,办结或者退回', en: 'Look at the report: close the order or return it' })],
  }),
});
