import { ZodError } from 'zod';
import type { Action, EventSource, Officer, Surroundings } from '../actions/action.ts';
import type { Outcomes } from '../chart/chart.ts';
import { outcomesOf } from '../chart/common-acts.ts';
import { commonEvents, isCommonEvent } from '../chart/common-events.ts';
import { CalendarError } from '../calendar/calendar-error.ts';
import { DeadlineError } from '../deadlines/deadline-error.ts';
import { RuleError } from '../rules/rule-error.ts';
import type { Refusal } from '../errors.ts';
import { refusalOfClosedAct, type FileDefinition } from '../files/file-definition.ts';
import type { JsonObject } from '../json.ts';
import type { DeadlineRow, EffectRow, FileRecord, TaskRow } from '../record/record.ts';
import { TimeError } from '../time/time-error.ts';
import { shanghaiDate, startOfDay } from '../time/shanghai.ts';
import { historyNow, keep, openDraft, writeEntry, type NewEntry, type Draft } from './draft.ts';
import { recordDueRungs } from './lapse.ts';
import { redateDeadlines, type Redating } from './redate.ts';
import { refuseToldInstant, toldInstant } from './told-instant.ts';

/** What happened: a person's act, an event of another file, nothing but time, or a change of the law. */
export type Happening =
  | { readonly kind: 'act'; readonly action: string; readonly body: JsonObject; readonly actor: Officer; readonly occurredOn: string | null; readonly receivedAt: string; readonly ifMatch: number | null }
  | { readonly kind: 'event'; readonly name: string; readonly payload: JsonObject; readonly occurredOn: string; /** Null: no file sent it; the system opens a file by itself. */ readonly source: EventSource | null }
  | { readonly kind: 'tick' }
  /** Never sent by a process: the re-dating batch, after a change of the law. */
  | { readonly kind: 'redate'; readonly redating: Redating };

/** `warnings`: what the act was warned of and went through all the same. */
export type Answer = { readonly accepted: true; readonly outcome: string; readonly seq: number; readonly stage: string; readonly warnings?: readonly Refusal[] } | ({ readonly accepted: false } & Refusal);

/** What the step writes. Without entries there is nothing to write but the answer. */
export interface Advanced {
  /** The answer to an act; null for ticks and events, which nobody refuses. */
  readonly answer: Answer | null;
  readonly record: FileRecord;
  readonly entries: readonly NewEntry[];
  /** Index in `entries` of the act's or event's own entry; the others are deadlines that fell due before or after it. */
  readonly own: number | null;
  readonly deadlines: readonly DeadlineRow[];
  readonly tasks: readonly TaskRow[];
  readonly effects: readonly EffectRow[];
}

/**
 * The law, as a pure function: what the record becomes when this happens. First every deadline due at or before the
 * legal time of the fact, then the fact itself, then every deadline due at or before `at`.
 * @param record the file as it is; `stage: 'none'`, `seq: 0` before its first entry
 * @param at instant of the step, RFC 3339 UTC, never before the record's last entry
 */
export function advance(definition: FileDefinition, record: FileRecord, happening: Happening, at: string, surroundings: Surroundings): Advanced {
  const draft = openDraft(record, definition.chart, surroundings);
  const legal = legalTime(definition, happening, at);
  recordDueRungs(draft, legal.instant, definition);
  let answer: Answer | null = null;
  let own: number | null = null;
  if (happening.kind === 'redate') redateDeadlines(draft, happening.redating, at);
  else if (happening.kind !== 'tick') {
    const before = draft.entries.length;
    answer = happening.kind === 'act' ? act(draft, definition, happening, legal.date, at) : event(draft, definition, happening, at);
    if (draft.entries.length > before) own = before;
  }
  recordDueRungs(draft, at, definition);
  return {
    answer,
    record: draft.entries.length ? { ...draft.record, lastAt: at } : record,
    entries: draft.entries,
    own,
    deadlines: [...draft.changedDeadlines.values()],
    tasks: [...draft.changedTasks.values()],
    effects: draft.effects,
  };
}

/** A fact given as a day stands at the start of that day: whatever was due by then (00:00, exclusive) has lapsed before it. One that tells its instant stands there. */
function legalTime(definition: FileDefinition, happening: Happening, at: string): { date: string; instant: string } {
  if (happening.kind === 'tick' || happening.kind === 'redate') return { date: shanghaiDate(at), instant: at };
  const stated = happening.occurredOn;
  // without a stated day it happened when it was received, however long a database or an engine was away afterwards
  const received = happening.kind === 'act' ? receivedBy(happening, at) : at;
  const told = happening.kind === 'act' ? instantOf(definition, happening, received) : null;
  const instant = told ?? (stated !== null ? startOfDay(stated) : received);
  return { date: stated ?? shanghaiDate(received), instant: instant < at ? instant : at };
}

function receivedBy({ receivedAt }: { readonly receivedAt: string }, at: string): string {
  return receivedAt < at ? receivedAt : at;
}

function instantOf({ actions }: FileDefinition, { action: name, body }: Happening & { kind: 'act' }, received: string): string | null {
  const action = actions[name];
  const parsed = action?.instant ? action.input.safeParse(body) : undefined;
  return action && parsed?.success ? toldInstant(action, parsed.data, received) : null;
}

function act(draft: Draft, definition: FileDefinition, happening: Happening & { kind: 'act' }, occurredOn: string, at: string): Answer {
  const action = definition.actions[happening.action];
  const outcomes = outcomesOf(draft.chart, draft.record.stage, happening.action);
  if (!action || !outcomes) return { accepted: false, code: refusalOfClosedAct(definition, happening.action) };
  if (happening.ifMatch !== null && happening.ifMatch !== draft.record.seq) return { accepted: false, code: 'CHANGED_SINCE' };
  const history = historyNow(draft);
  const surroundings = history === undefined ? draft.surroundings : { ...draft.surroundings, history };
  const refusal = judge({ record: draft.record, surroundings, file: definition }, action, happening, occurredOn, at);
  if (refusal) return { accepted: false, ...refusal };
  const input = action.input.parse(happening.body) as JsonObject;
  const occurredAt = toldInstant(action, input, receivedBy(happening, at));
  const told = occurredAt === null ? {} : { occurredAt };
  const context = { ...surroundings, file: definition, record: draft.record, facts: draft.record.facts, input, actor: happening.actor, occurredOn, ...told };
  // where no rule is held for the day there is nothing to warn of
  const warnings = (action.warns ?? []).flatMap((guard) => checkGuard(() => guard.check(context)) ?? []).filter(({ code }) => code !== 'DEADLINE_REFUSED');
  const performed = action.perform(context);
  const lead = outcomes[performed.outcome];
  if (!lead) throw new Error(`${action.name} gave the outcome ${performed.outcome}, which the chart does not know in ${draft.record.stage}`);
  const before = keep(draft);
  try {
    writeEntry(draft, {
      kind: 'act',
      what: action.name,
      occurredOn,
      ...told,
      keepsFacts: action.withdrawable === true,
      content: { actor: { id: happening.actor.id, roles: happening.actor.roles, departmentId: happening.actor.departmentId }, receivedAt: happening.receivedAt, body: happening.body, ...(warnings.length === 0 ? {} : { warnings: warnings.map((warning) => ({ ...warning })) }) },
    }, performed, lead);
  } catch (error) {
    before.restore();
    const refusal = refusalOfArithmetic(error);
    if (!refusal) throw error;
    return { accepted: false, ...refusal };
  }
  const entry = draft.entries.at(-1);
  return { accepted: true, outcome: performed.outcome, seq: entry?.seq ?? 0, stage: entry?.stage ?? '', ...(warnings.length === 0 ? {} : { warnings }) };
}

/** The checks of an act in their order: role, body, day and instant, guards. */
export function judge(
  target: { readonly record: FileRecord; readonly surroundings: Surroundings; readonly file?: FileDefinition },
  action: Action,
  act: { readonly body: JsonObject; readonly actor: Officer; readonly receivedAt: string },
  occurredOn: string,
  at: string,
): Refusal | null {
  if (!action.roles.some((role) => act.actor.roles.includes(role))) return { code: 'FORBIDDEN_ROLE' };
  const parsed = action.input.safeParse(act.body);
  if (!parsed.success) return { code: 'INVALID_BODY', field: `/${parsed.error.issues[0]?.path.join('/') ?? ''}` };
  if (occurredOn > shanghaiDate(at)) return { code: 'FUTURE_FACT', field: '/occurredOn', rule: 'period-start-day-excluded' };
  if (target.record.stageSince && occurredOn < target.record.stageSince) return { code: 'FACT_BEFORE_STAGE', field: '/occurredOn' };
  const receivedAt = receivedBy(act, at);
  const wrong = checkGuard(() => refuseToldInstant(action, parsed.data, { occurredOn, receivedAt, at }));
  if (wrong) return wrong;
  const occurredAt = toldInstant(action, parsed.data, receivedAt);
  const context = { ...target.surroundings, ...(target.file ? { file: target.file } : {}), record: target.record, facts: target.record.facts, input: parsed.data, actor: act.actor, occurredOn, ...(occurredAt === null ? {} : { occurredAt }) };
  for (const guard of action.guards) {
    const refusal = checkGuard(() => guard.check(context));
    if (refusal) return refusal;
  }
  return null;
}

/** What a guard says; where no rule is held for the day asked about, that is the refusal. */
export function checkGuard(check: () => Refusal | null): Refusal | null {
  try {
    return check();
  } catch (error) {
    const refusal = refusalOfArithmetic(error);
    if (refusal === null) throw error;
    return refusal;
  }
}

/** What the rules of a period do not allow is an answer; anything else is a fault of ours. */
function refusalOfArithmetic(error: unknown): Refusal | null {
  if (error instanceof DeadlineError || error instanceof RuleError) return { code: 'DEADLINE_REFUSED', rule: error.ruleId, reason: error.code };
  if (error instanceof CalendarError || error instanceof TimeError) return { code: 'DEADLINE_REFUSED', reason: error.code };
  return null;
}

/** An event is never refused: what has no place in the present stage, or cannot be read, is noted and changes nothing; a sender who waits for an answer gets one all the same. */
function event(draft: Draft, definition: FileDefinition, happening: Happening & { kind: 'event' }, at: string): Answer {
  const handler = definition.events[happening.name];
  const outcomes = draft.record.stage !== 'none' && isCommonEvent(happening.name) ? commonEvents[happening.name] : draft.chart.stages[draft.record.stage]?.events?.[happening.name];
  const head = { kind: 'event' as const, what: happening.name, occurredOn: happening.occurredOn, content: { ...(happening.source === null ? {} : { source: { ...happening.source } }), payload: happening.payload } };
  const history = historyNow(draft);
  const context = { rules: draft.surroundings.rules, calendar: draft.surroundings.calendar, at, ...(history ? { history } : {}), file: definition, record: draft.record, facts: draft.record.facts, payload: happening.payload, occurredOn: happening.occurredOn, source: happening.source ?? { fileId: draft.record.id, seq: 0, n: 0 } };
  if (!handler || !outcomes) {
    writeEntry(draft, head, { outcome: 'noted', effects: handler?.otherwise?.(context) ?? [] }, {});
    return { accepted: true, outcome: 'noted', seq: draft.record.seq, stage: draft.record.stage };
  }
  const before = keep(draft);
  try {
    const performed = handler.perform(context);
    writeEntry(draft, head, performed, (outcomes as Outcomes<string, string>)[performed.outcome] ?? {});
    return { accepted: true, outcome: performed.outcome, seq: draft.record.seq, stage: draft.record.stage };
  } catch (error) {
    // nobody could correct an event that is tried again for ever; a fault of our own code is another matter, and is
    const reason = error instanceof ZodError ? 'INVALID_BODY' : refusalOfArithmetic(error)?.reason;
    if (reason === undefined) throw error;
    before.restore();
    writeEntry(draft, { ...head, content: { ...head.content, unreadable: reason } }, { outcome: 'noted', effects: handler.otherwise?.(context) ?? [] }, {});
    return { accepted: true, outcome: 'noted', seq: draft.record.seq, stage: draft.record.stage };
  }
}
