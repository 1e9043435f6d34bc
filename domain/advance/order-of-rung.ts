import type { EffectDraft } from '../actions/action.ts';
import type { OrderText } from '../actions/supervision-order/facts.ts';
import type { FileDefinition } from '../files/file-definition.ts';
import type { DeadlineRow, FileRecord, Rung } from '../record/record.ts';
import type { ClockRule } from '../rules/rule.ts';
import { toldPeople } from './told-people.ts';

/**
 * The supervision order (督办单) that a rung opens: a file of its own, in the name of the role that the rung names. It tells rule and
 * date of what is overdue, and nothing of the party; the overdue file goes on as it does. No order is opened about an order.
 */
export function orderOfRung(record: FileRecord, definition: FileDefinition, rule: ClockRule, deadline: DeadlineRow, { rung, opens, issuer, addressed }: Rung): EffectDraft[] {
  if (opens !== 'order' || issuer === undefined || addressed === undefined || record.type === 'supervisionOrder') return [];
  const people = toldPeople(record, definition, rule, addressed);
  const order: OrderText = {
    about: { fileId: record.id, deadlineId: deadline.id, ruleId: deadline.ruleId, dueDate: deadline.dueDate, rung },
    to: { roles: people.filter(({ officerIds }) => officerIds.length === 0).flatMap(({ roles }) => roles), officerIds: [...new Set(people.flatMap(({ officerIds }) => officerIds))] },
    issuer: { officerId: null, role: issuer },
    demand: null,
    replyBy: null,
  };
  return [{ type: 'supervisionOrder', name: 'orderIssued', payload: { ...order } }];
}
