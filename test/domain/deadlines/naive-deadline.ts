import type { OfficialCalendar } from '../../../domain/calendar/calendar.ts';
import { fixedHolidays } from '../../../domain/calendar/fixed-holidays.ts';
import type { Pause } from '../../../domain/deadlines/deadline.ts';
import type { ClockRule } from '../../../domain/rules/rule.ts';

/**
 * The law read aloud, one day at a time, with the platform's dates and plain sets: slow, and nothing shared with the product but
 * the data. null: the clock stands still in a pause without an end; `outside`: a pause is refused.
 */
export function naiveDeadline(rule: ClockRule, trigger: string, total: number, pauses: readonly Pause[], calendar: OfficialCalendar): { target: string; due: string } | 'outside' | null {
  const lastYear = calendar.years.at(-1) ?? 0;
  const holidays = new Set([...calendar.restDays, ...fixedHolidays(lastYear + 1)]);
  const worked = new Set(calendar.makeUpDays);
  const works = (day: string): boolean => worked.has(day) || (!holidays.has(day) && ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()));
  const paused = (day: string): boolean => pauses.some(({ from, to }) => from <= day && (to === undefined || day < to));

  let wanted = total;
  if (rule.unit === 'MO' || rule.unit === 'Y') wanted = monthsInDays(trigger, rule.unit === 'Y' ? total * 12 : total);
  if (rule.lastDay === 'excluded') wanted -= 1;
  let target = trigger;
  for (let counted = 0; counted < wanted; ) {
    target = next(target);
    if (pauses.some(({ from, to }) => to === undefined && from <= target)) return null;
    if (!paused(target) && (rule.unit !== 'WD' || works(target))) counted += 1;
  }
  let due = target;
  if (rule.roll === 'rest_day') while (!works(due)) due = next(due);
  if (rule.roll === 'holiday') {
    // the unbroken days of rest up to the target: is a holiday among them?
    const rest: string[] = [];
    for (let back = target; !works(back); back = next(back, -1)) rest.push(back);
    if (rest.some((day) => holidays.has(day))) while (!works(due)) due = next(due);
  }
  const outside = pauses.some(({ from, to }) => from !== to && ((to !== undefined && to <= trigger) || from > due));
  return outside ? 'outside' : { target, due };
}

function next(day: string, step = 1): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + step);
  return date.toISOString().slice(0, 10);
}

function monthsInDays(day: string, months: number): number {
  const from = new Date(`${day}T00:00:00Z`);
  const first = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1));
  const lastOfMonth = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(from.getUTCDate(), lastOfMonth));
  return (first.getTime() - from.getTime()) / 86_400_000;
}
