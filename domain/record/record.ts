import type { Approver } from '../rules/rule.ts';
import type { JsonObject } from '../json.ts';
import type { Role } from '../roles.ts';
import type { PauseGround } from '../rules/pause-grounds.ts';

/** The record of one file as the step reads it: what PostgreSQL holds, nothing of the process. */
export interface FileRecord {
  readonly id: string;
  readonly type: string;
  readonly departmentId: string;
  /** Number of the last ledger entry; 0 before the first. */
  readonly seq: number;
  /** `none` before the first entry. */
  readonly stage: string;
  /** Legal date on which the stage was entered: no fact of this stage may be earlier. */
  readonly stageSince: string | null;
  readonly facts: JsonObject;
  /** Milestone → legal date on which it was (last) reached. */
  readonly milestones: Readonly<Record<string, string>>;
  /** Instant of the last entry; the record's time never runs backwards. */
  readonly lastAt: string | null;
  /** Deadlines still open: running, paused, or lapsed with the duty continuing. */
  readonly deadlines: readonly DeadlineRow[];
  readonly tasks: readonly TaskRow[];
}

export type DeadlineState = 'running' | 'paused' | 'met' | 'lapsed' | 'cancelled';

/** One armed deadline. Instants are RFC 3339 in UTC, dates `YYYY-MM-DD` in Asia/Shanghai. */
export interface DeadlineRow {
  readonly id: string;
  /** Name of the clock in the chart. */
  readonly clock: string;
  readonly ruleId: string;
  readonly ruleVersion: string;
  readonly calendarVersion: string;
  readonly revision: number;
  readonly state: DeadlineState;
  readonly triggerOn: string;
  /** The instant from which a clock in hours runs, RFC 3339 UTC, a whole minute of the day `triggerOn`; null: counted in days. */
  readonly triggerAt: string | null;
  /** Number that the starting act chose in place of the rule's own. */
  readonly limit: number | null;
  /** Last day fixed by a plan or a decision, for rules without a number. */
  readonly fixedDate: string | null;
  readonly targetDate: string;
  readonly dueDate: string;
  readonly dueAt: string;
  readonly provisional: boolean;
  readonly extensions: readonly Extension[];
  readonly pauses: readonly RecordedPause[];
  /** Rungs of this revision not yet recorded, in order of time. */
  readonly rungs: readonly Rung[];
  readonly openedSeq: number;
  /** Entry that stopped it; null while the duty is open. */
  readonly closedSeq: number | null;
}

export interface Extension {
  readonly amount: number;
  readonly approvedBy: Approver;
  readonly reason: string;
  readonly seq: number;
}

/** Days left out, half-open; while `to` is null the clock stands still, and the row keeps the dates that it had before. */
export interface RecordedPause {
  readonly ground: PauseGround;
  readonly from: string;
  readonly to: string | null;
  /** The paper that tells the party; some rules count a pause only with one. */
  readonly document?: string;
  /** Entry that began it. */
  readonly seq: number;
  /** Where it stopped the clock: the rungs that were still to come. */
  readonly untold?: readonly string[];
  /** Entry that ended it. */
  readonly toSeq?: number;
}

/** One moment of a deadline: a reminder, the lapse, or a step of the escalation ladder after it. */
export interface Rung {
  readonly rung: string;
  readonly at: string;
  readonly to: readonly Role[];
  /** The moment at which the deadline itself passes. */
  readonly lapse?: true;
  /** Opens a supervision order besides its task, or tells without a task; absent: a task. */
  readonly opens?: 'notice' | 'order';
  /** Of an order: in whose name it stands, and who must reply. */
  readonly issuer?: Role;
  readonly addressed?: readonly Role[];
}

export type TaskKind = 'act' | 'reminder' | 'urge' | 'notice';

export interface TaskRow {
  readonly id: string;
  /** `act`: somebody is waited for; `reminder`: a rung of the ladder told them; `urge`: a manager urged them (催办); `notice`: a rung told them and asks for nothing. */
  readonly kind: TaskKind;
  readonly roles: readonly Role[];
  /** Named people, when the file knows them; nobody else of the role is asked then. */
  readonly officerIds: readonly string[];
  readonly label: { readonly zh: string; readonly en: string };
  readonly deadlineId: string | null;
  readonly dueAt: string | null;
  readonly openedSeq: number;
  readonly closedSeq: number | null;
}

/** An effect on another file, kept until the receiver's answer for its key exists. */
export interface EffectRow {
  readonly seq: number;
  readonly n: number;
  readonly toFileId: string;
  readonly toType: string;
  readonly name: string;
  readonly payload: JsonObject;
}

/** What the process is told of an entry, and folds; no personal data. */
export interface ShortEntry {
  readonly seq: number;
  readonly head: string;
  readonly stage: string;
  readonly reached: readonly string[];
  readonly open: readonly string[];
  /** Earliest moment at which a rung of any deadline falls due; null when nothing is armed. */
  readonly due: string | null;
  /** Numbers of the effects of this entry. */
  readonly effects: readonly number[];
  /** What it was, for the engine's own screens: `orderCorrection → correction_ordered`. */
  readonly what: string;
}
