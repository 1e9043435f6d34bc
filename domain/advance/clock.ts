import type { LawAround, Performed } from '../actions/action.ts';
import type { ClockChart } from '../chart/chart.ts';
import { computeDeadline } from '../deadlines/compute-deadline.ts';
import type { Deadline } from '../deadlines/deadline.ts';
import { triggerOf } from '../deadlines/trigger-of.ts';
import { ladderMoments } from '../deadlines/ladder-moments.ts';
import type { JsonObject } from '../json.ts';
import type { DeadlineRow, Rung } from '../record/record.ts';
import { clockOfVersion, findRule } from '../rules/find-rule.ts';
import type { PauseGround } from '../rules/pause-grounds.ts';
import type { ClockRule } from '../rules/rule.ts';
import type { LadderRung } from '../rules/ladder.ts';
import { addDays } from '../time/local-date.ts';
import { epochMs, shanghaiDate, toInstant, type Instant } from '../time/shanghai.ts';
import { closeTask, putDeadline, putTask, type Draft } from './draft.ts';
import { nothingBefore, openDeadline, takeOver } from './going-on.ts';

/** What an entry tells of a deadline: never a date changed without the old one. */
export interface ClockChange {
  readonly deadlineId: string;
  readonly clock: string;
  readonly ruleId: string;
  readonly change: 'armed' | 'extended' | 'paused' | 'resumed' | 'met' | 'met_late' | 'cancelled' | 'lapsed' | 'reminded' | 'restarted' | 'corrected' | 'reinstated' | 'redated';
  readonly dueDate: string;
  readonly dueAt: string;
  readonly oldDueDate?: string;
  /** Why, where the entry itself does not say it. */
  readonly reason?: string;
  readonly rung?: string;
  /** Of a clock that goes on from another file: the rungs that were told there, so that corrections do not tell them here. */
  readonly told?: readonly string[];
  readonly provisional?: true;
}

/** The earliest rung of any open deadline, ties by deadline id: the file's next due moment. */
export function nextRung(deadlines: readonly DeadlineRow[]): (Rung & { deadline: DeadlineRow }) | null {
  let first: (Rung & { deadline: DeadlineRow }) | null = null;
  for (const deadline of deadlines) {
    const rung = deadline.rungs[0];
    if (rung && (!first || rung.at < first.at || (rung.at === first.at && deadline.id < first.deadline.id))) first = { ...rung, deadline };
  }
  return first;
}

/**
 * Starts a clock from the legal date of its milestone, or a clock in hours from the instant that the starting act tells, by the rule that the act chose or the chart's first.
 * Or goes on with the clock of another file.
 * @throws DeadlineError (TRIGGER_NEEDS_INSTANT where hours are counted and no instant is told, and others), RuleError
 */
export function armClock(
  draft: Draft,
  clock: string,
  spec: ClockChart<string, string>,
  reachedOn: string,
  choice: NonNullable<Performed<JsonObject>['clocks']>[string] | undefined,
  seq: number,
): ClockChange {
  if (choice?.takesOver) return takeOver(draft, clock, choice.takesOver, seq);
  const ruleId = choice?.rule ?? spec.rules[0];
  const triggerOn = choice?.at !== undefined ? shanghaiDate(choice.at) : (choice?.from ?? reachedOn);
  const rule = findRule(ruleId, triggerOn, draft.surroundings.rules);
  const triggerAt = rule.unit === 'H' && choice?.at !== undefined ? toInstant(epochMs(choice.at)) : null;
  const row = openDeadline(draft, { clock, rule, triggerOn, triggerAt, limit: choice?.limit ?? null, fixedDate: choice?.date ?? null }, nothingBefore, seq);
  return changeOf(row, 'armed');
}

/**
 * Lengthens a running deadline: next revision, rungs of the new dates. What was told already is told again only in the time that was
 * added: a longer period reminds anew, a day more does not.
 */
export function extendDeadline(draft: Draft, extend: NonNullable<Performed<JsonObject>['extend']>, seq: number): ClockChange {
  const old = draft.record.deadlines.find((d) => d.clock === extend.clock && d.state === 'running');
  if (!old) throw new Error(`clock ${extend.clock} is not running; a guard must refuse this`);
  const extensions = [...old.extensions, { amount: extend.amount, approvedBy: extend.approvedBy, reason: extend.reason, seq }];
  const rule = ruleOf(draft.surroundings, old);
  const computed = compute(draft.surroundings, rule, { ...old, extensions });
  // what began in the roll gap of the shorter period lies inside the longer one, and stops it
  const stands = old.pauses.some(({ from, to }) => to === null && from <= computed.targetDate);
  const told = toldRungs(draft.surroundings, rule, old);
  const rungs = rungsOf(draft.surroundings, rule, computed).filter(({ rung, at }) => !told.has(rung) || at >= old.dueAt);
  const pauses = stands ? old.pauses.map((pause) => (pause.to === null ? { ...pause, untold: rungs.map(({ rung }) => rung) } : pause)) : old.pauses;
  const row: DeadlineRow = { ...old, ...dates(computed), extensions, pauses, revision: old.revision + 1, state: stands ? 'paused' : 'running', rungs: stands ? [] : rungs };
  putDeadline(draft, row);
  for (const task of draft.record.tasks) if (task.deadlineId === old.id) putTask(draft, { ...task, dueAt: stands ? null : row.dueAt });
  return { ...changeOf(row, 'extended'), oldDueDate: old.dueDate };
}

/**
 * Stops a running clock on a day: nothing falls due until it runs again. A duty that is overdue already is not paused any more,
 * and a second ground that begins while the clock stands still only adds to what is left out. One that begins in the roll gap, when every
 * day is counted, is kept but stops nothing: it must not hide the lapse. Nor does a ground that the rule does not know, or one without the
 * paper that the rule asks for.
 */
export function pauseDeadline(draft: Draft, old: DeadlineRow, { ground, document }: NonNullable<Performed<JsonObject>['pause']>, on: string, seq: number): ClockChange[] {
  if (old.state === 'lapsed') return [];
  const known = ruleOf(draft.surroundings, old).pausable.find((one) => one.ground === ground);
  if (known === undefined || (known.documentRequired && document === undefined)) return [];
  const pauses = [...old.pauses, { ground, from: on, to: null, ...(document === undefined ? {} : { document }), seq }];
  if (old.state === 'running' && on > old.targetDate) {
    putDeadline(draft, { ...old, pauses });
    return [];
  }
  // what is still to be told waits with the clock
  const untold = old.state === 'running' ? { untold: old.rungs.map(({ rung }) => rung) } : {};
  const row: DeadlineRow = { ...old, pauses: pauses.map((pause) => (pause.seq === seq && pause.ground === ground ? { ...pause, ...untold } : pause)), revision: old.revision + 1, state: 'paused', rungs: [] };
  putDeadline(draft, row);
  for (const task of draft.record.tasks) if (task.deadlineId === old.id) putTask(draft, { ...task, dueAt: null });
  return [changeOf(row, 'paused')];
}

/** Ends the pause of one ground; when no other lasts, the clock runs again with its new last day. What was recorded before the pause is not told again. */
export function resumeDeadline(draft: Draft, old: DeadlineRow, grounds: readonly PauseGround[], on: string, seq: number): ClockChange[] {
  const open = old.pauses.find((pause) => grounds.includes(pause.ground) && pause.to === null);
  if (!open) return [];
  const pauses = old.pauses.map((pause) => (pause === open ? { ...pause, to: on, toSeq: seq } : pause));
  // a clock that was not stopped (roll gap) has nothing to resume, and may have lapsed in the meantime
  if (old.state !== 'paused' || pauses.some((pause) => pause.to === null)) {
    putDeadline(draft, { ...old, pauses });
    return [];
  }
  const rule = ruleOf(draft.surroundings, old);
  const computed = compute(draft.surroundings, rule, { ...old, pauses });
  const told = toldRungs(draft.surroundings, rule, old);
  const row: DeadlineRow = { ...old, pauses, ...dates(computed), revision: old.revision + 1, state: 'running', rungs: rungsOf(draft.surroundings, rule, computed).filter(({ rung }) => !told.has(rung)) };
  putDeadline(draft, row);
  for (const task of draft.record.tasks) if (task.deadlineId === old.id) putTask(draft, { ...task, dueAt: row.dueAt });
  return [{ ...changeOf(row, 'resumed'), oldDueDate: old.dueDate }];
}

/** Ends a clock that nobody waits for any more. */
export function cancelDeadline(draft: Draft, deadline: DeadlineRow, seq: number): ClockChange {
  const row: DeadlineRow = { ...deadline, state: 'cancelled', rungs: [], closedSeq: seq };
  putDeadline(draft, row);
  closeTasksOf(draft, row, seq);
  return changeOf(row, 'cancelled');
}

/**
 * Ends the duty: met when the legal date is not after the last day, met late when the deadline had lapsed.
 *
 * A clock in hours is judged by the instant at which it was done, which the act that stops it tells (or else the one at which that was received), and by nothing else:
 * the lapse on record too only says that nothing was known by then. So a paper of 13:00 that is entered on the next day is in time if 13:00 was, and no
 * `correctLapse` is needed: such a lapse has reminded, and done nothing that could be undone. What tells no instant (the end of the file) is judged by the lapse.
 */
export function stopDeadline(draft: Draft, deadline: DeadlineRow, { on, at }: { readonly on: string; readonly at: Instant | undefined }, seq: number): ClockChange {
  const late = at !== undefined && deadline.triggerAt !== null ? at >= deadline.dueAt : deadline.state === 'lapsed' || (deadline.state === 'running' && on > deadline.dueDate);
  const row: DeadlineRow = { ...deadline, state: late ? 'lapsed' : 'met', rungs: [], closedSeq: seq };
  putDeadline(draft, row);
  closeTasksOf(draft, row, seq);
  return changeOf(row, late ? 'met_late' : 'met');
}

/** What was told about a clock that is over, and the task that it opened itself; the tasks of a stage end with the stage. */
export function closeTasksOf(draft: Draft, { id, clock }: DeadlineRow, seq: number): void {
  const isOfAClock = draft.chart.clocks[clock]?.task !== undefined;
  for (const task of draft.record.tasks) if (task.deadlineId === id && (task.kind !== 'act' || isOfAClock)) closeTask(draft, task, seq);
}

export function changeOf(row: DeadlineRow, change: ClockChange['change']): ClockChange {
  const { id, clock, ruleId, dueDate, dueAt, provisional } = row;
  return { deadlineId: id, clock, ruleId, change, dueDate, dueAt, ...(provisional ? { provisional: true as const } : {}) };
}

/**
 * The dates of a deadline anew: by the version that armed it, or by the one in force on its trigger date where that day was moved.
 * A clock that stands still keeps the dates it had.
 * @throws DeadlineError, RuleError
 */
export function recount(row: DeadlineRow, surroundings: LawAround, isTriggerMoved: boolean): Pick<DeadlineRow, 'targetDate' | 'dueDate' | 'dueAt' | 'provisional' | 'ruleVersion' | 'calendarVersion'> {
  const rule = isTriggerMoved ? findRule(row.ruleId, row.triggerOn, surroundings.rules) : ruleOf(surroundings, row);
  const computed = compute(surroundings, rule, row);
  return { ...dates(computed), ruleVersion: computed.ruleVersion, calendarVersion: computed.calendarVersion };
}

/** Every rung of a deadline by its present dates, recorded before or not, in order of time. */
export function allRungs(row: DeadlineRow, surroundings: LawAround): Rung[] {
  const rule = ruleOf(surroundings, row);
  return rungsOf(surroundings, rule, compute(surroundings, rule, row));
}

/** @throws DeadlineError, RuleError when the rule does not allow it (extension beyond its cap, wrong approver, trigger before the rule) */
export function compute(law: LawAround, rule: ClockRule, from: Pick<DeadlineRow, 'triggerOn' | 'triggerAt' | 'limit' | 'fixedDate' | 'extensions' | 'pauses'>): Deadline {
  return computeDeadline({
    rule,
    isHeld: true,
    trigger: triggerOf(rule, from),
    calendar: law.calendar,
    ...(from.limit === null ? {} : { limit: from.limit }),
    ...(from.fixedDate === null ? {} : { date: from.fixedDate }),
    extensions: from.extensions.map(({ amount, approvedBy }) => ({ amount, approvedBy })),
    pauses: from.pauses.flatMap(({ ground, from: first, to, document }) => (to === null ? [] : [{ ground, from: first, to, ...(document === undefined ? {} : { document }) }])),
  });
}

export function dates({ targetDate, dueDate, dueAt, provisional, calendarVersion }: Deadline) {
  return { targetDate, dueDate, dueAt, provisional, calendarVersion };
}

/** The version by which the row was armed: what is in force today is not asked. */
function ruleOf({ rules }: LawAround, { ruleId, ruleVersion }: DeadlineRow): ClockRule {
  return clockOfVersion(ruleId, ruleVersion, rules);
}

/** The rungs that an open row still has: its own, or those that the pause which stopped it keeps. Undefined where no pause keeps any. */
export function rungsToCome({ state, pauses, rungs }: DeadlineRow): readonly string[] | undefined {
  return state === 'paused' ? pauses.findLast(({ untold }) => untold !== undefined)?.untold : rungs.map(({ rung }) => rung);
}

/**
 * The rungs of a deadline that were recorded before, whatever its dates were then: the row keeps those that are still to come, a clock
 * that stands still keeps them with the pause that stopped it.
 */
export function toldRungs({ rules }: Pick<LawAround, 'rules'>, { ladder }: ClockRule, row: DeadlineRow): ReadonlySet<string> {
  const still = rungsToCome(row);
  if (still === undefined) return new Set();
  // a warning so many days before the date has no place in a period that is shorter: it was not told, it never came
  const hadPlace = ({ when }: LadderRung) => when.kind !== 'left' || addDays(row.dueDate, -when.days) > row.triggerOn;
  return new Set((rules.ladders[ladder] ?? []).filter((rung) => hadPlace(rung) && !still.includes(rung.rung)).map(({ rung }) => rung));
}

export function rungsOf({ rules, calendar }: LawAround, { ladder }: ClockRule, deadline: Deadline): Rung[] {
  return ladderMoments(deadline, rules.ladders[ladder] ?? [], calendar).map(({ rung, at, to, lapse, opens, issuer, addressed }) => ({
    rung, at, to, ...(lapse ? { lapse } : {}), ...(opens ? { opens } : {}), ...(issuer ? { issuer } : {}), ...(addressed ? { addressed } : {}),
  }));
}
