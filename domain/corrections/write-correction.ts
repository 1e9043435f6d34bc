import { allRungs, cancelDeadline, changeOf, type ClockChange } from '../advance/clock.ts';
import { enter, putDeadline, putTask, type Draft } from '../advance/draft.ts';
import type { DeadlineRow, FileRecord, Rung } from '../record/record.ts';
import type { Correction, UndoneLapse } from './correction.ts';
import { arrivalBefore, dateOf, entryBefore, movedTheFile, type FileHistory, type HistoryEntry } from './file-history.ts';

/** Writes a correction into the draft: dates of milestones, clocks with their old and new last days, and where a lapse was none, the stage before it. */
export function writeCorrection(draft: Draft, correction: Correction, on: string, seq: number): ClockChange[] {
  const { history, dates, deadlines, undone } = correction;
  for (const [entry, date] of dates) redateArrivals(draft, history, entry, date);
  const changes = deadlines
    .filter(({ after }) => !undone.some(({ deadline }) => deadline.id === after.id))
    .map(({ before, after }) => put(draft, before, { ...after, rungs: after.closedSeq === null && after.state !== 'paused' ? rungsLeft(draft, history, after, new Set()) : [] }, 'corrected'));
  for (const lapse of undone) changes.push(...undo(draft, history, deadlines.find(({ after }) => after.id === lapse.deadline.id)?.before ?? lapse.deadline, lapse, on, seq));
  return changes;
}

/** The milestones that an entry reached last, and the stage that it entered last, have the entry's date. */
function redateArrivals(draft: Draft, history: FileHistory, seq: number, date: string): void {
  const entry = history.entries.find((one) => one.seq === seq);
  if (!entry) return;
  const last = entry.reached.filter((milestone) => history.entries.findLast(({ reached }) => reached.includes(milestone))?.seq === seq);
  const { milestones, stageSince } = draft.record;
  const isArrival = arrivalBefore(history, Number.POSITIVE_INFINITY)?.seq === seq;
  draft.record = { ...draft.record, milestones: { ...milestones, ...Object.fromEntries(last.map((milestone) => [milestone, date])) }, stageSince: isArrival ? date : stageSince };
}

function undo(draft: Draft, history: FileHistory, before: DeadlineRow, { deadline, lapse, notBefore }: UndoneLapse, on: string, seq: number): ClockChange[] {
  // people had ended it, and in time
  if (deadline.closedSeq !== null && deadline.closedSeq !== lapse.seq) return [put(draft, before, deadline, 'reinstated')];
  const late = new Set(history.entries.filter((entry) => entry.deadlineId === deadline.id && entry.seq >= lapse.seq).flatMap(({ rung }) => rung ?? []));
  const rungs = rungsLeft(draft, history, deadline, late).map((rung): Rung => (rung.at < notBefore ? { ...rung, at: notBefore } : rung));
  const changes = [put(draft, before, { ...deadline, state: 'running', closedSeq: null, rungs }, 'reinstated')];
  if (movedTheFile(history, lapse) || lapse.reached.length > 0) changes.push(...takeBack(draft, history, deadline.id, lapse, on, seq));
  return changes;
}

/** As if the lapse had not been: the stage and the milestones before it, the clocks that it started and ended. */
function takeBack(draft: Draft, history: FileHistory, lapsedId: string, lapse: HistoryEntry, on: string, seq: number): ClockChange[] {
  const changes: ClockChange[] = [];
  for (const row of draft.record.deadlines) if (row.openedSeq === lapse.seq) changes.push(cancelDeadline(draft, row, seq));
  for (const row of history.deadlines) {
    if (row.closedSeq !== lapse.seq || row.id === lapsedId) continue;
    changes.push(put(draft, row, { ...row, state: 'running', closedSeq: null, rungs: rungsLeft(draft, history, row, new Set()) }, 'reinstated'));
  }
  const milestones = { ...draft.record.milestones };
  for (const milestone of lapse.reached) {
    const earlier = history.entries.findLast((entry) => entry.seq < lapse.seq && entry.reached.includes(milestone));
    if (earlier) milestones[milestone] = dateOf(draft.record, earlier);
    else delete milestones[milestone];
  }
  draft.record = { ...draft.record, milestones };
  const stage = entryBefore(history, lapse.seq)?.stage;
  if (stage !== undefined && stage !== draft.record.stage) {
    const arrival = arrivalBefore(history, lapse.seq);
    enter(draft, stage, arrival ? dateOf(draft.record, arrival) : on, seq);
  }
  return changes;
}

/** The rungs of the present dates that were not recorded yet; those of `again` may be recorded once more, under the next revision. */
function rungsLeft(draft: Draft, history: FileHistory, row: DeadlineRow, again: ReadonlySet<string>): Rung[] {
  const recorded = new Set(history.entries.filter(({ deadlineId }) => deadlineId === row.id).flatMap(({ rung }) => rung ?? []));
  return allRungs(row, draft.surroundings).filter(({ rung }) => !recorded.has(rung) || again.has(rung));
}

function put(draft: Draft, before: DeadlineRow, after: DeadlineRow, change: 'corrected' | 'reinstated'): ClockChange {
  const row = { ...after, revision: before.revision + 1 };
  putDeadline(draft, row);
  for (const task of draft.record.tasks) if (task.deadlineId === row.id) putTask(draft, { ...task, dueAt: row.state === 'paused' ? null : row.dueAt });
  return { ...changeOf(row, change), oldDueDate: before.dueDate };
}

/** Whether a lapse can be taken back: nothing has moved the file since, and nobody else was told. */
export function canBeTakenBack(record: FileRecord, history: FileHistory, lapse: HistoryEntry): boolean {
  if (!movedTheFile(history, lapse) && lapse.reached.length === 0) return true;
  const later = history.entries.filter((entry) => entry.seq > lapse.seq);
  return lapse.effects.length === 0 && entryBefore(history, record.seq + 1)?.stage === record.stage && !later.some((entry) => entry.reached.length > 0 || movedTheFile(history, entry));
}
