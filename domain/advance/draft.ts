import type { EffectDraft, Performed, Surroundings, TaskDraft } from '../actions/action.ts';
import type { Chart, ChartPause, Lead } from '../chart/chart.ts';
import { openActs } from '../chart/chart.ts';
import { changeOfFacts } from '../corrections/facts-change.ts';
import { historyEntry, standingHistory, type FileHistory } from '../corrections/file-history.ts';
import { writeCorrection } from '../corrections/write-correction.ts';
import { derivedFileId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import type { PauseGround } from '../rules/pause-grounds.ts';
import type { DeadlineRow, EffectRow, FileRecord, TaskRow } from '../record/record.ts';
import type { Instant } from '../time/shanghai.ts';
import { armClock, cancelDeadline, extendDeadline, nextRung, pauseDeadline, resumeDeadline, stopDeadline, type ClockChange } from './clock.ts';
import { restartClock } from './going-on.ts';

/** One new ledger entry, before it is numbered into the chain. */
export interface NewEntry {
  readonly seq: number;
  /** `law`: of the chain of the law itself, never of a file. */
  readonly kind: 'act' | 'event' | 'deadline' | 'redate' | 'law';
  readonly what: string;
  /** Legal date of the fact. */
  readonly occurredOn: string;
  readonly stage: string;
  readonly reached: readonly string[];
  readonly open: readonly string[];
  readonly due: string | null;
  readonly effects: readonly number[];
  /** Full content, personal data included: goes into the salted text only. */
  readonly content: JsonObject;
  readonly deadlineKey?: { readonly deadlineId: string; readonly revision: number; readonly rung: string };
}

/** What comes before the entry is closed. */
export interface EntryHead {
  readonly kind: NewEntry['kind'];
  readonly what: string;
  readonly occurredOn: string;
  /** Of an act that tells its instant: clocks in hours start and stop by it. */
  readonly occurredAt?: Instant;
  readonly content: JsonObject;
  readonly deadlineKey?: NewEntry['deadlineKey'];
  /** Whether the entry tells what it changed in the facts, so that it can be taken back. */
  readonly keepsFacts?: boolean;
}

/**
 * A record on its way from one entry to the next: mutable inside one run of `advance`, never outside.
 * It keeps what changed, so that the step writes only that.
 */
export interface Draft {
  readonly chart: Chart;
  readonly surroundings: Surroundings;
  record: FileRecord;
  readonly entries: NewEntry[];
  readonly changedDeadlines: Map<string, DeadlineRow>;
  readonly changedTasks: Map<string, TaskRow>;
  readonly effects: EffectRow[];
}

export function openDraft(record: FileRecord, chart: Chart, surroundings: Surroundings): Draft {
  return { chart, surroundings, record, entries: [], changedDeadlines: new Map(), changedTasks: new Map(), effects: [] };
}

/** The history up to now, the entries of this very run included, without what was taken back; undefined where none was read. */
export function historyNow({ surroundings: { history }, record, entries, changedDeadlines }: Draft): FileHistory | undefined {
  if (history === undefined) return undefined;
  const deadlines = new Map([...history.deadlines.map((row) => [row.id, row] as const), ...changedDeadlines]);
  return standingHistory({ entries: [...history.entries, ...entries.map(historyEntry)], deadlines: [...deadlines.values()] }, record.facts);
}

/** Lets an entry that turns out to be impossible leave no trace. */
export function keep(draft: Draft): { restore(): void } {
  const { record } = draft;
  const deadlines = [...draft.changedDeadlines];
  const tasks = [...draft.changedTasks];
  const effects = draft.effects.length;
  return {
    restore() {
      draft.record = record;
      draft.changedDeadlines.clear();
      for (const [id, row] of deadlines) draft.changedDeadlines.set(id, row);
      draft.changedTasks.clear();
      for (const [id, row] of tasks) draft.changedTasks.set(id, row);
      draft.effects.length = effects;
    },
  };
}

/** Writes one entry: moves the file along the lead, starts and stops clocks, opens and closes tasks, keeps the effects. */
export function writeEntry(draft: Draft, head: EntryHead, performed: Performed<JsonObject>, lead: Lead<string, string>, change?: (seq: number) => ClockChange[]): void {
  const seq = draft.record.seq + 1;
  const from = draft.record.stage;
  const facts = head.keepsFacts ? changeOfFacts(draft.record.facts, (performed.facts ?? {}) as JsonObject) : undefined;
  const clocks: ClockChange[] = change?.(seq) ?? [];
  draft.record = { ...draft.record, seq, facts: { ...draft.record.facts, ...performed.facts } };
  if (performed.correction) clocks.push(...writeCorrection(draft, performed.correction, seq));
  if (performed.extend) clocks.push(extendDeadline(draft, performed.extend, seq));
  if (performed.restart) clocks.push(...restartClock(draft, performed.restart, seq));
  if (lead.reach) clocks.push(...reach(draft, lead.reach, head, performed, seq));
  if (lead.to && lead.to !== from) enter(draft, lead.to, head.occurredOn, seq);
  // other people are waited for now, or until another day
  else if (performed.facts?.['officerIds'] !== undefined || isAskedAnew(draft, clocks)) renewTasks(draft, seq);
  for (const task of draft.record.tasks) if (performed.closeTasks?.includes(task.id)) closeTask(draft, task, seq);
  for (const task of performed.tasks ?? []) openTask(draft, dated(draft, task), seq);
  const effects = (performed.effects ?? []).map((effect, i) => keepEffect(draft, effect, seq, i + 1));
  draft.entries.push({
    seq,
    kind: head.kind,
    what: head.what,
    occurredOn: head.occurredOn,
    stage: draft.record.stage,
    reached: lead.reach ? [lead.reach] : [],
    open: openActs(draft.chart, draft.record.stage),
    due: nextRung(draft.record.deadlines)?.at ?? null,
    effects: effects.map((effect) => effect.n),
    content: {
      ...head.content,
      ...(head.occurredAt ? { occurredAt: head.occurredAt } : {}),
      ...(facts ? { facts: { ...facts } } : {}),
      ...(performed.evidence ? { evidence: performed.evidence } : {}),
      // what the entries before no longer tell rightly
      ...(performed.correction ? { corrected: { dates: Object.fromEntries(performed.correction.dates), takenBack: [...(performed.correction.takingBack?.entries ?? [])], stageSince: draft.record.stageSince, milestones: draft.record.milestones } } : {}),
      from,
      to: draft.record.stage,
      outcome: performed.outcome,
      clocks: clocks.map((c) => ({ ...c })),
      effects: effects.map((e) => ({ n: e.n, to: e.toFileId, name: e.name, payload: e.payload })),
    },
    ...(head.deadlineKey ? { deadlineKey: head.deadlineKey } : {}),
  });
}

function reach(draft: Draft, milestone: string, { occurredOn: on, occurredAt: at }: EntryHead, performed: Performed<JsonObject>, seq: number): ClockChange[] {
  draft.record = { ...draft.record, milestones: { ...draft.record.milestones, [milestone]: on } };
  const changes: ClockChange[] = [];
  for (const [clock, spec] of Object.entries(draft.chart.clocks)) {
    if (spec.stopsAt.includes(milestone)) changes.push(...stopClock(draft, clock, { on, at }, seq));
    if (spec.cancelsAt?.includes(milestone)) changes.push(...running(draft, clock).map((deadline) => cancelDeadline(draft, deadline, seq)));
    for (const spell of spec.pauses ?? []) {
      if (spell.from === milestone) changes.push(...running(draft, clock).flatMap((deadline) => pauseDeadline(draft, deadline, pauseOf(spell, performed), on, seq)));
      if (spell.to.includes(milestone)) changes.push(...running(draft, clock).flatMap((deadline) => resumeDeadline(draft, deadline, groundsOf(spell), on, seq)));
    }
  }
  for (const [clock, spec] of Object.entries(draft.chart.clocks)) {
    if (!spec.startsAt.includes(milestone)) continue;
    // the same clock again (a second arrival): the first one's duty is over with it
    changes.push(...stopClock(draft, clock, { on, at }, seq));
    const choice = performed.clocks?.[clock];
    if (choice === null) continue;
    const armed = armClock(draft, clock, spec, on, choice, seq);
    changes.push(armed);
    if (spec.task) openTask(draft, dated(draft, { ...spec.task, kind: 'act', officerIds: [], clock }), seq);
    // what stops the clock was under way before it started
    for (const spell of spec.pauses ?? []) {
      const said = performed.pause !== undefined && groundsOf(spell).includes(performed.pause.ground);
      if (spell.from !== milestone && (said || isUnderWay(draft.record.milestones, spell))) {
        changes.push(...running(draft, clock).flatMap((deadline) => pauseDeadline(draft, deadline, pauseOf(spell, performed), on, seq)));
      }
    }
  }
  return changes;
}

type Spell = ChartPause<string>;

const groundsOf = ({ ground, otherGrounds }: Spell): readonly PauseGround[] => [ground, ...(otherGrounds ?? [])];

/** The ground that the act names, where it is one of the spell's; otherwise the spell's own, without a paper. */
function pauseOf(spell: Spell, { pause }: Performed<JsonObject>): NonNullable<Performed<JsonObject>['pause']> {
  return pause !== undefined && groundsOf(spell).includes(pause.ground) ? pause : { ground: spell.ground };
}

/** By the days of the milestones: two spells that meet on one day look like none, so an act that knows better says it (`pause`). */
function isUnderWay(milestones: FileRecord['milestones'], { from, to }: Spell): boolean {
  const begun = milestones[from];
  return begun !== undefined && !to.some((end) => (milestones[end] ?? '') >= begun);
}

function stopClock(draft: Draft, clock: string, when: { readonly on: string; readonly at: Instant | undefined }, seq: number): ClockChange[] {
  return running(draft, clock).map((d) => stopDeadline(draft, d, when, seq));
}

/** The clock's open deadlines, at most one: running, paused, or overdue with the duty going on. */
function running(draft: Draft, clock: string): DeadlineRow[] {
  return draft.record.deadlines.filter((d) => d.clock === clock);
}

export function enter(draft: Draft, stage: string, on: string, seq: number): void {
  draft.record = { ...draft.record, stage, stageSince: on };
  const chart = draft.chart.stages[stage];
  if (chart?.end) {
    for (const deadline of draft.record.deadlines) stopDeadline(draft, deadline, { on, at: undefined }, seq);
    for (const task of draft.record.tasks) closeTask(draft, task, seq);
  }
  renewTasks(draft, seq);
}

/** Whether a clock of the stage's own tasks began anew, so that they are about another deadline. */
function isAskedAnew({ chart, record }: Draft, changes: readonly ClockChange[]): boolean {
  const clocks = [chart.stages[record.stage]?.task ?? []].flat().map(({ clock }) => clock);
  return changes.some(({ change, clock }) => (change === 'armed' || change === 'restarted') && clocks.includes(clock));
}

/** Closes what was waited for and opens the tasks of the stage, for the people whom the file names now. */
function renewTasks(draft: Draft, seq: number): void {
  // who was urged to do it need not do it any more
  for (const task of draft.record.tasks) if ((task.kind === 'act' || task.kind === 'urge') && !isOfAClock(draft, task)) closeTask(draft, task, seq);
  const assigned = draft.record.facts['officerIds'];
  for (const task of [draft.chart.stages[draft.record.stage]?.task ?? []].flat()) {
    const named = Array.isArray(assigned) && task.roles.some((role) => role === 'inspector' || role === 'case_handler');
    openTask(draft, dated(draft, { kind: 'act', roles: task.roles, officerIds: named ? (assigned as string[]) : [], label: task.label, ...(task.clock === undefined ? {} : { clock: task.clock }) }), seq);
  }
}

/** Whether somebody is asked as long as a clock runs, whatever becomes of the stage meanwhile. */
function isOfAClock({ chart, record }: Draft, { kind, deadlineId }: TaskRow): boolean {
  const clock = record.deadlines.find(({ id }) => id === deadlineId)?.clock;
  return kind === 'act' && clock !== undefined && chart.clocks[clock]?.task !== undefined;
}

/** A task has the date of its deadline while that runs. */
function dated(draft: Draft, { clock, deadlineId, ...task }: TaskDraft): Omit<TaskRow, 'id' | 'openedSeq' | 'closedSeq'> {
  const deadline = draft.record.deadlines.find((d) => (clock === undefined ? d.id === deadlineId : d.clock === clock));
  return { ...task, deadlineId: deadline?.id ?? null, dueAt: deadline === undefined || deadline.state === 'paused' ? null : deadline.dueAt };
}

export function openTask(draft: Draft, task: Omit<TaskRow, 'id' | 'openedSeq' | 'closedSeq'>, seq: number): void {
  const n = [...draft.changedTasks.values()].filter((t) => t.openedSeq === seq).length + 1;
  putTask(draft, { ...task, id: `${draft.record.id}.${seq}.${n}`, openedSeq: seq, closedSeq: null });
}

export function closeTask(draft: Draft, task: TaskRow, seq: number): void {
  putTask(draft, { ...task, closedSeq: seq });
}

export function putTask(draft: Draft, task: TaskRow): void {
  draft.changedTasks.set(task.id, task);
  const others = draft.record.tasks.filter((t) => t.id !== task.id);
  draft.record = { ...draft.record, tasks: task.closedSeq === null ? [...others, task] : others };
}

export function putDeadline(draft: Draft, deadline: DeadlineRow): void {
  draft.changedDeadlines.set(deadline.id, deadline);
  const others = draft.record.deadlines.filter((d) => d.id !== deadline.id);
  draft.record = { ...draft.record, deadlines: deadline.closedSeq === null ? [...others, deadline] : others };
}

function keepEffect(draft: Draft, effect: EffectDraft, seq: number, n: number): EffectRow {
  const toFileId = effect.fileId ?? derivedFileId(effect.type, { fileId: draft.record.id, seq, n });
  const row = { seq, n, toFileId, toType: effect.type, name: effect.name, payload: effect.payload };
  draft.effects.push(row);
  return row;
}
