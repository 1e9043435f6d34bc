import type { Label } from '../label.ts';
import { roles, type Role } from '../roles.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { Example } from './example.ts';
import type { Ladder } from './ladder.ts';
import type { LapseCode } from './lapse-codes.ts';
import type { PauseGround } from './pause-grounds.ts';

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
  government: { zh: '人民政府', en: 'people’s government' },
  public_security: { zh: '公安机关', en: 'public security' },
  credit_china: { zh: '“信用中国”网站运行机构', en: 'operator of Credit China' },
  system: { zh: '系统', en: 'system' },
} as const satisfies Record<string, Label>;
export type Outsider = keyof typeof outsiders;

/** The name of one of our own people or of somebody outside. */
export function actorLabel(actor: Role | Outsider): Label {
  return { ...outsiders, ...roles }[actor];
}

/** Where a rule comes from: law, its version (the day from which this wording is in force), article, and what it says, in our own words. */
export interface Source {
  readonly law: string;
  readonly title: string;
  readonly version: LocalDate;
  /** What of the text was not checked: the day in `version` only, or also what it says. */
  readonly unverified?: 'date' | 'text';
  readonly article: string;
  readonly text: string;
}

/** Bodies outside that lengthen their own periods; what they grant is recorded here. Never a party. */
export const outsideApprovers = ['reconsideration_body', 'court', 'government'] as const satisfies readonly Outsider[];
/** Who grants more time: our own people, or the body outside whose period it is. */
export type Approver = Role | (typeof outsideApprovers)[number];

/** One kind of extension. Steps are taken in order: the second is open only once the first was used. */
export interface ExtensionStep {
  readonly approver: Approver;
  /** What one grant may give, in the unit of the rule; also what it gives when no amount is named. null: no cap, and the amount must be named. */
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
  /** File name of the catalogue, without its ending. */
  readonly topic: string;
  /** Told with every date that is computed; unique for an id. */
  readonly version: string;
  readonly label: Label;
  /** Newest source first. */
  readonly source: readonly Source[];
  readonly verified: Verification;
  /** First trigger date that this version governs; a file keeps the version in force on its trigger date. */
  readonly effectiveFrom: LocalDate;
  /** Last trigger date that this version governs. */
  readonly effectiveTo?: LocalDate;
  /** What the text leaves open and how it is read here; local practice; doubts. */
  readonly note?: Label;
  /** Worked examples, run as tests; a version that a profile makes has none of its own. */
  readonly examples: readonly Example[];
}

/** Who must act on which fact: all that runs by the calendar has it, a line or a guard may. */
interface Duty {
  /** A key of the trigger events of the law. */
  readonly triggerEvent: string;
  readonly actorRole: Role | Outsider;
  /** The officer who follows the matter where somebody outside must act; reminders go to them. */
  readonly watcher?: Role;
}

interface RunningRule extends RuleBase, Duty {
  readonly pausable: readonly PauseRule[];
}

/** A period with an end. */
export interface ClockRule extends RunningRule {
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
  /** A key of the ladders of the law. */
  readonly ladder: string;
}

/** A sum that grows day by day after a date. */
export interface AccrualRule extends RunningRule {
  readonly kind: 'accrual';
  readonly percentPerDay: number;
  /** Percent of the base at which it stops growing. */
  readonly capPercent: number;
}

/** A line in money that decides which procedure applies. 以上 and 以下 include the number itself (PPR 84, HRM 31). */
export interface ThresholdRule extends RuleBase, Partial<Duty> {
  readonly kind: 'threshold';
  /** The line in yuan for each kind of party; null where no text sets one for the whole country and each place has its own. */
  readonly yuan: Readonly<Record<string, string | null>>;
  /** `at_least`: what reaches the line falls under it; `at_most`: what does not go beyond it. */
  readonly sense: 'at_least' | 'at_most';
  /** A profile of the place may set other sums. */
  readonly limitSetBy?: 'profile';
}

/** A count or a share that an act is measured against; no time runs. */
export interface BoundRule extends RuleBase, Partial<Duty> {
  readonly kind: 'bound';
  readonly value: number;
  readonly of: 'persons' | 'objects' | 'percent' | 'times';
  readonly sense: 'at_least' | 'at_most' | 'below';
  readonly limitSetBy?: 'profile';
  readonly minLimit?: number;
  readonly maxLimit?: number;
}

/** `guard`: blocks an act · `scope`: where a rule applies · `classification` · `effect`: what follows from an act · `arithmetic`: how periods are counted · `duty`: to be done, without a number. */
export const criterionSorts = ['guard', 'scope', 'classification', 'effect', 'arithmetic', 'duty'] as const;
export type CriterionSort = (typeof criterionSorts)[number];

export type CriterionValue = string | number | boolean | readonly (string | number)[] | Readonly<Record<string, string | number | readonly string[]>>;
export type CriterionValues = Readonly<Record<string, CriterionValue>>;

/** What a profile may set of a criterion: between two numbers, one of some words, or whatever has the same shape. */
export interface SettableValue {
  readonly min?: number;
  readonly max?: number;
  readonly oneOf?: readonly (string | number)[];
  /** A list may only become longer. */
  readonly widenOnly?: true;
}

/** A rule that is no period: its function has the same id in domain/criteria, its numbers and lists stand here. */
export interface CriterionRule extends RuleBase, Partial<Duty> {
  readonly kind: 'criterion';
  readonly sort: CriterionSort;
  /** Names of the actions that it blocks, as far as the product has them. */
  readonly blocks: readonly string[];
  /** Names of the actions at which it only warns. */
  readonly warns: readonly string[];
  readonly values: CriterionValues;
  readonly profileMaySet?: Readonly<Record<string, SettableValue>>;
}

export type Rule = ClockRule | AccrualRule | ThresholdRule | BoundRule | CriterionRule;

/** The rules of one place, all versions in time, and the ladders that they climb. */
export interface RuleSet {
  readonly version: string;
  readonly rules: readonly Rule[];
  /** Versions that are no longer chosen for any day, because the place has another; rows in the records may still hold them. */
  readonly former: readonly Rule[];
  readonly ladders: Readonly<Record<string, Ladder>>;
}
