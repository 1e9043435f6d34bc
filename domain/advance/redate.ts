import { CalendarError } from '../calendar/calendar-error.ts';
import { DeadlineError } from '../deadlines/deadline-error.ts';
import type { DeadlineRow } from '../record/record.ts';
import { clockOfVersion, findRule, versionsOf } from '../rules/find-rule.ts';
import { RuleError } from '../rules/rule-error.ts';
import type { ClockRule, RuleSet } from '../rules/rule.ts';
import { TimeError } from '../time/time-error.ts';
import { shanghaiDate } from '../time/shanghai.ts';
import { changeOf, compute, dates, rungsOf } from './clock.ts';
import { openTask, putDeadline, putTask, writeEntry, type Draft } from './draft.ts';
import { inGrace } from './in-grace.ts';

/** A change of the law as it bears on the open deadlines of one place. */
export interface Redating {
  readonly changeId: string;
  /** The revision that the change made; what is counted is counted by it. */
  readonly revision: number;
  readonly kind: 'rule' | 'profile' | 'calendar' | 'release';
  /** Whether cases from before the version follow it, or keep the old limit. */
  readonly transition: 'new_triggers' | 'open_deadlines';
  /** Versions that the place has since this change and had not before, as `<rule id> <version>`. */
  readonly newVersions: ReadonlySet<string>;
}

/** What a change does to one deadline; null where it does nothing. */
export type RedatedDeadline =
  | { readonly effect: 'earlier' | 'later' | 'settled' | 'same_date'; readonly row: DeadlineRow }
  /** The new version cannot count it (an extension beyond its cap, a pause it does not know): it keeps the old one. */
  | { readonly effect: 'kept'; readonly reason: string };

export const versionKey = ({ id, version }: { readonly id: string; readonly version: string }): string => `${id} ${version}`;

/** Versions of `after` that `before` did not have. */
export function newVersionsOf(before: RuleSet, after: RuleSet): ReadonlySet<string> {
  const known = new Set(before.rules.map(versionKey));
  return new Set(after.rules.map(versionKey).filter((key) => !known.has(key)));
}

/**
 * An open deadline counted anew after a change of the law. What was recorded stays: a rung that was reached never comes again, a paused clock
 * stays paused, a lapsed one lapsed (a lapse that proves wrong is for `correctLapse`). A new date is the next revision of the row; without any
 * difference the row stays as it is.
 */
export function redateDeadline(old: DeadlineRow, law: Pick<Draft['surroundings'], 'rules' | 'calendar'>, redating: Redating): RedatedDeadline | null {
  try {
    const held = heldVersion(old, law.rules, redating);
    const rule = versionFor(old, held, law.rules, redating);
    // a rule or a profile moves only what changes its version; a calendar or a release whatever comes out otherwise
    if (rule === held && (redating.kind === 'rule' || redating.kind === 'profile')) return null;
    const computed = compute(law, rule, old);
    const reached = new Set((law.rules.ladders[(held ?? rule).ladder] ?? []).map(({ rung }) => rung).filter((rung) => !old.rungs.some((one) => one.rung === rung)));
    // what began in the roll gap of the earlier date may lie inside the period by the new one, and stops it
    const stands = old.state === 'running' && old.pauses.some(({ from, to }) => to === null && from <= computed.targetDate);
    const state = stands ? 'paused' : old.state;
    const rungs = state === 'paused' ? [] : inGrace(old, rungsOf(law, rule, computed).filter(({ rung }) => !reached.has(rung)));
    const row: DeadlineRow = { ...old, ...dates(computed), ruleVersion: computed.ruleVersion, state, rungs, revision: old.revision + 1 };
    if (isSame(old, row)) return null;
    return { effect: effectOf(old, row), row };
  } catch (error) {
    if (error instanceof DeadlineError || error instanceof RuleError || error instanceof CalendarError || error instanceof TimeError) return { effect: 'kept', reason: error.code };
    throw error;
  }
}

/** The version that the row was counted by; a release may have dropped it. */
function heldVersion({ ruleId, ruleVersion }: DeadlineRow, rules: RuleSet, { kind }: Redating): ClockRule | null {
  try {
    return clockOfVersion(ruleId, ruleVersion, rules);
  } catch (error) {
    if (kind === 'release' && error instanceof RuleError && error.code === 'UNKNOWN_VERSION') return null;
    throw error;
  }
}

/** The version that a row follows from now on: a new one that governs its trigger date or, by a clause for open cases, the newest of the new ones; else the one that it has. */
function versionFor({ ruleId, triggerOn }: DeadlineRow, held: ClockRule | null, rules: RuleSet, { kind, newVersions, transition }: Redating): ClockRule {
  // what the program brings is not told apart version by version; a row that follows a later version by such a clause keeps it
  if (kind === 'release') return held !== null && held.effectiveFrom > triggerOn ? held : findRule(ruleId, triggerOn, rules);
  const fresh = versionsOf(ruleId, rules).filter((rule) => newVersions.has(versionKey(rule)));
  const governing = fresh.find(({ effectiveFrom, effectiveTo }) => effectiveFrom <= triggerOn && (effectiveTo === undefined || triggerOn <= effectiveTo));
  const [newest] = fresh;
  const next = governing ?? (transition === 'open_deadlines' && newest !== undefined && triggerOn < newest.effectiveFrom ? newest : undefined);
  return next === undefined ? (held as ClockRule) : clockOfVersion(ruleId, next.version, rules);
}

function isSame(old: DeadlineRow, row: DeadlineRow): boolean {
  return (
    old.state === row.state && old.ruleVersion === row.ruleVersion && old.targetDate === row.targetDate && old.dueDate === row.dueDate && old.dueAt === row.dueAt && old.provisional === row.provisional &&
    old.rungs.length === row.rungs.length && old.rungs.every((rung, at) => rung.rung === row.rungs[at]?.rung && rung.at === row.rungs[at]?.at)
  );
}

function effectOf(old: DeadlineRow, row: DeadlineRow): 'earlier' | 'later' | 'settled' | 'same_date' {
  if (row.dueAt < old.dueAt) return 'earlier';
  if (row.dueAt > old.dueAt) return 'later';
  return old.provisional && !row.provisional ? 'settled' : 'same_date';
}

/** Counts the open deadlines of a file anew, in order of id: one entry for each that changes, with both dates and the change that asked for it. */
export function redateDeadlines(draft: Draft, redating: Redating, at: string): void {
  const open = [...draft.record.deadlines].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const old of open) {
    const redated = redateDeadline(old, draft.surroundings, redating);
    if (redated === null || redated.effect === 'kept') continue;
    const { row } = redated;
    const rule = clockOfVersion(row.ruleId, row.ruleVersion, draft.surroundings.rules);
    // it lapsed by a date that was not the law's: nobody but a person may undo that
    const isLapseInDoubt = old.state === 'lapsed' && row.dueAt > old.dueAt;
    writeEntry(
      draft,
      {
        kind: 'redate',
        what: row.ruleId,
        occurredOn: shanghaiDate(at),
        content: {
          deadlineId: row.id, change: redating.changeId, lawRevision: redating.revision, reason: redating.kind, revision: row.revision,
          oldDueDate: old.dueDate, newDueDate: row.dueDate, oldProvisional: old.provisional, provisional: row.provisional,
          oldRuleVersion: old.ruleVersion, ruleVersion: row.ruleVersion, oldCalendarVersion: old.calendarVersion, calendarVersion: row.calendarVersion,
          ...(isLapseInDoubt ? { lapseInDoubt: true } : {}),
        },
        deadlineKey: { deadlineId: row.id, revision: row.revision, rung: redating.changeId },
      },
      { outcome: 'redated' },
      {},
      (seq) => {
        putDeadline(draft, row);
        for (const task of draft.record.tasks) if (task.deadlineId === row.id && task.dueAt !== null) putTask(draft, { ...task, dueAt: row.state === 'paused' ? null : row.dueAt });
        if (isLapseInDoubt) openTask(draft, { kind: 'reminder', roles: ['responsible_person'], officerIds: [], label: { zh: `${rule.label.zh}:届满记录待更正`, en: `${rule.label.en}: the lapse is in doubt` }, deadlineId: row.id, dueAt: null }, seq);
        return [{ ...changeOf(row, 'redated'), oldDueDate: old.dueDate }];
      },
    );
  }
}
