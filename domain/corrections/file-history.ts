import type { ClockChange } from '../advance/clock.ts';
import type { NewEntry } from '../advance/draft.ts';
import { isCommonAct } from '../chart/common-acts.ts';
import { isCommonEvent } from '../chart/common-events.ts';
import type { JsonObject } from '../json.ts';
import type { DeadlineRow, FileRecord } from '../record/record.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { Instant } from '../time/shanghai.ts';
import type { FactsChange } from './facts-change.ts';

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
  /** Of an act that told its instant, as it was entered. */
  readonly occurredAt: Instant | null;
  /** The stage after it. */
  readonly stage: string;
  readonly reached: readonly string[];
  /** Its effects on other files: number, and to whom. */
  readonly effects: readonly { readonly n: number; readonly to: string }[];
  /** Of an event: the entry of the other file that it comes from. */
  readonly source: { readonly fileId: string; readonly seq: number; readonly n: number } | null;
  /** Of a rung of a ladder: whose, and which. */
  readonly deadlineId: string | null;
  readonly rung: string | null;
  /** Deadlines that it took over from another file, with the rungs that were told there; null: none. */
  readonly toldElsewhere: readonly { readonly deadlineId: string; readonly told: readonly string[] }[] | null;
  /** What it changed in the facts; null where the entry does not tell. */
  readonly facts: FactsChange | null;
}

/** The facts that corrections keep on any file. */
export interface KeptByCorrections {
  /** Entry → its legal date as it is known now. */
  readonly correctedDates?: Readonly<Record<string, LocalDate>>;
  /** Entry → its instant as it is known now. */
  readonly correctedInstants?: Readonly<Record<string, Instant>>;
  /** Entry that counts as if it had not been → the entry that took it back. */
  readonly takenBack?: Readonly<Record<string, number>>;
}

/** A new entry as the history will have it. */
export function historyEntry({ seq, kind, what, occurredOn, stage, reached, content, deadlineKey }: NewEntry): HistoryEntry {
  return {
    seq, kind, what, occurredOn, stage, reached,
    occurredAt: (content['occurredAt'] as Instant | undefined) ?? null,
    effects: (content['effects'] as unknown as HistoryEntry['effects']).map(({ n, to }) => ({ n, to })),
    source: (content['source'] as HistoryEntry['source'] | undefined) ?? null,
    deadlineId: deadlineKey?.deadlineId ?? null,
    rung: deadlineKey?.rung ?? null,
    toldElsewhere: toldElsewhere(content['clocks'] as unknown as readonly ClockChange[]),
    facts: (content['facts'] as FactsChange | undefined) ?? null,
  };
}

function toldElsewhere(changes: readonly ClockChange[]): HistoryEntry['toldElsewhere'] {
  const found = changes.flatMap(({ deadlineId, told }) => (told ? [{ deadlineId, told }] : []));
  return found.length > 0 ? found : null;
}

/** The rungs of a deadline that were told in the file from which it goes on. */
export function toldBefore({ entries }: FileHistory, { id }: Pick<DeadlineRow, 'id'>): readonly string[] {
  return entries.flatMap((entry) => (entry.toldElsewhere ?? []).flatMap(({ deadlineId, told }) => (deadlineId === id ? told : [])));
}

/** The history as it counts now: without the entries that were taken back. */
export function standingHistory(history: FileHistory, facts: JsonObject): FileHistory {
  const { takenBack = {} } = facts as KeptByCorrections;
  return withoutEntries(history, (seq) => String(seq) in takenBack);
}

/** The history as if some entries had not been: those after them have the stage in which the file then was without them. */
export function withoutEntries(history: FileHistory, isGone: (seq: number) => boolean): FileHistory {
  let stage = 'none';
  const entries = history.entries.flatMap((entry) => {
    if (isGone(entry.seq)) return [];
    // a correction moves the file only back to where it stands without what was taken back
    if (!isCommonAct(entry.what) && movedTheFile(history, entry)) stage = entry.stage;
    return [{ ...entry, stage }];
  });
  return { entries, deadlines: history.deadlines };
}

/** Legal date of an entry, as it is known now. */
export function dateOf(record: FileRecord, entry: HistoryEntry): LocalDate {
  return (record.facts as KeptByCorrections).correctedDates?.[String(entry.seq)] ?? entry.occurredOn;
}

/** Instant of an entry, as it is known now; null for one that told none. */
export function instantOf(record: FileRecord, entry: HistoryEntry): Instant | null {
  return (record.facts as KeptByCorrections).correctedInstants?.[String(entry.seq)] ?? entry.occurredAt;
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

/** What people did, here or in another file, of the file's own kind: what others build on. Time, a change of the law and corrections are not. */
export function isByPeople({ kind, what }: HistoryEntry): boolean {
  return kind === 'event' ? !isCommonEvent(what) : kind === 'act' && !isCommonAct(what);
}

/** The lapse of a deadline as it stands; undefined: it never lapsed, or that was taken back. */
export function lapseOf(history: FileHistory, { id }: Pick<DeadlineRow, 'id'>): HistoryEntry | undefined {
  return history.entries.findLast((entry) => entry.kind === 'deadline' && entry.deadlineId === id && entry.rung === 'lapse');
}
