import type { LawAround } from '../actions/action.ts';
import { recount } from '../advance/clock.ts';
import type { DeadlineRow, FileRecord } from '../record/record.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { Instant } from '../time/shanghai.ts';
import { dateOf, instantOf, lapseOf, type FileHistory, type HistoryEntry } from './file-history.ts';

/** When a fact really happened: the day, and the instant where the act told one. */
export interface TrueTime {
  readonly on: LocalDate;
  readonly at: Instant | null;
}

/** What follows from the true date of a fact. Nothing is written yet. */
export interface CorrectionPlan {
  /** Legal date by entry, of the fact itself and of every lapse that follows from it. */
  readonly dates: ReadonlyMap<number, LocalDate>;
  /** Deadlines with other dates or another end than before; dates and state only, rungs are the writer's. */
  readonly deadlines: readonly { readonly before: DeadlineRow; readonly after: DeadlineRow }[];
  /** Recorded lapses that were none, seen with the true date. */
  readonly wrongLapses: readonly { readonly deadline: DeadlineRow; readonly lapse: HistoryEntry }[];
}

/**
 * Follows a corrected date through the file: the clocks that the fact started, paused, resumed or ended; and, since the legal last day of one
 * clock starts the next, the lapses behind them.
 * @param to when it really happened
 * @param at world time, RFC 3339 UTC
 * @throws DeadlineError, RuleError where the rule does not allow the new date (before the rule, a pause turned round)
 */
export function planCorrection(record: FileRecord, history: FileHistory, entry: HistoryEntry, to: TrueTime, at: string, surroundings: LawAround): CorrectionPlan {
  const dates = new Map([[entry.seq, to.on]]);
  const rows = new Map([...history.deadlines, ...record.deadlines].map((row) => [row.id, row]));
  const before = new Map(rows);
  const waiting = [{ seq: entry.seq, from: dateOf(record, entry), to }];
  const wrong = new Map<string, { deadline: DeadlineRow; lapse: HistoryEntry }>();
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    for (const row of rows.values()) {
      const moved = redated(row, next, surroundings);
      const end = endOf(record, history, moved, dates, { seq: entry.seq, at: to.at });
      const judged = end !== null && (moved.closedSeq === next.seq || (moved.triggerAt !== null && moved !== row)) ? ended(moved, end) : moved;
      if (judged === row) continue;
      rows.set(row.id, judged);
      const lapse = before.get(row.id)?.state === 'lapsed' ? lapseOf(history, judged) : undefined;
      if (!lapse) continue;
      if (end === null ? judged.dueAt > at : !isLate(judged, end)) wrong.set(judged.id, { deadline: judged, lapse });
      else if (judged.dueDate !== row.dueDate && dates.get(lapse.seq) !== judged.dueDate) {
        dates.set(lapse.seq, judged.dueDate);
        waiting.push({ seq: lapse.seq, from: dateOf(record, lapse), to: { on: judged.dueDate, at: null } });
      }
    }
  }
  const changed = [...rows.values()].filter((row) => row !== before.get(row.id));
  return { dates, deadlines: changed.flatMap((after) => ({ before: before.get(after.id) ?? after, after })), wrongLapses: [...wrong.values()] };
}

function redated(row: DeadlineRow, { seq, from, to: { on: to, at } }: { readonly seq: number; readonly from: LocalDate; readonly to: TrueTime }, surroundings: LawAround): DeadlineRow {
  const starts = row.openedSeq === seq && row.triggerOn === from && (row.triggerAt === null || at !== null);
  const pauses = row.pauses.map((pause) => ({
    ...pause,
    ...(pause.seq === seq && pause.from === from ? { from: to } : {}),
    ...(pause.toSeq === seq && pause.to === from ? { to } : {}),
  }));
  const pausesMoved = pauses.some((pause, i) => pause.from !== row.pauses[i]?.from || pause.to !== row.pauses[i]?.to);
  if (!starts && !pausesMoved) return row;
  const basis = { ...row, pauses, ...(starts ? { triggerOn: to, triggerAt: row.triggerAt === null ? null : at } : {}) };
  return { ...basis, ...recount(basis, surroundings, starts) };
}

/** A clock that a person's act or another file's event ended, not its own lapse. */
function isEndedByPeople(row: DeadlineRow, history: FileHistory): boolean {
  const end = history.entries.find(({ seq }) => seq === row.closedSeq);
  return end !== undefined && row.state !== 'cancelled' && end.deadlineId !== row.id;
}

function ended(row: DeadlineRow, end: TrueTime): DeadlineRow {
  const state = isLate(row, end) ? 'lapsed' : 'met';
  return state === row.state ? row : { ...row, state };
}

/** A clock in hours is judged by the instant, where one is told. */
function isLate(row: DeadlineRow, { on, at }: TrueTime): boolean {
  return row.triggerAt !== null && at !== null ? at >= row.dueAt : on > row.dueDate;
}

/** When people ended the clock, as it is known with the correction; null while it is open, or where it ended by its lapse. */
function endOf(record: FileRecord, history: FileHistory, row: DeadlineRow, dates: ReadonlyMap<number, LocalDate>, corrected: { readonly seq: number; readonly at: Instant | null }): TrueTime | null {
  const end = history.entries.find(({ seq }) => seq === row.closedSeq);
  if (!end || !isEndedByPeople(row, history)) return null;
  return { on: dates.get(end.seq) ?? dateOf(record, end), at: end.seq === corrected.seq ? corrected.at : instantOf(record, end) };
}
