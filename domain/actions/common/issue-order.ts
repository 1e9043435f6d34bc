import { z } from 'zod';
import { officerIdPattern } from '../../registers.ts';
import { roles, type Role } from '../../roles.ts';
import { defineAction } from '../action.ts';
import type { OrderText } from '../supervision-order/facts.ts';

const input = z
  .strictObject({
    deadlineId: z.string().min(1).max(200).optional().describe('所督办的期限;不填为整个案卷 · the deadline that it is about; the file as a whole, when left out'),
    roles: z.array(z.enum(Object.keys(roles) as [Role, ...Role[]])).max(6).default([]).describe('督办对象(岗位) · roles that it addresses'),
    officerIds: z.array(z.string().regex(officerIdPattern)).max(12).default([]).describe('督办对象(人员) · people whom it names'),
    demand: z.string().trim().min(1).max(2000).describe('督办要求 · what is asked'),
    replyBy: z.iso.date().optional().describe('反馈日期;不填为10个工作日 · by when to reply; ten working days, when left out'),
  })
  .refine(({ roles: able, officerIds }) => able.length + officerIds.length > 0, { error: '须指明督办对象 / somebody must be addressed', path: ['roles'] });

const issuers = ['superior_authority', 'enforcement_supervisor', 'responsible_person'] as const satisfies readonly Role[];

/** 下达督办单: opens an order about this file; the file itself goes on as it does. */
export const issueOrder = defineAction<object, z.infer<typeof input>>({
  name: 'issueOrder',
  label: { zh: '下达督办单', en: 'Issue a supervision order' },
  roles: issuers,
  input,
  guards: [
    { name: 'notAnOrderItself', rule: 'supervision-order-issuer', check: ({ record }) => (record.type === 'supervisionOrder' ? { code: 'ORDER_ON_ORDER' } : null) },
    {
      name: 'orderSubjectIsOpen',
      rule: 'supervision-order-issuer',
      check: ({ record, input: { deadlineId } }) => (deadlineId === undefined || record.deadlines.some(({ id }) => id === deadlineId) ? null : { code: 'URGE_TARGET_UNKNOWN', field: '/deadlineId' }),
    },
    {
      name: 'addresseesKnown',
      rule: 'supervision-order-issuer',
      check: ({ officers, input: { officerIds } }) => (officerIds.every((id) => officers[id] !== undefined) ? null : { code: 'OFFICER_UNKNOWN', field: '/officerIds' }),
    },
    {
      name: 'replyDateAhead',
      rule: 'supervision-order-date',
      check: ({ input: { replyBy }, occurredOn }) => (replyBy === undefined || replyBy > occurredOn ? null : { code: 'ORDER_REPLY_DATE', field: '/replyBy', rule: 'supervision-order-date' }),
    },
  ],
  cites: ['supervision-order-issuer', 'supervision-order-reply', 'supervision-order-date', 'supervise-notice-reply'],
  perform: ({ record, actor, input: asked }) => {
    const deadline = record.deadlines.find(({ id }) => id === asked.deadlineId);
    const role = issuers.find((one) => actor.roles.includes(one)) ?? 'enforcement_supervisor';
    const order: OrderText = {
      about: { fileId: record.id, deadlineId: deadline?.id ?? null, ruleId: deadline?.ruleId ?? null, dueDate: deadline?.dueDate ?? null, rung: null },
      to: { roles: asked.roles, officerIds: asked.officerIds },
      issuer: { officerId: actor.id, role, departmentId: actor.departmentId },
      demand: asked.demand,
      replyBy: asked.replyBy ?? null,
    };
    return { outcome: 'issued', effects: [{ type: 'supervisionOrder', name: 'orderIssued', payload: { ...order } }] };
  },
});
