import type { Label } from '../label.ts';
import type { Role } from '../roles.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { LadderId } from './ladders.ts';
import type { LapseCode } from './lapse-codes.ts';
import type { PauseGround } from './pause-grounds.ts';
import type { TriggerEvent } from './trigger-events.ts';

/**
 * `WD` working days · `CD` calendar days · `MO` calendar months · `Y` years · `H` hours · `DATE` a fixed date: one of each year,
 * or one that the plan names.
 */
export const units = ['WD', 'CD', 'MO', 'Y', 'H', 'DATE'] as const;
export type Unit = (typeof units)[number];

/** Where the last day falls on a day of rest: `rest_day` rolls over weekends and notice days, `holiday` over notice days only. */
export const rolls = ['rest_day', 'holiday', 'none'] as const;
export type Roll = (typeof rolls)[number];

/** `verified`: the number was read in the text named · `partly` · `not_verified`: general knowledge · `design`: no legal number exists. */
export const verifications = ['verified', 'partly', 'not_verified', 'design'] as const;
export type Verification = (typeof verifications)[number];

/** Who must act, when it is not one of our own people. */
export const outsiders = {
  party: { zh: '当事人', en: 'party' },
  enterprise: { zh: '企业', en: 'enterprise' },
  reconsideration_body: { zh: '复议机关', en: 'reconsideration body' },
  court: { zh: '人民法院', en: 'court' },
  public_security: { zh: '公安机关', en: 'public security' },
  system: { zh: '系统', en: 'system' },
} as const satisfies Record<string, Label>;
export type Outsider = keyof typeof outsiders;

/** Where a rule comes from: law, its version (the day from which this wording is in force), article, and what it says, in our own words. */
export interface Source {
  readonly law: string;
  readonly title: string;
  readonly version: LocalDate;
  readonly article: string;
  readonly text: string;
}

/** One kind of extension. Steps are taken in order: the second is open only once the first was used. */
export interface ExtensionStep {
  readonly approver: Role;
  /** Always the unit of the rule, printed so that a row reads by itself. */
  readonly unit: Unit;
  /** What one grant may give; also what it gives when no amount is named. null: no cap, and the amount must be named. */
  readonly limit: number | null;
  /** How many grants of this step are allowed. */
  readonly count: number;
  /** May less than `limit` be granted? */
  readonly partial: boolean;
  /** The amount must be named even though there is a cap. */
  readonly amountRequired?: true;
}

export interface PauseRule {
  readonly ground: PauseGround;
  /** The pause counts only with a paper, for example the written notice of a testing period (PPR 38). */
  readonly documentRequired?: true;
}

interface RuleBase {
  readonly id: string;
  /** Told with every date that is computed; unique for an id. */
  readonly version: string;
  readonly label: Label;
  readonly triggerEvent: TriggerEvent;
  readonly actorRole: Role | Outsider;
  /** The officer who follows the matter where somebody outside must act; reminders go to them. */
  readonly watcher?: Role;
  readonly pausable: readonly PauseRule[];
  /** Newest source first. */
  readonly source: readonly Source[];
  readonly verified: Verification;
  /** First trigger date that this version governs; a file keeps the version in force on its trigger date. */
  readonly effectiveFrom: LocalDate;
  /** Last trigger date that this version governs. */
  readonly effectiveTo?: LocalDate;
  /** What the text leaves open and how it is read here; local practice; doubts. */
  readonly note?: Label;
}

/** A period with an end. */
export interface ClockRule extends RuleBase {
  readonly kind: 'clock';
  readonly unit: Unit;
  /** A number of units; for DATE rules a yearly `MM-DD`, or null where each file names its own date. */
  readonly limit: number | string | null;
  /** Where the limit is not fixed: who sets it, and between which numbers. Without it another limit is refused. */
  readonly limitSetBy?: 'profile' | 'order' | 'plan';
  readonly minLimit?: number;
  readonly maxLimit?: number;
  /** 前 ("before day n") leaves the n-th day out; 内 ("within") and the default include it. */
  readonly lastDay?: 'excluded';
  readonly onLapse: LapseCode;
  readonly roll: Roll;
  /** For waiting times: from when the act is allowed. `on_last_day` only where the text says "n days apart". */
  readonly earliestAction?: 'after_last_day' | 'on_last_day';
  readonly extensions: readonly ExtensionStep[];
  readonly ladder: LadderId;
}

/** A sum that grows day by day after a date. */
export interface AccrualRule extends RuleBase {
  readonly kind: 'accrual';
  readonly percentPerDay: number;
  /** Percent of the base at which it stops growing. */
  readonly capPercent: number;
}

/** A line in money that decides which procedure applies. 以上 includes the number itself (PPR 84, HRM 31). */
export interface ThresholdRule extends RuleBase {
  readonly kind: 'threshold';
  /** The line in yuan for each kind of party; a profile of the place may set other sums. */
  readonly yuan: Readonly<Record<string, string>>;
  readonly limitSetBy?: 'profile';
}

/** A count or a share that an act is measured against; no time runs. */
export interface BoundRule extends RuleBase {
  readonly kind: 'bound';
  readonly value: number;
  readonly of: 'persons' | 'objects' | 'percent';
  readonly sense: 'at_least' | 'at_most' | 'below';
  readonly limitSetBy?: 'profile';
}

/** Duties and guards without a number will be further kinds. */
export type Rule = ClockRule | AccrualRule | ThresholdRule | BoundRule;

export interface RuleSet {
  readonly version: string;
  readonly rules: readonly Rule[];
}
