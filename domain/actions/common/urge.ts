import { z } from 'zod';
import { workingDaysBetween, workingDayOnOrAfter } from '../../calendar/working-days.ts';
import type { OfficialCalendar } from '../../calendar/calendar.ts';
import type { FileRecord } from '../../record/record.ts';
import { askCriterion } from '../../criteria/criteria.ts';
import { addDays, type LocalDate } from '../../time/local-date.ts';
import { defineAction, type ActContext, type TaskDraft } from '../action.ts';
import type { RuleSet } from '../../rules/rule.ts';
import { chosenTargets, peopleOf, urgeTargets, type UrgeTarget } from './urge-targets.ts';

/** Who urged last for a deadline or a task, and when. Only what is still open is kept. */
export interface Urged {
  readonly on: LocalDate;
  /** Entry of the ledger that has the words. */
  readonly seq: number;
  readonly by: string;
  /** How often, since it was opened. */
  readonly times: number;
}

/** The fact that `urge` keeps on any file: by the id of the deadline, or of the task that has none. */
export interface UrgeFacts {
  readonly urges?: Readonly<Record<string, Urged>>;
}

const input = z
  .strictObject({
    deadlineId: z.string().min(1).max(200).optional().describe('催办的期限;与 taskId 都不填则催办本阶段的全部任务 · the deadline that it is about'),
    taskId: z.string().min(1).max(200).optional().describe('催办的任务 · the task that it is about'),
    text: z.string().trim().min(1).max(500).describe('催办内容 · what the people are told'),
  })
  .refine(({ deadlineId, taskId }) => deadlineId === undefined || taskId === undefined, { error: 'deadlineId 与 taskId 只能填一个 / one of the two only', path: ['taskId'] });
type UrgeInput = z.infer<typeof input>;

/** 催办: a manager asks whoever is waited for to do it now. Each of them gets a task to acknowledge; nothing else changes. */
export const urge = defineAction<UrgeFacts, UrgeInput>({
  name: 'urge',
  label: { zh: '催办', en: 'Urge' },
  roles: ['handling_unit_head', 'responsible_person', 'principal_head', 'legal_unit', 'enforcement_supervisor', 'joint_meeting_office', 'superior_authority'],
  input,
  guards: [
    { name: 'somebodyIsWaitedFor', rule: 'urge-daily', check: ({ record }) => (urgeTargets(record).length > 0 ? null : { code: 'NOBODY_WAITED_FOR' }) },
    {
      name: 'urgeTargetIsOpen',
      rule: 'urge-daily',
      check: ({ record, input: asked }) => {
        if (chosenTargets(record, asked).length > 0) return null;
        return { code: 'URGE_TARGET_UNKNOWN', field: asked.taskId === undefined ? '/deadlineId' : '/taskId' };
      },
    },
    {
      name: 'oncePerWorkingDay',
      rule: 'urge-daily',
      check: (context) => {
        const chosen = chosenTargets(context.record, context.input);
        if (chosen.length === 0 || chosen.some((target) => isFresh(target, context))) return null;
        const last = chosen.map(({ key }) => context.facts.urges?.[key]?.on ?? '').toSorted()[0] ?? context.occurredOn;
        return { code: 'URGED_TODAY', rule: 'urge-daily', earliestOn: nextWorkingDay(last, context.calendar) };
      },
    },
  ],
  cites: ['urge-daily'],
  perform(context) {
    const { record, facts, actor, occurredOn } = context;
    const fresh = chosenTargets(record, context.input).filter((target) => isFresh(target, context));
    const open = new Set([...record.deadlines, ...record.tasks].map(({ id }) => id));
    const kept = Object.fromEntries(Object.entries(facts.urges ?? {}).filter(([key]) => open.has(key)));
    const now = fresh.map(({ key }): [string, Urged] => [key, { on: occurredOn, seq: record.seq + 1, by: actor.id, times: (kept[key]?.times ?? 0) + 1 }]);
    const tasks = fresh.flatMap((target) => tellTasks(record, target, context.rules));
    return {
      outcome: 'urged',
      facts: { urges: { ...kept, ...Object.fromEntries(now) } },
      tasks,
      // who was urged before and has not said so yet hears of it once, with the newest text
      closeTasks: record.tasks.filter((old) => old.kind === 'urge' && tasks.some((task) => (task.deadlineId ?? null) === old.deadlineId && task.label.zh === old.label.zh)).map(({ id }) => id),
      evidence: { urged: fresh.map(({ key }) => key) },
    };
  },
});

function tellTasks(record: FileRecord, target: UrgeTarget, rules: RuleSet): TaskDraft[] {
  return peopleOf(record, target, rules).map(({ roles, officerIds, label }) => ({
    kind: 'urge',
    roles,
    officerIds,
    label: { zh: `催办:${label.zh}`, en: `Urged: ${label.en}` },
    deadlineId: target.deadline?.id ?? null,
  }));
}

/** Enough working days began since it was urged: a rest day belongs to the working day before it. */
function isFresh({ key }: UrgeTarget, { facts, occurredOn, calendar, rules }: ActContext<UrgeFacts, UrgeInput>): boolean {
  const last = facts.urges?.[key];
  const workingDaysSince = last === undefined ? null : occurredOn > last.on ? workingDaysBetween(last.on, occurredOn, calendar) : 0;
  return askCriterion('urge-daily', { workingDaysSince }, undefined, rules) === 'allowed';
}

function nextWorkingDay(day: LocalDate, calendar: OfficialCalendar): LocalDate {
  return workingDayOnOrAfter(addDays(day, 1), calendar);
}
