import type { OfficialCalendar } from '../calendar/calendar.ts';
import { findRule } from '../rules/find-rule.ts';
import type { Law } from '../rules/law.ts';
import type { ClockRule, RuleSet } from '../rules/rule.ts';
import type { LocalDate } from '../time/local-date.ts';
import { shanghaiDate, type Instant } from '../time/shanghai.ts';
import { computeDeadline } from './compute-deadline.ts';
import type { Deadline, DeadlineInput, ExplanationStep, Extension, Pause, PausedDeadline } from './deadline.ts';
import { explainDays } from './explain-days.ts';
import { otherReadings, type OtherReading } from './other-readings.ts';
import { stateOn, type StateOn } from './state-on.ts';

/** What a date is asked of: no file is needed. */
export interface CalculationRequest {
  readonly ruleId: string;
  /** The day `YYYY-MM-DD` in Asia/Shanghai, or the instant; clocks in hours need the instant. */
  readonly triggerAt: LocalDate | Instant;
  /** The place; the national one unless told. */
  readonly profile: string;
  readonly limit?: number | string;
  readonly date?: LocalDate;
  readonly pauses: readonly Pause[];
  readonly extensions: readonly Extension[];
  /** A day (an instant for clocks in hours) on which the clock is looked at. It changes no date. */
  readonly asOf?: LocalDate | Instant;
}

/** The law and the calendar by which to calculate. */
export interface LawToApply {
  readonly law: Law;
  readonly calendar: OfficialCalendar;
  rulesFor(profileId: string): RuleSet;
}

/** A clock that an open pause has stopped, and when it would end if the pause ended on the day of `asOf`. */
export interface Stopped {
  readonly from: LocalDate;
  readonly counted: number;
  readonly remaining: number;
  readonly countedIn: 'WD' | 'CD';
  readonly ifResumedOn?: { readonly date: LocalDate; readonly targetDate: LocalDate; readonly dueDate: LocalDate; readonly dueAt: Instant };
}

export interface Calculation {
  readonly rule: ClockRule;
  readonly profile: string;
  readonly triggerDate: LocalDate;
  readonly state: 'running' | 'paused';
  /** null, like the dates after it, while an open pause has stopped the clock: nobody can know its last day. */
  readonly targetDate: LocalDate | null;
  readonly dueDate: LocalDate | null;
  readonly dueAt: Instant | null;
  readonly earliestActionDate?: LocalDate;
  readonly earliestWorkingDay?: { readonly date: LocalDate; readonly provisional: boolean };
  readonly provisional: boolean;
  readonly calendarVersion: string;
  readonly ruleVersion: string;
  readonly paused?: Stopped;
  readonly asOf?: StateOn;
  readonly steps: readonly ExplanationStep[];
  readonly otherReadings: readonly OtherReading[];
}

/**
 * A date from nothing but the rule and the facts, explained. The version of the rule is the one in force on the trigger date in that place.
 * @throws RuleError (UNKNOWN_RULE, UNKNOWN_PROFILE, NOT_A_CLOCK, TRIGGER_BEFORE_RULE, RULE_EXPIRED), DeadlineError, TimeError, CalendarError
 */
export function calculate(request: CalculationRequest, { law, calendar, rulesFor }: LawToApply): Calculation {
  const { ruleId, triggerAt, profile, limit, date, pauses, extensions, asOf } = request;
  const triggerDate = triggerAt.length > 10 ? shanghaiDate(triggerAt) : triggerAt;
  const rule = findRule(ruleId, triggerDate, rulesFor(profile));
  const input: DeadlineInput = { rule, trigger: triggerAt, calendar, pauses, extensions, ...(limit === undefined ? {} : { limit }), ...(date === undefined ? {} : { date }) };
  const found = computeDeadline(input);
  return {
    rule,
    profile,
    triggerDate: found.triggerDate,
    state: found.state,
    ...(found.state === 'running' ? datesOf(found) : { targetDate: null, dueDate: null, dueAt: null, provisional: false, paused: stoppedOf(input, found, asOf) }),
    calendarVersion: found.calendarVersion,
    ruleVersion: found.ruleVersion,
    ...(asOf === undefined ? {} : { asOf: stateOn(input, found, asOf) }),
    steps: explainDays(input, found),
    otherReadings: otherReadings(input, found, law, profile),
  };
}

function datesOf({ targetDate, dueDate, dueAt, provisional, earliestActionDate, earliestWorkingDay }: Deadline) {
  return {
    targetDate, dueDate, dueAt, provisional,
    ...(earliestActionDate === undefined ? {} : { earliestActionDate }),
    ...(earliestWorkingDay === undefined ? {} : { earliestWorkingDay }),
  };
}

function stoppedOf(input: DeadlineInput, { pausedFrom, counted, remaining, countedIn }: PausedDeadline, asOf: LocalDate | Instant | undefined): Stopped {
  const stopped = { from: pausedFrom, counted, remaining, countedIn };
  const date = asOf === undefined ? undefined : asOf.length > 10 ? shanghaiDate(asOf) : asOf;
  if (date === undefined || (input.pauses ?? []).some(({ from, to }) => to === undefined && date < from)) return stopped;
  const resumed = computeDeadline({ ...input, pauses: (input.pauses ?? []).map((pause) => ({ ...pause, to: pause.to ?? date })) });
  return { ...stopped, ifResumedOn: { date, targetDate: resumed.targetDate, dueDate: resumed.dueDate, dueAt: resumed.dueAt } };
}
