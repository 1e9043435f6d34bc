import type { Action, FileEvent, FileLapse } from '../actions/action.ts';
import { commonActions } from '../actions/common/common-actions.ts';
import { commonEventDefinitions } from '../actions/common/fact-redated.ts';
import type { People } from '../advance/told-people.ts';
import type { JsonObject } from '../json.ts';
import { allActs, openActs, type Chart } from '../chart/chart.ts';
import { isCommonAct } from '../chart/common-acts.ts';
import { onlyFileId, openedFileId } from '../ids.ts';

/** A file type: its chart, and its actions (the common ones among them) and events by name. */
export interface FileDefinition {
  readonly chart: Chart;
  readonly actions: Readonly<Record<string, Action>>;
  readonly events: Readonly<Record<string, FileEvent>>;
  /** Who must act in this very file, where that is not a matter of the rule’s role alone. */
  readonly actorOf?: (facts: JsonObject) => People;
  /** By clock: what a lapse does beside its lead. */
  readonly lapses: Readonly<Record<string, FileLapse>>;
  /** Where a department has one such file and no second: what tells it from the others, out of what the opening act sends (a plan's year). */
  readonly identity?: (opening: JsonObject) => string;
}

/** The id of the file that an act opens. Where there is one for each department and key, a second opening meets the first. */
export function openedFileIdOf({ chart, identity }: FileDefinition, opening: { readonly submissionId: string; readonly departmentId: string; readonly input: JsonObject }): string {
  return identity ? onlyFileId(chart.type, opening.departmentId, identity(opening.input)) : openedFileId(chart.type, opening.submissionId);
}

/** What an act hears that is not open on its file: that of an opening which met the one file there may be names the matter. */
export function refusalOfClosedAct({ chart, identity }: FileDefinition, act: string): 'NOT_OPEN' | 'FILE_EXISTS' {
  return identity && openActs(chart, 'none').includes(act) ? 'FILE_EXISTS' : 'NOT_OPEN';
}

// Each action knows its own facts and input; the registry treats them alike, and the schema of each checks what comes in.
// oxlint-disable-next-line typescript/no-explicit-any -- no other type stands for "whatever facts and input"
type AnyAction = Action<any, any>;
// oxlint-disable-next-line typescript/no-explicit-any
type AnyEvent = FileEvent<any>;
// oxlint-disable-next-line typescript/no-explicit-any
type AnyLapse = FileLapse<any>;

/**
 * Puts a chart and its actions together.
 * @throws when the chart names an act or an event that is not defined, or a common act, or one is defined that the chart does not name, or a lapse is defined for a clock without a lead
 */
export function defineFile(
  chart: Chart,
  parts: { readonly actions: readonly AnyAction[]; readonly events: readonly AnyEvent[]; readonly lapses?: readonly AnyLapse[] } & Pick<FileDefinition, 'actorOf' | 'identity'>,
): FileDefinition {
  const own = byName(parts.actions);
  const common = Object.keys(own).filter(isCommonAct);
  if (common.length > 0) throw new Error(`${chart.type}: a common act of its own: ${common.join(', ')}`);
  const actions = { ...own, ...byName(commonActions) };
  const ownEvents = byName(parts.events);
  const events = { ...ownEvents, ...commonEventDefinitions };
  assertSame(chart.type, 'act', allActs(chart), Object.keys(own));
  assertSame(chart.type, 'event', [...new Set(Object.values(chart.stages).flatMap((stage) => Object.keys(stage.events ?? {})))], Object.keys(ownEvents));
  const lapses = Object.fromEntries((parts.lapses ?? []).map((lapse) => [lapse.clock, lapse]));
  const leadless = Object.keys(lapses).filter((clock) => !chart.clocks[clock]?.lapse);
  if (leadless.length > 0) throw new Error(`${chart.type}: lapse of a clock without a lead: ${leadless.join(', ')}`);
  return { chart, actions, events, lapses, ...(parts.actorOf ? { actorOf: parts.actorOf } : {}), ...(parts.identity ? { identity: parts.identity } : {}) };
}

function assertSame(type: string, kind: string, named: readonly string[], defined: readonly string[]): void {
  const missing = named.filter((name) => !defined.includes(name));
  const unused = defined.filter((name) => !named.includes(name));
  if (missing.length + unused.length > 0) throw new Error(`${type}: ${kind} without a definition: ${missing.join(', ') || '-'}; not in the chart: ${unused.join(', ') || '-'}`);
}

function byName<T extends { readonly name: string }>(items: readonly T[]): Record<string, T> {
  return Object.fromEntries(items.map((item) => [item.name, item]));
}
