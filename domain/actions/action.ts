import type { ZodType } from 'zod';
import type { OfficialCalendar } from '../calendar/calendar.ts';
import type { Correction } from '../corrections/correction.ts';
import type { FileHistory } from '../corrections/file-history.ts';
import type { Refusal } from '../errors.ts';
import type { FileDefinition } from '../files/file-definition.ts';
import type { JsonObject } from '../json.ts';
import type { Label } from '../label.ts';
import type { DeadlineRow, FileRecord, TaskRow } from '../record/record.ts';
import type { RegisterQuery, Registers } from '../registers.ts';
import type { Role } from '../roles.ts';
import type { PauseGround } from '../rules/pause-grounds.ts';
import type { Approver, RuleSet } from '../rules/rule.ts';
import type { Instant } from '../time/shanghai.ts';

/** A person as the step sees them: who acts, or who is named in a body. */
export interface Officer {
  readonly id: string;
  readonly departmentId: string;
  readonly roles: readonly Role[];
  /** Last day on which the enforcement certificate is valid; null: none held. */
  readonly certificateValidUntil: string | null;
  /** May do legal review: holds the national legal qualification, or did such reviews before it was asked for (APL 58). Absent: not. */
  readonly legalQualification?: boolean;
}

/** What the law is judged by, beside the record: the rules and the calendar in force and the people named. */
export interface Surroundings {
  /** The rules of the file's place, all versions in time. */
  readonly rules: RuleSet;
  readonly calendar: OfficialCalendar;
  readonly officers: Readonly<Record<string, Officer>>;
  /** World time of the step, RFC 3339 UTC. */
  readonly at: string;
  /** What the action asked for with `needs`; absent where nothing was asked for, and before the act is sent. */
  readonly registers?: Registers;
  /** For actions with `needsHistory` only. */
  readonly history?: FileHistory;
}

export interface ActContext<Facts, Input> extends Surroundings {
  readonly record: FileRecord;
  readonly facts: Facts;
  readonly input: Input;
  readonly actor: Officer;
  /** Legal date of the fact. */
  readonly occurredOn: string;
  /** The file's type, for acts that judge by what other acts were; in the step only. */
  readonly file?: Pick<FileDefinition, 'chart' | 'actions' | 'events'>;
  /** The instant of the fact, RFC 3339 UTC; there only where the act tells one (`Action.instant`). */
  readonly occurredAt?: Instant;
}

/** A named check that blocks an action; the name and the rule tell the officer which article asks for it. */
export interface Guard<Facts, Input> {
  readonly name: string;
  readonly rule: string;
  check(context: ActContext<Facts, Input>): Refusal | null;
}

/** What an action does, beside moving the file along the chart. */
export interface Performed<Facts> {
  /** One of the outcomes that the chart names for this act in this stage. */
  readonly outcome: string;
  /** Facts that are added or replaced. */
  readonly facts?: Partial<Facts>;
  /** For clocks that this act starts: another rule of the clock, its limit, a fixed last day, the day `from` which it counts where that is not the act's own, the instant `at` which a clock in hours starts, or the deadline of another file that goes on here (`takesOver`); null where the clock does not apply to this file. */
  readonly clocks?: Readonly<Record<string, { readonly rule?: string; readonly limit?: number; readonly date?: string; readonly from?: string; readonly at?: Instant; readonly takesOver?: DeadlineRow } | null>>;
  readonly extend?: { readonly clock: string; readonly amount: number; readonly reason: string; readonly approvedBy: Approver };
  /** An open clock that is counted anew `from` another day, whatever ran before. */
  readonly restart?: { readonly clock: string; readonly from: string; readonly reason: string };
  /** What this act stops clocks by, where the chart knows several grounds, and the paper that tells the party (PPR 38); for an act that starts a clock, what is under way already. */
  readonly pause?: { readonly ground: PauseGround; readonly document?: string | undefined };
  readonly effects?: readonly EffectDraft[];
  /** A fact of before was dated wrongly: what follows from the true date. */
  readonly correction?: Correction;
  /** Tasks for people, beside those of the stage. */
  readonly tasks?: readonly TaskDraft[];
  /** Ids of open tasks that are done with. */
  readonly closeTasks?: readonly string[];
  /** What the act itself found out and others must be able to check (a frozen frame, a draw): goes into the ledger's text. */
  readonly evidence?: JsonObject;
}

/** A task that an act opens; the record gives it its id. With `clock` it is about the open deadline of that clock, and has its date. */
export interface TaskDraft extends Pick<TaskRow, 'kind' | 'roles' | 'officerIds' | 'label'> {
  readonly clock?: string;
  readonly deadlineId?: string | null;
}

/** An effect on another file: an existing one by `fileId`, or a new one of `type` whose id is derived from the entry. */
export interface EffectDraft {
  readonly type: string;
  readonly fileId?: string;
  readonly name: string;
  readonly payload: JsonObject;
}

/**
 * A human action, defined once: the route, the OpenAPI entry, the permission check, the form and the audit label come
 * from here; in which stages it is open, and where its outcomes lead, from the chart.
 */
export interface Action<Facts = JsonObject, Input = unknown> {
  readonly name: string;
  readonly label: Label;
  readonly roles: readonly Role[];
  readonly input: ZodType<Input>;
  readonly guards: readonly Guard<Facts, Input>[];
  /** Guards that only warn: the act goes through, and the answer and the ledger entry say what was warned of. */
  readonly warns?: readonly Guard<Facts, Input>[];
  /** Rule ids and articles that this action applies. */
  readonly cites: readonly string[];
  /** Places in the facts that hold the act's own legal date (`notice.servedOn`, `evidence.*.on`), so that `correctDate` reaches them. */
  readonly dates?: readonly string[];
  /**
   * The act records something from outside and may have been entered on the wrong file: it can be withdrawn, as if it had not been (`withdrawFact`).
   * Its entry tells what it changed in the facts; whatever else it did hangs on its number. Never for decisions, draws and publications.
   */
  readonly withdrawable?: true;
  /**
   * The instant at which the act happened, where a clock in hours starts or stops by it: what the body tells at `field`, a whole minute of the act's
   * legal date. A body that tells none: no clock in hours is concerned, or, with `orReceived`, it happened when it was received.
   */
  readonly instant?: { readonly field: string; of(input: Input): Instant | undefined; readonly orReceived?: true };
  /** The act judges by the file's whole history; one more SELECT of the step, for this act only. */
  readonly needsHistory?: true;
  /** The part of the registers that the act reads; one more SELECT of the step, for this act only. Null: none for this file. @param body as it was sent, not checked yet */
  needs?(facts: Facts, rules: RuleSet, body: JsonObject): RegisterQuery | null;
  perform(context: ActContext<Facts, Input>): Performed<Facts>;
}

/** Lets TypeScript infer the input from the schema. */
export function defineAction<Facts, Input>(action: Action<Facts, Input>): Action<Facts, Input> {
  return action;
}

/** The entry of the other file that an event comes from, and the number of its effect; of one that nobody sent, the file itself before its first entry. */
export interface EventSource {
  readonly fileId: string;
  readonly seq: number;
  readonly n: number;
}

/** What an event or a lapse is judged by. */
export type LawAround = Pick<Surroundings, 'rules' | 'calendar'>;

/** An event that another file sends here. */
export interface FileEvent<Facts = JsonObject> {
  readonly name: string;
  readonly label: Label;
  /** As with an act: places in the facts that hold the event's own legal date. */
  readonly dates?: readonly string[];
  /** The event is judged by the file's whole history; one more SELECT of the step. */
  readonly needsHistory?: true;
  perform(context: EventContext<Facts>): Performed<Facts>;
  /** What the sender is told where the event is only noted: the present stage has no place for it, the file is at its end, or it cannot be read. For senders who wait for an answer. */
  otherwise?(context: EventContext<Facts>): readonly EffectDraft[];
}

/** What an event is judged by. */
export interface EventContext<Facts = JsonObject> extends LawAround, Pick<Surroundings, 'at' | 'history'> {
  readonly file?: Pick<FileDefinition, 'chart' | 'actions' | 'events'>;
  readonly record: FileRecord;
  readonly facts: Facts;
  readonly payload: JsonObject;
  readonly occurredOn: string;
  readonly source: EventSource;
}

/** What the lapse of a clock does beside moving the file along the chart: never a decision, only what follows from the law by itself. */
export interface FileLapse<Facts = JsonObject> {
  /** Name of the clock in the chart, which must have a lead for its lapse. */
  readonly clock: string;
  perform(context: LawAround & { readonly record: FileRecord; readonly facts: Facts; readonly deadline: DeadlineRow; readonly occurredOn: string }): Omit<Performed<Facts>, 'outcome' | 'extend'>;
}
