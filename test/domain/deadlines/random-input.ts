import type { OfficialCalendar } from '../../../domain/calendar/calendar.ts';
import type { DeadlineInput, Extension, Pause } from '../../../domain/deadlines/deadline.ts';
import { pauseGrounds, type PauseGround } from '../../../domain/rules/pause-grounds.ts';
import type { ClockRule } from '../../../domain/rules/rule.ts';
import { addDays, daysBetween } from '../../../domain/time/local-date.ts';

/** Numbers in [0, 1) that a seed repeats (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const firstDay = '2023-07-01';
const lastDay = '2028-12-31';
/** Where dates go wrong: ends of months and years, leap days, worked weekends, the days before the long holidays. */
const edges = ['2024-02-29', '2028-02-29', '2026-01-31', '2026-02-13', '2026-02-14', '2026-02-28', '2026-04-30', '2026-05-09', '2026-08-31', '2026-09-18', '2026-09-20', '2026-09-30', '2026-10-10', '2026-12-28', '2026-12-31', '2027-01-31'];

/** A rule with everything that such a rule may be asked: any trigger that it governs, any limit, grants and pauses that it allows. */
export function randomInput(rule: ClockRule, random: () => number, calendar: OfficialCalendar): DeadlineInput {
  const whole = (from: number, to: number): number => from + Math.floor(random() * (to - from + 1));
  const triggerDate = randomTrigger(rule, random, whole);
  const input = {
    rule,
    calendar,
    trigger: rule.unit === 'H' ? `${triggerDate}T${pad(whole(0, 23))}:${pad(whole(0, 59))}:${pad(whole(0, 59))}.${whole(100, 999)}Z` : triggerDate,
    ...randomLimit(rule, triggerDate, random, whole),
  };
  const extensions = rule.extensions.length > 0 && random() < 0.5 ? randomExtensions(rule, whole) : [];
  const pauses = rule.pausable.length > 0 && random() < 0.7 ? randomPauses(rule, triggerDate, whole) : [];
  return { ...input, ...(extensions.length ? { extensions } : {}), ...(pauses.length ? { pauses } : {}) };
}

/** The same rule as another law might have it: paused for every reason, rolled otherwise, before instead of within. */
export function altered(rule: ClockRule, random: () => number): ClockRule {
  if (rule.unit === 'H' || rule.unit === 'DATE') return rule;
  const rolls = rule.unit === 'WD' ? (['none'] as const) : (['rest_day', 'holiday', 'none'] as const);
  const { lastDay: _, ...rest } = rule;
  const grounds = (Object.keys(pauseGrounds) as PauseGround[]).map((ground) => ({ ground }));
  return { ...rest, roll: rolls[Math.floor(random() * rolls.length)] ?? 'none', pausable: grounds, ...(Number(rule.limit) > 1 && random() < 0.3 ? { lastDay: 'excluded' } : {}) };
}

type Whole = (from: number, to: number) => number;

function randomTrigger(rule: ClockRule, random: () => number, whole: Whole): string {
  const from = rule.effectiveFrom > firstDay ? rule.effectiveFrom : firstDay;
  const to = (rule.effectiveTo ?? lastDay) < lastDay ? (rule.effectiveTo ?? lastDay) : lastDay;
  if (to < from) return to;
  const edge = edges[whole(0, edges.length - 1)] ?? from;
  if (random() < 0.25 && edge >= from && edge <= to) return edge;
  return addDays(from, whole(0, daysBetween(from, to)));
}

function randomLimit(rule: ClockRule, triggerDate: string, random: () => number, whole: Whole): Pick<DeadlineInput, 'limit' | 'date'> {
  if (rule.limit === null) return { date: addDays(triggerDate, whole(0, 900)) };
  if (typeof rule.limit !== 'number' || rule.limitSetBy === undefined || random() < 0.3) return {};
  return { limit: whole(rule.minLimit ?? 1, rule.maxLimit ?? rule.limit) };
}

function randomExtensions(rule: ClockRule, whole: Whole): Extension[] {
  const all = rule.extensions.flatMap((step) => Array.from({ length: step.count }, () => step)).slice(0, 6);
  return all.slice(0, whole(0, all.length)).map(({ approver, limit, partial, amountRequired }) => {
    const cap = limit ?? 60;
    const amount = limit === null || partial ? whole(1, cap) : cap;
    return limit !== null && amount === cap && !amountRequired && whole(0, 1) === 0 ? { approvedBy: approver } : { approvedBy: approver, amount };
  });
}

/** Up to four, wherever: before, inside, across one another, in the roll gap, far behind, of no length, without an end. */
function randomPauses(rule: ClockRule, triggerDate: string, whole: Whole): Pause[] {
  return Array.from({ length: whole(0, 4) }, () => {
    const { ground, documentRequired } = rule.pausable[whole(0, rule.pausable.length - 1)] ?? { ground: 'testing' as const };
    const from = addDays(triggerDate, whole(-15, whole(0, 3) === 0 ? 400 : 60));
    return { ground, from, ...(whole(0, 19) === 0 ? {} : { to: addDays(from, whole(0, 40)) }), ...(documentRequired ? { document: '检测期间告知书1号' } : {}) };
  });
}

const pad = (number: number): string => String(number).padStart(2, '0');
