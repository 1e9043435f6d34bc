import { dayStatus, type OfficialCalendar } from '../calendar/calendar.ts';
import { indexOf } from '../calendar/calendar-index.ts';
import { workingDayOnOrAfter } from '../calendar/working-days.ts';
import { roles, type Role } from '../roles.ts';
import type { ClockRule } from '../rules/rule.ts';
import { RuleError } from '../rules/rule-error.ts';
import { dayNumber, fromDayNumber, type LocalDate } from '../time/local-date.ts';
import { epochMs, shanghaiDate, startOfDayNumber, toInstant } from '../time/shanghai.ts';
import { countUnits, rollDay } from './counting.ts';
import type { ClosedPause, Deadline, DeadlineInput, ExplanationStep, PausedDeadline } from './deadline.ts';
import { DeadlineError } from './deadline-error.ts';
import { explain } from './explain.ts';
import { mergeIntervals, readPauses, type Interval } from './pauses.ts';
import { grantedAmounts, limitOf, monthDayOf } from './period.ts';

const msPerHour = 3_600_000;
const msPerMinute = 60_000;

/**
 * The last day of a statutory period, and why. Pure: the same input gives the same answer, whatever the clock and the time zone of the machine.
 *
 * The trigger day is not counted (PPR 80). Limit and extensions are one period, rolled once at its end. Pauses are half-open, their
 * union is left out, and a clock of working days leaves out only the working days in it. A pause of no length, or one that begins between
 * `targetDate` and `dueDate`, changes nothing; one that begins before the trigger is cut; one that ended by the trigger day or begins after
 * `dueDate` is refused. Clocks in hours run to the minute: what is left of the last minute is given to whoever must act. Yearly dates are the first such date after the trigger.
 *
 * @returns a running deadline, or a paused one where a pause without an end has stopped the clock before its last day
 * @throws DeadlineError, RuleError (TRIGGER_BEFORE_RULE, RULE_EXPIRED), TimeError, CalendarError; all carry a stable `code`
 */
export function computeDeadline(input: DeadlineInput & { readonly pauses?: readonly ClosedPause[] }): Deadline;
export function computeDeadline(input: DeadlineInput): Deadline | PausedDeadline;
export function computeDeadline(input: DeadlineInput): Deadline | PausedDeadline {
  const { rule, calendar } = input;
  const isInstant = typeof input.trigger === 'number' || input.trigger.length > 10;
  const triggerDate = isInstant ? shanghaiDate(input.trigger) : (input.trigger as LocalDate);
  const trigger = dayNumber(triggerDate);
  if (!input.isHeld) assertInForce(rule, triggerDate);
  const granted = grantedAmounts(rule, input.extensions ?? []);
  const pauses = readPauses(rule, input.pauses ?? []);
  const excluded = mergeIntervals(pauses, trigger + 1);
  const common = {
    ruleId: rule.id,
    ruleVersion: rule.version,
    calendarVersion: calendar.version,
    unit: rule.unit,
    onLapse: rule.onLapse,
    officerRole: officerRoleOf(rule),
    triggerDate,
  };

  if (rule.unit === 'H') {
    if (!isInstant) throw new DeadlineError('TRIGGER_NEEDS_INSTANT', rule.id, '按小时计算的期限须有起算时刻 · a clock in hours needs the instant', { trigger: input.trigger });
    const total = limitOf(rule, input.limit);
    const triggerMs = epochMs(input.trigger);
    const dueMs = Math.ceil((triggerMs + total * msPerHour) / msPerMinute) * msPerMinute;
    const dueDate = shanghaiDate(dueMs);
    const dates = { state: 'running', targetDate: dueDate, dueDate, dueAt: toInstant(dueMs), provisional: false, excluded: [], triggerAt: toInstant(triggerMs) } as const;
    return explained(input, granted, common, total, dates);
  }

  const index = indexOf(calendar);
  const byDate = rule.unit === 'DATE';
  const total = byDate ? dateOf(input, triggerDate) - trigger : limitOf(rule, input.limit) + granted.reduce((sum, amount) => sum + amount, 0);
  const end = countUnits({ unit: rule.unit, trigger, amount: total, lastExcluded: rule.lastDay === 'excluded', excluded }, index);
  if ('stoppedAt' in end) {
    const stop = {
      state: 'paused',
      pausedFrom: fromDayNumber(end.stoppedAt),
      counted: end.counted,
      remaining: end.wanted - end.counted,
      countedIn: rule.unit === 'WD' ? 'WD' : 'CD',
    } as const;
    refuseOutside(rule, pauses, trigger, Number.POSITIVE_INFINITY);
    return explained(input, granted, common, total, stop);
  }

  const due = rollDay(end.day, rule.roll, index);
  refuseOutside(rule, pauses, trigger, due);
  const usesCalendar = rule.unit === 'WD' || rule.roll !== 'none';
  const earliest = rule.earliestAction && fromDayNumber(due + (rule.earliestAction === 'after_last_day' ? 1 : 0));
  const dates = {
    state: 'running',
    targetDate: fromDayNumber(end.day),
    dueDate: fromDayNumber(due),
    dueAt: startOfDayNumber(due + 1),
    ...(earliest === undefined ? {} : { earliestActionDate: earliest, earliestWorkingDay: workingDayBeside(earliest, calendar) }),
    provisional: usesCalendar && due >= index.provisionalFrom,
    excluded: excluded.filter(({ from }) => from <= end.day).map(({ from, to }) => ({ from: fromDayNumber(from), to: fromDayNumber(to) })),
  } as const;
  return explained(input, granted, common, total, dates);
}

/** Writes the sentences when somebody reads them: most dates are only compared and stored. */
function explained<Common extends object, Dates extends object>(input: DeadlineInput, granted: readonly number[], common: Common, total: number, dates: Dates): Common & Dates & { readonly total: number; readonly steps: readonly ExplanationStep[] } {
  let steps: readonly ExplanationStep[] | undefined;
  return {
    ...common,
    total,
    ...dates,
    get steps(): readonly ExplanationStep[] {
      return (steps ??= explain(input, granted, this as unknown as Found));
    },
  };
}

type Found = Omit<Deadline, 'steps'> | Omit<PausedDeadline, 'steps'>;

function assertInForce(rule: ClockRule, triggerDate: LocalDate): void {
  if (triggerDate < rule.effectiveFrom) {
    throw new RuleError('TRIGGER_BEFORE_RULE', rule.id, `起算日${triggerDate}早于规则生效日${rule.effectiveFrom} · the trigger lies before the rule`);
  }
  if (rule.effectiveTo !== undefined && triggerDate > rule.effectiveTo) {
    throw new RuleError('RULE_EXPIRED', rule.id, `规则已于${rule.effectiveTo}失效 · the rule ended before the trigger`);
  }
}

function workingDayBeside(earliest: LocalDate, calendar: OfficialCalendar): NonNullable<Deadline['earliestWorkingDay']> {
  const date = workingDayOnOrAfter(earliest, calendar);
  return { date, provisional: dayStatus(date, calendar).provisional };
}

/** The officer who is told: the actor, or who watches when that is somebody outside. */
function officerRoleOf(rule: ClockRule): Role {
  if (rule.actorRole in roles) return rule.actorRole as Role;
  if (rule.watcher !== undefined) return rule.watcher;
  throw new TypeError(`rule ${rule.id} names nobody of the authority; checkRuleSet finds this`);
}

/** Day number of the date of a DATE rule: the one named for the file, or the first yearly one after the trigger. */
function dateOf({ rule, limit, date }: DeadlineInput, triggerDate: LocalDate): number {
  if (rule.limit === null) {
    if (date === undefined) throw new DeadlineError('LIMIT_REQUIRED', rule.id, '须指定截止日期 · the date must be named');
    if (dayNumber(date) < dayNumber(triggerDate)) {
      throw new DeadlineError('LIMIT_DATE_BEFORE_TRIGGER', rule.id, '截止日期早于起算日 · the date lies before the trigger', { date, triggerDate });
    }
    return dayNumber(date);
  }
  if (date !== undefined) throw new DeadlineError('LIMIT_FIXED', rule.id, '日期由规则固定,不得另定 · the rule fixes the date', { date });
  const monthDay = monthDayOf(rule, limit);
  const year = Number(triggerDate.slice(0, 4));
  const thisYear = `${year}-${monthDay}`;
  return dayNumber(thisYear > triggerDate ? thisYear : `${year + 1}-${monthDay}`);
}

function refuseOutside(rule: ClockRule, pauses: readonly Interval[], trigger: number, due: number): void {
  for (const { from, to } of pauses) {
    if (from !== to && (to <= trigger || from > due)) {
      throw new DeadlineError('PAUSE_OUTSIDE_CLOCK', rule.id, '扣除期间与期限没有重合 · the pause lies wholly outside the period', {
        from: fromDayNumber(from),
        ...(Number.isFinite(to) ? { to: fromDayNumber(to) } : {}),
      });
    }
  }
}
