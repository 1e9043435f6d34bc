import { cancelDeadline, changeOf, type ClockChange } from '../advance/clock.ts';
import { closeTask, enter, putDeadline, putTask, type Draft } from '../advance/draft.ts';
import type { DeadlineRow } from '../record/record.ts';
import type { Correction } from './correction.ts';
import { arrivalBefore, dateOf, type FileHistory } from './file-history.ts';
import { withTakenBack, type TakingBack } from './plan-taking-back.ts';
import { rungsLeft } from './rungs-left.ts';

/** Writes a correction into the draft: dates of milestones, clocks with their old and new last days, and what is left where entries were taken back. */
export function writeCorrection(draft: Draft, { history, dates, deadlines, takingBack }: Correction, seq: number): ClockChange[] {
  for (const [entry, date] of dates) redateArrivals(draft, history, entry, date);
  const rest = deadlines.filter(({ after }) => !takingBack?.deadlines.some(({ before }) => before.id === after.id));
  const changes = rest.map(({ before, after }) =>
    put(draft, before, { ...after, rungs: after.closedSeq === null && after.state !== 'paused' ? rungsLeft(history, after, before, draft.surroundings) : [] }, 'corrected'));
  if (takingBack) changes.push(...takeBack(draft, takingBack, seq));
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

/** As if the entries had not been: the facts, the milestones and the stage before them, the clocks that they started and those that they touched. */
function takeBack(draft: Draft, { entries, left, deadlines, cancelled, facts }: TakingBack, seq: number): ClockChange[] {
  const changes = cancelled.map((row) => cancelDeadline(draft, row, seq));
  for (const { before, after } of deadlines) changes.push(put(draft, before, after, before.closedSeq !== null || before.state === 'lapsed' ? 'reinstated' : 'corrected'));
  const milestones = Object.keys(draft.record.milestones).flatMap((milestone) => {
    const last = left.entries.findLast(({ reached }) => reached.includes(milestone));
    return last ? [[milestone, dateOf(draft.record, last)] as const] : [];
  });
  draft.record = { ...draft.record, milestones: Object.fromEntries(milestones), facts: withTakenBack(facts, entries, seq) };
  for (const task of draft.record.tasks) if (entries.has(task.openedSeq)) closeTask(draft, task, seq);
  const arrival = arrivalBefore(left, Number.POSITIVE_INFINITY);
  if (arrival && arrival.stage !== draft.record.stage) enter(draft, arrival.stage, dateOf(draft.record, arrival), seq);
  return changes;
}

function put(draft: Draft, before: DeadlineRow, after: DeadlineRow, change: 'corrected' | 'reinstated'): ClockChange {
  const row = { ...after, revision: before.revision + 1 };
  putDeadline(draft, row);
  for (const task of draft.record.tasks) if (task.deadlineId === row.id) putTask(draft, { ...task, dueAt: row.state === 'paused' ? null : row.dueAt });
  return { ...changeOf(row, change), oldDueDate: before.dueDate };
}
