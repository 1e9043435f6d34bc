import type { Chart } from '../chart/chart.ts';
import type { DeadlineRow } from '../record/record.ts';
import { isByPeople, movedTheFile, type FileHistory, type HistoryEntry } from './file-history.ts';

interface Question {
  readonly history: FileHistory;
  readonly chart: Chart;
  readonly taken: ReadonlySet<number>;
  /** The history without them. */
  readonly left: FileHistory;
  /** Every deadline of the file as it is. */
  readonly rows: readonly DeadlineRow[];
  /** Those that stand otherwise without the entries. */
  readonly deadlines: readonly { readonly before: DeadlineRow; readonly after: DeadlineRow }[];
}

/**
 * Whether something later rests on the entries, so that they cannot go alone: people moved the file since, did what could not have been done where it
 * would stand, or dealt with a clock that the entries started, stopped or paused. What is asked is the structure only; facts are asked elsewhere.
 */
export function isBuiltUpon({ history, chart, taken, left, rows, deadlines }: Question): boolean {
  const first = Math.min(...taken);
  const gone = history.entries.filter(({ seq }) => taken.has(seq));
  const later = history.entries.filter(({ seq }) => seq > first && !taken.has(seq));
  const isMoved = gone.some((entry) => movedTheFile(history, entry));
  const stage = left.entries.findLast(({ seq }) => seq < first)?.stage;
  if (stage === undefined) return true;
  // a lapse that led to nothing carries nothing
  const carries = isMoved || gone.some((entry) => isByPeople(entry) || entry.reached.length > 0);
  for (const entry of carries ? later : []) {
    // what it told may be of what would be no more: a case that was split, a clue that asked to be merged
    if (isByPeople(entry) && entry.effects.length > 0) return true;
    if (movedTheFile(history, entry) ? isMoved || isByPeople(entry) : isMoved && isByPeople(entry) && !wouldBeTheSame(chart, stage, entry)) return true;
  }
  const byLaterPeople = (seq: number | null | undefined) => later.some((entry) => entry.seq === seq && isByPeople(entry));
  for (const row of rows) {
    const isTheirs = taken.has(row.openedSeq);
    const extended = row.extensions.some(({ seq }) => taken.has(seq));
    const isTouched = isTheirs || extended || row.pauses.some(({ seq, toSeq }) => taken.has(seq) || (toSeq !== undefined && taken.has(toSeq)));
    if (isTouched && byLaterPeople(row.closedSeq)) return true;
    if ((isTheirs || extended) && row.extensions.some(({ seq }) => byLaterPeople(seq))) return true;
    if (row.pauses.some(({ seq, toSeq }) => taken.has(seq) && byLaterPeople(toSeq))) return true;
    // it was born paused, or unpaused, by what they did
    if (!isTheirs && row.openedSeq > first && gone.some(({ reached }) => pausesOf(chart, row.clock).some((milestone) => reached.includes(milestone)))) return true;
  }
  // the same clock was started again since
  return deadlines.some(({ before, after }) => after.closedSeq === null && rows.some((row) => row.id !== before.id && row.clock === before.clock && row.closedSeq === null && !taken.has(row.openedSeq)));
}

/** Whether the entry would have left the file where it is in that stage too. */
function wouldBeTheSame(chart: Chart, stage: string, { kind, what, reached }: HistoryEntry): boolean {
  const here = chart.stages[stage];
  const outcomes = kind === 'act' ? here?.acts[what] : here?.events?.[what];
  // an event that is only noted is noted anywhere
  if (outcomes === undefined) return kind === 'event' && reached.length === 0;
  return Object.values(outcomes).some(({ to, reach }) => to === undefined && (reached.length === 0 ? reach === undefined : reach === reached[0]));
}

function pausesOf(chart: Chart, clock: string): string[] {
  return (chart.clocks[clock]?.pauses ?? []).flatMap(({ from, to }) => [from, ...to]);
}
