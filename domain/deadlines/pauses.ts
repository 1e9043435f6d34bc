import { pauseGrounds } from '../rules/pause-grounds.ts';
import type { AccrualRule, ClockRule } from '../rules/rule.ts';
import { dayNumber } from '../time/local-date.ts';
import type { Pause } from './deadline.ts';
import { DeadlineError } from './deadline-error.ts';

/** Days left out, `[from, to)` as day numbers; an open pause ends at Infinity. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/**
 * One interval for each pause, in the order given, not yet cut or merged.
 * Throws PAUSE_GROUND_NOT_ALLOWED, PAUSE_DOCUMENT_REQUIRED, PAUSE_INVALID (ends before it begins).
 */
export function readPauses(rule: ClockRule | AccrualRule, pauses: readonly Pause[]): Interval[] {
  return pauses.map((pause) => {
    const allowed = rule.pausable.find((known) => known.ground === pause.ground);
    if (allowed === undefined) {
      const zh = pauseGrounds[pause.ground]?.zh ?? pause.ground;
      const known = rule.pausable.length === 0 ? { zh: '该期限不得扣除', en: 'nothing does' } : { zh: `可以扣除的:${rule.pausable.map(({ ground }) => pauseGrounds[ground].zh).join('、')}`, en: rule.pausable.map(({ ground }) => ground).join(', ') };
      throw new DeadlineError('PAUSE_GROUND_NOT_ALLOWED', rule.id, `“${zh}”不是该期限的扣除事由(${known.zh}) · ${pause.ground} does not stop this clock (${known.en})`, { ground: pause.ground });
    }
    if (allowed.documentRequired && !pause.document) {
      throw new DeadlineError('PAUSE_DOCUMENT_REQUIRED', rule.id, '须有书面告知期间的文书方可扣除 · counts only with the written notice of its period', { ground: pause.ground });
    }
    const from = dayNumber(pause.from);
    const to = pause.to === undefined ? Number.POSITIVE_INFINITY : dayNumber(pause.to);
    if (to < from) throw new DeadlineError('PAUSE_INVALID', rule.id, '扣除期间的止日早于起日 · the pause ends before it begins', { from: pause.from, to: pause.to });
    return { from, to };
  });
}

/** The union: sorted, without overlaps and empty parts, cut to what lies from `firstDay` on. */
export function mergeIntervals(intervals: readonly Interval[], firstDay: number): Interval[] {
  const merged: Interval[] = [];
  const cut = intervals.map(({ from, to }) => ({ from: Math.max(from, firstDay), to })).filter(({ from, to }) => from < to);
  for (const next of cut.sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last !== undefined && next.from <= last.to) merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
    else merged.push(next);
  }
  return merged;
}
