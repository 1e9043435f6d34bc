import { z } from 'zod';
import { roles, type Role } from '../../roles.ts';
import type { FileEvent } from '../action.ts';
import { tasksOfAddressees, type OrderIssuer, type OrderText, type SupervisionOrderFacts } from './facts.ts';

const role = z.enum(Object.keys(roles) as [Role, ...Role[]]);
const text = z.object({
  about: z.object({ fileId: z.string(), deadlineId: z.string().nullable(), ruleId: z.string().nullable(), dueDate: z.iso.date().nullable(), rung: z.string().nullable() }),
  to: z.object({ roles: z.array(role), officerIds: z.array(z.string()) }).refine(({ roles: able, officerIds }) => able.length + officerIds.length > 0),
  issuer: z.object({ officerId: z.string().nullable(), role, departmentId: z.string().optional() }),
  demand: z.string().nullable(),
  replyBy: z.iso.date().nullable(),
}) satisfies z.ZodType<OrderText>;

/** 下达督办单: from a rung of the file's ladder, or from somebody who supervises. */
export const orderIssued: FileEvent<SupervisionOrderFacts> = {
  name: 'orderIssued',
  label: { zh: '下达督办单', en: 'Supervision order issued' },
  perform: ({ payload }) => {
    const order = text.parse(payload);
    return { outcome: 'issued', facts: order, clocks: { reply: replyClock(order.issuer, order.replyBy) }, tasks: tasksOfAddressees(order, { zh: '签收督办单并反馈办理情况', en: 'Acknowledge the order and report on it' }) };
  },
};

/** The clock of the reply: the date that the order names; else ten working days, by LES 17 where a higher authority asks. */
export function replyClock({ role: issuer }: OrderIssuer, replyBy: string | null): { rule?: string; date?: string } {
  if (replyBy !== null) return { rule: 'supervision-order-date', date: replyBy };
  return issuer === 'superior_authority' ? { rule: 'supervise-notice-reply' } : {};
}
