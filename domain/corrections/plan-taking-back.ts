import type { LawAround } from '../actions/action.ts';
import { recount } from '../advance/clock.ts';
import type { FileDefinition } from '../files/file-definition.ts';
import type { JsonObject } from '../json.ts';
import type { DeadlineRow, FileRecord, RecordedPause } from '../record/record.ts';
import type { Instant } from '../time/shanghai.ts';
import { dateOf, instantOf, lapseOf, movedTheFile, toldBefore, withoutEntries, type FileHistory, type HistoryEntry, type KeptByCorrections } from './file-history.ts';
import { withoutChange } from './facts-change.ts';
import { replaceDates } from './replace-dates.ts';
import { rungsLeft } from './rungs-left.ts';
import { isBuiltUpon } from './built-upon.ts';

/** Some entries as if they had not been. Nothing is written yet. */
export interface TakingBack {
  readonly entries: ReadonlySet<number>;
  /** The history without them. */
  readonly left: FileHistory;
  /** Clocks that stand otherwise without them. */
  readonly deadlines: readonly { readonly before: DeadlineRow; readonly after: DeadlineRow }[];
  /** Clocks that they started: cancelled. */
  readonly cancelled: readonly DeadlineRow[];
  /** All the facts, without theirs. */
  readonly facts: JsonObject;
}

/** Why entries cannot be taken back: others were told, or something later was built on them. */
export type Obstacle = 'told_elsewhere' | 'built_upon';

/** What is taken back, and what is known of it. */
export interface TakenBack {
  readonly record: FileRecord;
  readonly history: FileHistory;
  readonly file: Pick<FileDefinition, 'chart' | 'actions'>;
  readonly entries: readonly number[];
  /** The file's facts, other corrections of the same act made in them. */
  readonly facts: JsonObject;
  /** Deadlines that the same act dates anew. */
  readonly redated?: readonly { readonly after: DeadlineRow }[];
  /** A clock that runs again does so at least until then: so long people have for recording what was done in time. */
  readonly notBefore?: Instant;
}

/**
 * Follows entries that are taken back through the file, the lapses included that come of them: clocks that they started, stopped, paused, resumed or
 * extended, stage, milestones and facts. What they have led to is taken back with them; what people have built on them is an obstacle.
 * @throws DeadlineError, RuleError where the rule does not allow the dates that come out (a later extension beyond its cap)
 */
export function planTakingBack(given: TakenBack, law: LawAround): TakingBack | Obstacle {
  const { record, history } = given;
  const rows = [...new Map([...history.deadlines, ...record.deadlines].map((row) => [row.id, row])).values()];
  const redated = new Map((given.redated ?? []).map(({ after }) => [after.id, after]));
  const taken = new Set(given.entries);
  const leftNow = () => withoutEntries(history, (seq) => taken.has(seq));
  for (let before = -1; before !== taken.size; ) {
    before = taken.size;
    for (const row of rows) for (const seq of ledTo(redated.get(row.id) ?? row, taken, leftNow(), law)) taken.add(seq);
  }
  const left = leftNow();
  const gone = history.entries.filter(({ seq }) => taken.has(seq));
  // an order that a rung opened stays its issuer's, who may withdraw it
  if (gone.some((entry) => entry.effects.length > 0 && (entry.kind !== 'deadline' || movedTheFile(history, entry) || entry.reached.length > 0))) return 'told_elsewhere';

  const cancelled = rows.filter((row) => taken.has(row.openedSeq) && (row.closedSeq === null || row.state !== 'cancelled'));
  const deadlines = rows.flatMap((before) => {
    if (taken.has(before.openedSeq)) return [];
    const row = redated.get(before.id) ?? before;
    const after = without(row, taken, left, law);
    return after === row ? [] : [{ before, after: { ...after, rungs: atLeast(after.rungs, given.notBefore) } }];
  });
  const facts = factsWithout(given, gone);
  if (facts === null || isBuiltUpon({ history, chart: given.file.chart, taken, left, rows, deadlines })) return 'built_upon';
  return { entries: taken, left, deadlines, cancelled, facts };
}

/** What is taken back together with the entries, because of this deadline: all of one that they started, and a lapse that has another date, or none, without them. */
function ledTo(row: DeadlineRow, taken: ReadonlySet<number>, left: FileHistory, law: LawAround): number[] {
  const own = left.entries.filter(({ deadlineId, kind }) => kind === 'deadline' && deadlineId === row.id);
  if (taken.has(row.openedSeq)) return own.map(({ seq }) => seq);
  const lapse = lapseOf(left, row);
  const touched = touchedBy(row, taken);
  if (!lapse || touched === null || touched > lapse.seq) return [];
  const asIfNone = without(row, new Set([...taken, lapse.seq]), { ...left, entries: left.entries.filter(({ seq }) => seq !== lapse.seq) }, law);
  return asIfNone.state === 'paused' || asIfNone.dueDate !== row.dueDate ? own.filter(({ seq }) => seq >= lapse.seq).map(({ seq }) => seq) : [];
}

/** The first of the entries that paused, resumed or extended the deadline. */
function touchedBy({ pauses, extensions }: DeadlineRow, taken: ReadonlySet<number>): number | null {
  const seqs = [...pauses.flatMap(({ seq, toSeq }) => [seq, toSeq ?? -1]), ...extensions.map(({ seq }) => seq)].filter((seq) => taken.has(seq));
  return seqs.length > 0 ? Math.min(...seqs) : null;
}

/** A deadline as if the entries had not been; the same object where they never touched it. */
function without(row: DeadlineRow, taken: ReadonlySet<number>, left: FileHistory, law: LawAround): DeadlineRow {
  const isRedated = touchedBy(row, taken) !== null;
  const isClosedByThem = row.closedSeq !== null && taken.has(row.closedSeq);
  const hasLapsed = lapseOf(left, row) !== undefined || toldBefore(left, row).includes('lapse');
  const isLapseTaken = row.state === 'lapsed' && !hasLapsed;
  if (!isRedated && !isClosedByThem && !isLapseTaken) return row;
  const pauses = row.pauses.filter(({ seq }) => !taken.has(seq)).map((pause) => (pause.toSeq !== undefined && taken.has(pause.toSeq) ? lasting(pause) : pause));
  const extensions = row.extensions.filter(({ seq }) => !taken.has(seq));
  const basis = { ...row, pauses, extensions, closedSeq: isClosedByThem ? null : row.closedSeq };
  const dated = isRedated ? { ...basis, ...recount(basis, law, false) } : basis;
  // people had ended it, and in time as it turns out
  if (dated.closedSeq !== null) return isLapseTaken ? { ...dated, state: 'met' } : dated;
  const stands = !hasLapsed && dated.pauses.some(({ from, to }) => to === null && from <= dated.targetDate);
  // without an extension, what it had told anew is not told again
  const rungs = rungsLeft(left, dated, extensions.length < row.extensions.length ? null : row, law);
  if (!stands) return { ...dated, state: hasLapsed ? 'lapsed' : 'running', rungs };
  return { ...dated, pauses: dated.pauses.map((pause, at) => (at === keeperOfRungs(dated.pauses) ? { ...pause, untold: untoldOf(pause, row, left) ?? rungs.map(({ rung }) => rung) } : pause)), state: 'paused', rungs: [] };
}

function lasting(pause: RecordedPause): RecordedPause {
  const { toSeq: _, ...rest } = pause;
  return { ...rest, to: null };
}

/** The pause that keeps what is still to be told: the last one that did, else the first that lasts. */
function keeperOfRungs(pauses: readonly RecordedPause[]): number {
  const last = pauses.findLastIndex(({ untold, to }) => untold !== undefined && to === null);
  return last >= 0 ? last : pauses.findIndex(({ to }) => to === null);
}

/** What a pause that lasts again had kept, but for what was told while it was thought to be over. */
function untoldOf({ untold, seq }: RecordedPause, { id }: DeadlineRow, left: FileHistory): string[] | undefined {
  return untold?.filter((name) => !left.entries.some((entry) => entry.seq > seq && entry.deadlineId === id && entry.rung === name));
}

function atLeast(rungs: DeadlineRow['rungs'], notBefore: Instant | undefined): DeadlineRow['rungs'] {
  return notBefore === undefined ? rungs : rungs.map((rung) => (rung.at < notBefore ? { ...rung, at: notBefore } : rung));
}

/** The facts without what the entries put there, the last one first; null where something later stands in the same place. */
function factsWithout({ facts, record, file }: TakenBack, gone: readonly HistoryEntry[]): JsonObject | null {
  return gone.toReversed().reduce<JsonObject | null>((sum, entry) => {
    if (sum === null || entry.facts === null) return sum;
    const paths = file.actions[entry.what]?.dates ?? [];
    const dated = replaceDates(entry.facts.is, paths, entry.occurredOn, dateOf(record, entry));
    const is = entry.occurredAt === null ? dated : replaceDates(dated, paths, entry.occurredAt, instantOf(record, entry) ?? entry.occurredAt);
    return withoutChange(sum, { was: entry.facts.was, is });
  }, facts);
}

/** The facts that tell of it: what was taken back, by which entry, and no corrected dates of what is no more. */
export function withTakenBack(facts: JsonObject, entries: ReadonlySet<number>, by: number): JsonObject {
  const { correctedDates, correctedInstants, takenBack } = facts as KeptByCorrections;
  const leftOf = (corrected: Readonly<Record<string, string>> | undefined) => Object.entries(corrected ?? {}).filter(([seq]) => !entries.has(Number(seq)));
  const [dates, instants] = [leftOf(correctedDates), leftOf(correctedInstants)];
  const { correctedDates: _, correctedInstants: __, ...rest } = facts;
  return {
    ...rest,
    ...(dates.length > 0 ? { correctedDates: Object.fromEntries(dates) } : {}),
    ...(instants.length > 0 ? { correctedInstants: Object.fromEntries(instants) } : {}),
    takenBack: { ...takenBack, ...Object.fromEntries([...entries].map((seq) => [String(seq), by])) },
  };
}
