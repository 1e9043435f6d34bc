import type { OfficialCalendar } from '../calendar/calendar.ts';
import type { Label } from '../label.ts';
import type { Role } from '../roles.ts';
import type { LapseCode } from '../rules/lapse-codes.ts';
import type { PauseGround } from '../rules/pause-grounds.ts';
import type { Approver, ClockRule, Unit } from '../rules/rule.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { Instant } from '../time/shanghai.ts';

/** A stop of the clock, half-open: the day `from` is not counted, the day `to` is counted again. Without `to` it still lasts. */
export interface Pause {
  readonly from: LocalDate;
  readonly to?: LocalDate;
  readonly ground: PauseGround;
  /** Number or id of the paper that tells the party; some rules ask for it. */
  readonly document?: string;
}

export interface ClosedPause extends Pause {
  readonly to: LocalDate;
}

/** A grant of more time, in the unit of the rule. Without an amount it gives what the rule says. */
export interface Extension {
  readonly amount?: number;
  readonly unit?: Unit;
  readonly approvedBy: Approver;
}

export interface DeadlineInput {
  readonly rule: ClockRule;
  /** The day that starts the clock, or the instant; clocks in hours need the instant. */
  readonly trigger: LocalDate | Instant | number;
  readonly calendar: OfficialCalendar;
  /** The version that a row was armed by, whatever its period says today: a later version may have cut it. */
  readonly isHeld?: boolean;
  /** Another limit than the rule's, where the rule lets the order, the plan or the profile set it; `MM-DD` for yearly dates. */
  readonly limit?: number | string;
  /** The last day itself, for rules whose date each file names. */
  readonly date?: LocalDate;
  readonly pauses?: readonly Pause[];
  /** In the order in which they were granted. */
  readonly extensions?: readonly Extension[];
}

/** One sentence of the arithmetic, for people and for checking. */
export interface ExplanationStep extends Label {
  readonly code: ExplanationCode;
  readonly data: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

/** The arithmetic itself, in the order in which it is done. */
export type ArithmeticCode = 'trigger' | 'limit' | 'extension' | 'pause' | 'paused' | 'target' | 'roll' | 'due' | 'earliest_action' | 'provisional';
/** What is told besides to who asks (`explainDays`). */
export type DayCode = 'calendar' | 'left_out' | 'same_day' | 'before' | 'counted_days' | 'holiday' | 'make_up' | 'rest_days' | 'no_roll';
export type ExplanationCode = ArithmeticCode | DayCode;

/** Days left out of the count, `[from, to)`, merged and in order. */
export interface Excluded {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

interface ClockBasis {
  readonly ruleId: string;
  readonly ruleVersion: string;
  readonly calendarVersion: string;
  readonly unit: Unit;
  readonly onLapse: LapseCode;
  /** The officer who must act, or who follows the matter where somebody outside must. */
  readonly officerRole: Role;
  readonly triggerDate: LocalDate;
  /** Clocks in hours only. */
  readonly triggerAt?: Instant;
  /** Limit and extensions together, in `unit`; for DATE rules the calendar days from the trigger to the date. */
  readonly total: number;
  readonly steps: readonly ExplanationStep[];
}

/** A clock that runs (or has run out). */
export interface Deadline extends ClockBasis {
  readonly state: 'running';
  /** Last day before any roll. */
  readonly targetDate: LocalDate;
  /** Legal last day. */
  readonly dueDate: LocalDate;
  /** Exclusive: 00:00 Asia/Shanghai of the day after `dueDate`; for clocks in hours the instant itself. */
  readonly dueAt: Instant;
  /** Waiting times: first day on which the act is allowed, a rest day or not. */
  readonly earliestActionDate?: LocalDate;
  /** Shown beside it: the first working day from then on. */
  readonly earliestWorkingDay?: { readonly date: LocalDate; readonly provisional: boolean };
  /** A yearly notice that is not out yet may still move the date. */
  readonly provisional: boolean;
  readonly excluded: readonly Excluded[];
}

/** A clock that stands still: there is no last day until the pause ends. */
export interface PausedDeadline extends ClockBasis {
  readonly state: 'paused';
  /** First day that is not counted. */
  readonly pausedFrom: LocalDate;
  /** Days already counted, and still to count, in `countedIn` (months and years are counted out in calendar days). */
  readonly counted: number;
  readonly remaining: number;
  readonly countedIn: 'WD' | 'CD';
}
