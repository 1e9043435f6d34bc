import { dayOfRank, dayKind, rankOf, type CalendarIndex } from '../calendar/calendar-index.ts';
import type { Roll, Unit } from '../rules/rule.ts';
import { addMonthsToDay } from '../time/months.ts';
import type { Interval } from './pauses.ts';

/** Where a count ends: on a day, or in an open pause after `counted` of `wanted` days. */
export type Counted = { readonly day: number } | { readonly stoppedAt: number; readonly counted: number; readonly wanted: number };

export interface Count {
  readonly unit: Unit;
  /** Day number of the trigger, itself not counted. */
  readonly trigger: number;
  readonly amount: number;
  /** 前: the last of the days is left out. */
  readonly lastExcluded: boolean;
  /** Merged days that are left out, all after the trigger. */
  readonly excluded: readonly Interval[];
}

/**
 * The day on which `amount` units are reached, pauses left out. Months and years are first counted out on the calendar; the days
 * so found are then counted like any others. A day that is the last but is paused does not count, so the last day moves past the pause.
 */
export function countUnits(count: Count, index: CalendarIndex): Counted {
  const back = count.lastExcluded ? 1 : 0;
  if (count.unit === 'WD') return countWorkingDays(count, count.amount - back, index);
  return countDays(count, calendarDays(count) - back);
}

/** Calendar days that the units amount to, counted from the trigger. */
function calendarDays({ unit, trigger, amount }: Count): number {
  if (unit === 'MO') return addMonthsToDay(trigger, amount) - trigger;
  if (unit === 'Y') return addMonthsToDay(trigger, amount * 12) - trigger;
  return amount;
}

function countDays({ trigger, excluded }: Count, wanted: number): Counted {
  let day = trigger + wanted;
  let skipped = 0;
  for (const { from, to } of excluded) {
    if (from > day) break;
    if (to === Number.POSITIVE_INFINITY) return { stoppedAt: from, counted: from - 1 - trigger - skipped, wanted };
    day += to - from;
    skipped += to - from;
  }
  return { day };
}

function countWorkingDays({ trigger, excluded }: Count, wanted: number, index: CalendarIndex): Counted {
  // "before the first working day": nothing is left to count, and the end may not come before the trigger
  if (wanted === 0) return { day: trigger };
  const before = rankOf(index, trigger);
  let skipped = 0;
  for (const { from, to } of excluded) {
    if (from > dayOfRank(index, before + wanted + skipped)) break;
    const until = rankOf(index, from - 1);
    if (to === Number.POSITIVE_INFINITY) return { stoppedAt: from, counted: until - before - skipped, wanted };
    skipped += rankOf(index, to - 1) - until;
  }
  return { day: dayOfRank(index, before + wanted + skipped) };
}

/** The legal last day for a counted one. A roll ends on the first working day, of which a make-up weekend is one (period-last-day-holiday: PPR 80, CRH 45; which rolls is roll-policy). */
export function rollDay(day: number, roll: Roll, index: CalendarIndex): number {
  if (roll === 'none' || isWorking(index, day)) return day;
  return roll === 'rest_day' || belongsToHoliday(index, day) ? dayOfRank(index, rankOf(index, day) + 1) : day;
}

/**
 * A holiday, or a weekend that follows one without a working day between them (与周末连休). Without the second half a period that ends on the holiday's Friday
 * would end on Monday, and one that ends on the Saturday after it two days earlier.
 */
function belongsToHoliday(index: CalendarIndex, day: number): boolean {
  for (let at = day; at >= index.firstDay && !isWorking(index, at); at -= 1) if (dayKind(index, at) !== 'weekend') return true;
  return false;
}

function isWorking(index: CalendarIndex, day: number): boolean {
  const kind = dayKind(index, day);
  return kind === 'weekday' || kind === 'make_up';
}
