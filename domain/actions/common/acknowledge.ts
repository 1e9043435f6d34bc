import { z } from 'zod';
import { askCriterion } from '../../criteria/criteria.ts';
import type { FileRecord, TaskRow } from '../../record/record.ts';
import { roles, type Role } from '../../roles.ts';
import type { RuleSet } from '../../rules/rule.ts';
import { defineAction, type Officer } from '../action.ts';

const input = z.strictObject({ taskId: z.string().min(1).max(200).describe('要签收的提醒或者催办任务 · the reminder, or the urging, that was read') });

/** 签收提醒: who was reminded by the ladder, or urged by a manager, says that they know. It closes the reminder; the duty stays as it is. */
export const acknowledge = defineAction<object, z.infer<typeof input>>({
  name: 'acknowledge',
  label: { zh: '签收提醒', en: 'Acknowledge a reminder' },
  roles: Object.keys(roles) as Role[],
  input,
  guards: [
    { name: 'toldByAReminder', rule: 'reminder-acknowledge', check: ({ record, actor, rules }) => (reminders(record).some((task) => isFor(task, actor, rules)) ? null : { code: 'REMINDER_NOT_OPEN' }) },
    {
      name: 'reminderIsYours',
      rule: 'reminder-acknowledge',
      check: ({ record, actor, rules, input: { taskId } }) => {
        const task = reminders(record).find(({ id }) => id === taskId);
        if (!task) return { code: 'REMINDER_NOT_OPEN', field: '/taskId' };
        return isFor(task, actor, rules) ? null : { code: 'REMINDER_NOT_YOURS', field: '/taskId' };
      },
    },
  ],
  cites: ['reminder-acknowledge'],
  perform: ({ input: { taskId } }) => ({ outcome: 'acknowledged', closeTasks: [taskId], evidence: { acknowledged: taskId } }),
});

function reminders(record: FileRecord): TaskRow[] {
  return record.tasks.filter(({ kind }) => kind === 'reminder' || kind === 'urge');
}

/** Named people first; otherwise everybody of the role. */
function isFor(task: TaskRow, actor: Officer, rules: RuleSet): boolean {
  const given = { namesPeople: task.officerIds.length > 0, namesActor: task.officerIds.includes(actor.id), holdsRole: task.roles.some((role) => actor.roles.includes(role)) };
  return askCriterion('reminder-acknowledge', given, undefined, rules) === 'allowed';
}
