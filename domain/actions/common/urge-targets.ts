import { namedOfficers } from '../../advance/told-people.ts';
import type { DeadlineRow, FileRecord, TaskRow } from '../../record/record.ts';
import { roles, type Role } from '../../roles.ts';
import { clockOfVersion } from '../../rules/find-rule.ts';
import type { RuleSet } from '../../rules/rule.ts';

/** What can be urged: a deadline (with everybody who is waited for on it), or a task that has none. */
export interface UrgeTarget {
  /** Id of the deadline, or of the task. */
  readonly key: string;
  readonly deadline: DeadlineRow | null;
  readonly tasks: readonly TaskRow[];
}

/** Some people who are told together: those named, or everybody who holds one of the roles. */
export interface ToldPeople {
  readonly roles: readonly Role[];
  readonly officerIds: readonly string[];
  readonly label: TaskRow['label'];
}

/** Every matter of the file that somebody can be urged for. */
export function urgeTargets(record: FileRecord): UrgeTarget[] {
  const acts = record.tasks.filter(({ kind }) => kind === 'act');
  const byDeadline = record.deadlines.map((deadline) => ({ key: deadline.id, deadline, tasks: acts.filter((task) => task.deadlineId === deadline.id) }));
  const withoutDeadline = acts.filter((task) => !byDeadline.some(({ key }) => key === task.deadlineId)).map((task) => ({ key: task.id, deadline: null, tasks: [task] }));
  return [...byDeadline, ...withoutDeadline];
}

/** The matters that were asked for: one by its deadline or task, else all that the present stage waits for. */
export function chosenTargets(record: FileRecord, { deadlineId, taskId }: { readonly deadlineId?: string | undefined; readonly taskId?: string | undefined }): UrgeTarget[] {
  const all = urgeTargets(record);
  if (deadlineId !== undefined) return all.filter(({ deadline }) => deadline?.id === deadlineId);
  if (taskId !== undefined) return all.filter(({ tasks }) => tasks.some(({ id }) => id === taskId));
  return all.filter(({ tasks }) => tasks.length > 0);
}

/** Who is told of a matter: each person that the stage's tasks name, else their roles; without a task the officer whom the rule names. */
export function peopleOf(record: FileRecord, { deadline, tasks }: UrgeTarget, rules: RuleSet): ToldPeople[] {
  if (tasks.length > 0) return tasks.flatMap((task) => oneByOne({ roles: task.roles, officerIds: task.officerIds, label: task.label }));
  if (deadline === null) return [];
  const rule = clockOfVersion(deadline.ruleId, deadline.ruleVersion, rules);
  const role = rule.actorRole in roles ? (rule.actorRole as Role) : rule.watcher;
  return role === undefined ? [] : oneByOne({ roles: [role], officerIds: namedOfficers(record, [role]), label: rule.label });
}

/** Each person who is named acknowledges for themselves. */
function oneByOne(people: ToldPeople): ToldPeople[] {
  return people.officerIds.length === 0 ? [people] : people.officerIds.map((id) => ({ ...people, officerIds: [id] }));
}
