import { defaultCalendar } from '../../domain/calendar/default-calendar.ts';
import { computeDeadline } from '../../domain/deadlines/compute-deadline.ts';
import { ladderMoments } from '../../domain/deadlines/ladder-moments.ts';
import { findRule } from '../../domain/rules/find-rule.ts';
import { nationalProfile } from '../../domain/rules/law.ts';
import { resolveProfile } from '../../domain/rules/resolve-profile.ts';
import type { Role } from '../../domain/roles.ts';
import { startOfDay } from '../../domain/time/shanghai.ts';
import { shippedLaw } from '../../law/shipped-law.ts';
import { never, yet, type Finding } from './finding.ts';
import type { DeadlineRow, EntryRow, Snapshot } from './snapshot.ts';

const rules = resolveProfile(shippedLaw, nationalProfile);

/**
 * Every moment of every revision of every deadline, computed anew from the rule and the dates in the record (not from the
 * list of rungs that the step keeps), against the rungs in the ledger.
 */
export function checkDueMoments({ now, entries, deadlines, submissions }: Snapshot): Finding[] {
  const found: Finding[] = [];
  const byFile = Map.groupBy(entries, (entry) => entry.file_id);
  const recorded = Map.groupBy(entries.filter((entry) => entry.deadline_id !== null), (entry) => `${entry.deadline_id} ${entry.revision}`);
  const given: Given = new Map(submissions.map(({ id, occurred_on, received_at }) => [id, occurred_on === null ? received_at : startOfDay(occurred_on)]));
  const revisions = new Set<string>();
  for (const deadline of deadlines) {
    const ofFile = byFile.get(deadline.file_id) ?? [];
    for (let revision = 1; revision <= deadline.revision; revision += 1) {
      const name = `${deadline.id} ${revision}`;
      revisions.add(name);
      const from = revision === 1 ? deadline.opened_seq : (deadline.extensions[revision - 2]?.seq ?? 0);
      const until = revision === deadline.revision ? deadline.closed_seq : (deadline.extensions[revision - 1]?.seq ?? null);
      const bound = until === null ? now : lastMomentBefore(ofFile, from, until, given);
      const here = recorded.get(name) ?? [];
      const moments = momentsOf(deadline, revision);
      for (const { rung, at } of moments) {
        const times = here.filter((entry) => entry.rung === rung).length;
        const report = until === null ? yet : never;
        if (at <= bound && times === 0) found.push(report('dueMoments', `${name} ${rung} was due at ${at} and is not recorded`));
      }
      const ats = new Map(moments.map(({ rung, at }) => [rung, at]));
      for (const entry of here) {
        const at = ats.get(entry.rung ?? '');
        if (at === undefined) found.push(never('dueMoments', `${name} has no rung ${entry.rung}`));
        else if (at > entry.recorded_at) found.push(never('dueMoments', `${name} ${entry.rung}, due at ${at}, was recorded early, at ${entry.recorded_at}`));
        if (entry.seq < from || (until !== null && entry.seq > until)) found.push(never('dueMoments', `${name} ${entry.rung} stands at ${entry.seq}, outside its revision (${from} to ${until})`));
      }
    }
  }
  for (const name of recorded.keys()) if (!revisions.has(name)) found.push(never('dueMoments', `rungs of a deadline that does not exist: ${name}`));
  return found;
}

/** Submission → the legal time of its fact: the start of the stated day, or when it was received. */
type Given = ReadonlyMap<string, string>;

function momentsOf({ rule_id, trigger_on, trigger_at, limit_override, fixed_date, extensions }: DeadlineRow, revision: number) {
  const rule = findRule(rule_id, trigger_on, rules);
  const deadline = computeDeadline({
    rule,
    trigger: trigger_at ?? trigger_on,
    calendar: defaultCalendar,
    ...(limit_override === null ? {} : { limit: limit_override }),
    ...(fixed_date === null ? {} : { date: fixed_date }),
    extensions: extensions.slice(0, revision - 1).map(({ amount, approvedBy }) => ({ amount, approvedBy: approvedBy as Role })),
  });
  return ladderMoments(deadline, rules.ladders[rule.ladder] ?? [], defaultCalendar);
}

/**
 * The latest instant up to which a revision that ended must have recorded its rungs: the legal time of the act or event that
 * ended it, or the time of an earlier step that found the file with this revision, whichever is later.
 */
function lastMomentBefore(entries: readonly EntryRow[], from: number, until: number, given: Given): string {
  const last = entries[until - 1];
  if (!last) return '';
  let bound = legalTimeOf(last, given);
  for (let seq = from; seq < until; seq += 1) {
    const entry = entries[seq - 1];
    const isOfAnotherStep = entry && (entry.kind !== 'deadline' || entry.recorded_at !== last.recorded_at);
    if (isOfAnotherStep && entry.recorded_at > bound) bound = entry.recorded_at;
  }
  return bound;
}

function legalTimeOf(entry: EntryRow, given: Given): string {
  // a lapse that ended the clock by itself: what came before it in the ladder must stand there
  const content = JSON.parse(entry.content ?? '{}') as { readonly at?: string; readonly occurredAt?: string };
  if (entry.kind === 'deadline') return content.at ?? '';
  // an act may tell the instant at which it happened
  const instant = content.occurredAt ?? (entry.submission_id === null ? startOfDay(entry.occurred_on) : (given.get(entry.submission_id) ?? entry.recorded_at));
  return instant < entry.recorded_at ? instant : entry.recorded_at;
}
