import { indexOf, rankOf } from '../calendar/calendar-index.ts';
import { dayNumber, fromDayNumber, type LocalDate } from '../time/local-date.ts';
import { epochMs, shanghaiDate, type Instant } from '../time/shanghai.ts';
import type { Deadline, DeadlineInput, PausedDeadline } from './deadline.ts';
import { DeadlineError } from './deadline-error.ts';
import { mergeIntervals, readPauses } from './pauses.ts';

/** How a clock stands at the end of a day, or at an instant for a clock in hours. */
export interface StateOn {
  readonly on: LocalDate;
  readonly state: 'not_begun' | 'running' | 'paused' | 'passed';
  /** `WD` for clocks of working days, `H` (whole minutes, as a fraction) for hours, else `CD`. */
  readonly countedIn: 'WD' | 'CD' | 'H';
  /** Units that count up to and including the day; paused ones do not. */
  readonly counted: number;
  /** Units still to come before the target date; 0 on it and in the gap of a roll. */
  readonly remaining: number;
  /** Days from the day to the legal last day, negative when it is past; null while an open pause hides that day. */
  readonly calendarDaysLeft: number | null;
  /** Set while the day lies in a pause. */
  readonly pausedFrom?: LocalDate;
}

/**
 * The state of a computed deadline as of a day: nothing is computed again, the day is only placed in what was found. A day is looked at from its
 * end: on the last day nothing remains, and the clock still runs. Throws AS_OF_INVALID for a mere day where the clock counts hours.
 */
export function stateOn(input: DeadlineInput, found: Deadline | PausedDeadline, asOf: LocalDate | Instant): StateOn {
  if (found.unit === 'H') return stateAt(found, asOf);
  const on = asOf.length > 10 ? shanghaiDate(asOf) : asOf;
  const day = dayNumber(on);
  const trigger = dayNumber(found.triggerDate);
  const excluded = mergeIntervals(readPauses(input.rule, input.pauses ?? []), trigger + 1);
  const end = found.state === 'running' ? dayNumber(found.targetDate) : dayNumber(found.pausedFrom) - 1;
  const counted = countedUpTo(Math.min(day, end));
  const whole = found.state === 'running' ? countedUpTo(end) : found.counted + found.remaining;
  const pause = excluded.find(({ from, to }) => from <= day && day < to && from <= end + 1);
  const isPassed = found.state === 'running' && day > dayNumber(found.dueDate);
  return {
    on,
    state: day < trigger ? 'not_begun' : isPassed ? 'passed' : pause ? 'paused' : 'running',
    countedIn: found.unit === 'WD' ? 'WD' : 'CD',
    counted,
    remaining: whole - counted,
    calendarDaysLeft: found.state === 'running' ? dayNumber(found.dueDate) - day : null,
    ...(pause && !isPassed ? { pausedFrom: fromDayNumber(pause.from) } : {}),
  };

  function countedUpTo(last: number): number {
    if (last <= trigger) return 0;
    if (found.unit !== 'WD') return excluded.reduce((left, { from, to }) => left - Math.max(0, Math.min(to, last + 1) - Math.min(from, last + 1)), last - trigger);
    const index = indexOf(input.calendar);
    const rank = (upTo: number): number => rankOf(index, Math.min(upTo, last));
    return excluded.reduce((left, { from, to }) => (from > last ? left : left - (rank(to - 1) - rankOf(index, from - 1))), rank(last) - rankOf(index, trigger));
  }
}

function stateAt(found: Deadline | PausedDeadline, asOf: LocalDate | Instant): StateOn {
  if (found.state !== 'running' || found.triggerAt === undefined) throw new TypeError('a clock in hours is never paused');
  if (asOf.length <= 10) throw new DeadlineError('AS_OF_INVALID', found.ruleId, '按小时计算的期限须给出时刻 · a clock in hours needs an instant to be looked at', { asOf });
  const at = epochMs(asOf);
  const [begun, due] = [epochMs(found.triggerAt), epochMs(found.dueAt)];
  const hours = (ms: number): number => Math.round(ms / 60_000) / 60;
  return {
    on: shanghaiDate(at),
    state: at < begun ? 'not_begun' : at >= due ? 'passed' : 'running',
    countedIn: 'H',
    counted: hours(Math.max(0, Math.min(at, due) - begun)),
    remaining: hours(Math.max(0, due - Math.max(at, begun))),
    calendarDaysLeft: dayNumber(found.dueDate) - dayNumber(shanghaiDate(at)),
  };
}
