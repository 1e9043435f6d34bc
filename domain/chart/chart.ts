import type { Label } from '../label.ts';
import type { Role } from '../roles.ts';
import type { PauseGround } from '../rules/pause-grounds.ts';

/**
 * A lifecycle chart as data: which acts and events are open in a stage, and where each outcome leads. It has no
 * conditions and no scripts: guards and effects are TypeScript functions of the action. Light on purpose, since workflows import it.
 */
export interface Chart<Stage extends string = string, Act extends string = string, Milestone extends string = string> {
  readonly type: string;
  /** Path segment of the REST collection: `/api/v1/<collection>/{id}`. */
  readonly collection: string;
  readonly label: Label;
  /** `none` is the stage before the first entry; its acts and events open a file. */
  readonly stages: Readonly<Record<Stage | 'none', StageChart<Stage, Act, Milestone>>>;
  readonly clocks: Readonly<Record<string, ClockChart<Stage, Milestone>>>;
  /** Every milestone of the chart; `until` in a workflow accepts these names only. */
  readonly milestones: readonly Milestone[];
}

export interface StageChart<Stage extends string, Act extends string, Milestone extends string> {
  readonly label: Label;
  /** Act → outcome → where it leads. An act without a lead stays (`stay`). */
  readonly acts: Readonly<Partial<Record<Act, Outcomes<Stage, Milestone>>>>;
  /** Events from other files that change something here; any other event is noted in the ledger and changes nothing. */
  readonly events?: Readonly<Record<string, Outcomes<Stage, Milestone>>>;
  /** Who is waited for: opens a task on entering the stage and closes it on leaving; several where several people must do their part. */
  readonly task?: StageTask | readonly StageTask[];
  /** Nothing more can happen: the process ends. */
  readonly end?: true;
}

export interface StageTask {
  readonly roles: readonly Role[];
  readonly label: Label;
  readonly clock?: string;
}

export type Outcomes<Stage extends string, Milestone extends string> = Readonly<Record<string, Lead<Stage, Milestone>>>;

/** Where an outcome leads: the next stage (absent: the file stays where it is) and the milestone that is reached. */
export interface Lead<Stage extends string, Milestone extends string> {
  readonly to?: Stage;
  readonly reach?: Milestone;
}

/** A statutory clock of this file type. Limits, units, roll and lapse codes stand in the rule, never here. */
export interface ClockChart<Stage extends string, Milestone extends string> {
  /** Rules that may govern the clock; the first is used unless the starting act names another. */
  readonly rules: readonly [string, ...string[]];
  /** Each of these (re)starts the clock, from the legal date of the milestone. */
  readonly startsAt: readonly Milestone[];
  readonly stopsAt: readonly Milestone[];
  /** Each of these ends the clock because nothing is waited for any more; nobody met or missed anything. */
  readonly cancelsAt?: readonly Milestone[];
  /** Time that the rule leaves out, by ground: from the legal date of the one milestone to that of the other. */
  readonly pauses?: readonly ChartPause<Milestone>[];
  /** Where a lapse leads, for rules whose lapse code lets a timer move the file (NEXT_STEP, RIGHT_WAIVED, AUTO_STOP, AUTO_RELEASE, TIME_BARRED). */
  readonly lapse?: Lead<Stage, Milestone>;
  /** Who is asked while the clock runs, where that is not the stage's own task: it stays when the stage changes, and goes when the clock is stopped. For duties that go on after their lapse. */
  readonly task?: { readonly roles: readonly Role[]; readonly label: Label };
}

export interface ChartPause<Milestone extends string> {
  readonly ground: PauseGround;
  /** Further grounds that the same milestones begin and end; which of them it is, the act says. */
  readonly otherGrounds?: readonly PauseGround[];
  readonly from: Milestone;
  readonly to: readonly Milestone[];
}

/** Keeps the literal types of a chart, so that a wrong stage, act or milestone does not compile. */
export function defineChart<const Stage extends string, const Act extends string, const Milestone extends string>(
  chart: Chart<Stage, Act, Milestone>,
): Chart<Stage, Act, Milestone> {
  return chart;
}

export type MilestoneOf<C> = C extends Chart<string, string, infer M> ? M : never;
export type ActOf<C> = C extends Chart<string, infer A, string> ? A : never;
export type StageOf<C> = C extends Chart<infer S, string, string> ? S : never;

/** The acts open in a stage, in the order of the chart; an unknown stage opens nothing. */
export function openActs(chart: Chart, stage: string): string[] {
  return Object.keys(chart.stages[stage]?.acts ?? {});
}

/** Every act that the chart knows, each once: one Update handler is registered for each. */
export function allActs(chart: Chart): string[] {
  return [...new Set(Object.values(chart.stages).flatMap((stage) => Object.keys(stage.acts)))];
}
