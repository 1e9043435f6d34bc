import type { NewEntry } from '../advance/draft.ts';
import type { DeadlineRow, FileRecord } from '../record/record.ts';
import type { LocalDate } from '../time/local-date.ts';

/** What a correction must know beside the record: every entry and every deadline of the file, the closed ones too. Read for corrections only. */
export interface FileHistory {
  readonly entries: readonly HistoryEntry[];
  readonly deadlines: readonly DeadlineRow[];
}

export interface HistoryEntry {
  readonly seq: number;
  readonly kind: NewEntry['kind'];
  /** Act, event or rule. */
  readonly what: string;
  /** Legal date as it was entered. */
  readonly occurredOn: LocalDate;
  /** The stage after it. */
  readonly stage: string;
  readonly reached: readonly string[];
  /** Numbers of its effects on other files. */
  readonly effects: readonly number[];
  /** Of a rung of a ladder: whose, and which. */
  readonly deadlineId: string | null;
  readonly rung: string | null;
}

/** The fact that corrections keep on any file: entry → its legal date as it is known now. */
export interface CorrectedDates {
  readonly correctedDates?: Readonly<Record<string, LocalDate>>;
}

/** Legal date of an entry, as it is known now. */
export function dateOf(record: FileRecord, entry: HistoryEntry): LocalDate {
  return (record.facts as CorrectedDates).correctedDates?.[String(entry.seq)] ?? entry.occurredOn;
}

/** The entry before it; undefined for the first. */
export function entryBefore(history: FileHistory, seq: number): HistoryEntry | undefined {
  return history.entries.findLast((entry) => entry.seq < seq);
}

/** Whether an entry moved the file to another stage. */
export function movedTheFile(history: FileHistory, entry: HistoryEntry): boolean {
  return entry.stage !== (entryBefore(history, entry.seq)?.stage ?? 'none');
}

/** The entry by which the file came to the stage in which something happened at `seq`. */
export function arrivalBefore(history: FileHistory, seq: number): HistoryEntry | undefined {
  return history.entries.findLast((entry) => entry.seq < seq && movedTheFile(history, entry));
}
