import type { LawAround } from '../actions/action.ts';
import type { DeadlineRow, Extension, RecordedPause } from '../record/record.ts';
import { clockOfVersion, findRule } from '../rules/find-rule.ts';
import { RuleError } from '../rules/rule-error.ts';
import type { ClockRule } from '../rules/rule.ts';
import { cancelDeadline, changeOf, compute, dates, rungsOf, toldRungs, type ClockChange } from './clock.ts';
import { putDeadline, type Draft } from './draft.ts';

/** From where, and by which rule, a deadline is counted. */
export interface Start extends Pick<DeadlineRow, 'clock' | 'triggerOn' | 'triggerAt' | 'limit' | 'fixedDate'> {
  readonly rule: ClockRule;
}

/** What a new deadline goes on with of an older one; a clock that simply starts has none of it. */
export interface GoingOn {
  readonly extensions: readonly Extension[];
  readonly pauses: readonly RecordedPause[];
  /** Rungs that people were told already, and are not told again. */
  readonly told: ReadonlySet<string>;
  /** Overdue already: its lapse was recorded, the duty goes on. */
  readonly isLapsed: boolean;
}

export const nothingBefore: GoingOn = { extensions: [], pauses: [], told: new Set(), isLapsed: false };

/** Opens a deadline. A pause of before that still lasts stops it as it stopped the older one; one that was over by its first day is none of its own. */
export function openDeadline(draft: Draft, start: Start, before: GoingOn, seq: number): DeadlineRow {
  const { clock, triggerOn, triggerAt, limit, fixedDate, rule } = start;
  const { extensions, isLapsed } = before;
  const pauses = pausesWithin(draft.surroundings, start, before);
  const computed = compute(draft.surroundings, rule, { triggerOn, triggerAt, limit, fixedDate, extensions, pauses });
  const rungs = rungsOf(draft.surroundings, rule, computed).filter(({ rung }) => !before.told.has(rung));
  const standing = isLapsed ? undefined : pauses.find(({ from, to }) => to === null && from <= computed.targetDate);
  const row: DeadlineRow = {
    id: `${draft.record.id}.${rule.id}.${seq}`,
    clock,
    ruleId: rule.id,
    ruleVersion: computed.ruleVersion,
    revision: 1,
    state: isLapsed ? 'lapsed' : standing ? 'paused' : 'running',
    triggerOn,
    triggerAt,
    limit,
    fixedDate,
    ...dates(computed),
    extensions,
    pauses: pauses.map((pause) => (pause === standing ? { ...pause, untold: rungs.map(({ rung }) => rung) } : pause)),
    rungs: standing ? [] : rungs,
    openedSeq: seq,
    closedSeq: null,
  };
  putDeadline(draft, row);
  return row;
}

/** The pauses that fall into a period: not those that ended by its first day, nor those that begin after its last. */
function pausesWithin(law: LawAround, { rule, triggerOn, triggerAt, limit, fixedDate }: Start, { extensions, pauses }: GoingOn): RecordedPause[] {
  const within: RecordedPause[] = [];
  for (const { untold: _, ...pause } of pauses.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    if (pause.to !== null && pause.to <= triggerOn) continue;
    if (pause.from <= compute(law, rule, { triggerOn, triggerAt, limit, fixedDate, extensions, pauses: within }).dueDate) within.push(pause);
  }
  return within;
}

/**
 * A clock that goes on in another file: from the same day, by the same version of the rule, with the same pauses (those that last too) and
 * extensions, so that it has the same last day. What was told there is not told again here; what is overdue there is overdue here.
 * The entries behind its pauses and extensions stand in the other file: here they are all of the entry that opens it.
 */
export function takeOver(draft: Draft, clock: string, other: DeadlineRow, seq: number): ClockChange {
  const rule = heldOrGoverning(draft.surroundings, other);
  const told = toldRungs(draft.surroundings, rule, other);
  const row = openDeadline(draft, { ...other, clock, rule }, {
    extensions: other.extensions.map((extension) => ({ ...extension, seq })),
    pauses: other.pauses.map((pause) => ({ ...pause, seq, ...(pause.toSeq === undefined ? {} : { toSeq: seq }) })),
    told,
    isLapsed: other.state === 'lapsed',
  }, seq);
  return { ...changeOf(row, 'armed'), ...(told.size > 0 ? { told: [...told] } : {}) };
}

/** The version of the other file; where the place of this one does not have it, the one in force on the trigger date. */
function heldOrGoverning({ rules }: LawAround, { ruleId, ruleVersion, triggerOn }: DeadlineRow): ClockRule {
  try {
    return clockOfVersion(ruleId, ruleVersion, rules);
  } catch (error) {
    if (error instanceof RuleError && error.code === 'UNKNOWN_VERSION') return findRule(ruleId, triggerOn, rules);
    throw error;
  }
}

/** What of a deadline goes on when it is counted anew from a later day: its pauses. An extension belonged to the period before. */
const afterRestart = ({ pauses }: DeadlineRow): GoingOn => ({ ...nothingBefore, pauses });

/**
 * The last day that a deadline has, and the one that it would have counted anew from another day; a pause that still lasts is left out of both,
 * since it would move both alike. No clock in hours is restarted: a day says too little.
 * @throws DeadlineError, RuleError when the rule does not allow that day
 */
export function lastDaysOfRestart(law: LawAround, old: DeadlineRow, from: string): { readonly held: string; readonly restarted: string } {
  const start = { ...old, triggerOn: from, triggerAt: null, rule: findRule(old.ruleId, from, law.rules) };
  const pauses = pausesWithin(law, start, afterRestart(old));
  return {
    held: compute(law, clockOfVersion(old.ruleId, old.ruleVersion, law.rules), old).dueDate,
    restarted: compute(law, start.rule, { ...start, extensions: [], pauses }).dueDate,
  };
}

/** Counts an open clock anew from another day: the old deadline ends, nobody having met or missed it, and a new one runs. */
export function restartClock(draft: Draft, { clock, from, reason }: { readonly clock: string; readonly from: string; readonly reason: string }, seq: number): ClockChange[] {
  const old = draft.record.deadlines.find((deadline) => deadline.clock === clock);
  if (!old) throw new Error(`clock ${clock} is not open; whoever restarts it must look`);
  const ended = cancelDeadline(draft, old, seq);
  const row = openDeadline(draft, { ...old, triggerOn: from, triggerAt: null, rule: findRule(old.ruleId, from, draft.surroundings.rules) }, afterRestart(old), seq);
  return [{ ...ended, reason }, { ...changeOf(row, 'restarted'), oldDueDate: old.dueDate, reason }];
}
