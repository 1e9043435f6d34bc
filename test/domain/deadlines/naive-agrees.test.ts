import { describe, expect, it } from 'vitest';
import { defaultCalendar as calendar } from '../../../domain/calendar/default-calendar.ts';
import { computeDeadline } from '../../../domain/deadlines/compute-deadline.ts';
import type { Deadline, DeadlineInput, PausedDeadline } from '../../../domain/deadlines/deadline.ts';
import type { ClockRule } from '../../../domain/rules/rule.ts';
import { epochMs } from '../../../domain/time/shanghai.ts';
import { rules as ruleSet } from '../../support/law.ts';
import { naiveDeadline, type NaiveDates } from './naive-deadline.ts';
import { altered, randomInput, seeded } from './random-input.ts';

// Another search: DUBAN_DEADLINE_SEED=7 DUBAN_DEADLINE_RUNS=1000000
const seed = Number(process.env['DUBAN_DEADLINE_SEED'] ?? 20_260_918);
const runs = Number(process.env['DUBAN_DEADLINE_RUNS'] ?? 100_000);
const clocks = ruleSet.rules.filter((rule): rule is ClockRule => rule.kind === 'clock');

function computed(input: DeadlineInput): Deadline | PausedDeadline | 'outside' {
  try {
    return computeDeadline(input);
  } catch (error) {
    if ((error as { code?: string }).code === 'PAUSE_OUTSIDE_CLOCK') return 'outside';
    throw error;
  }
}

function counted({ rule, trigger, limit, date, pauses = [], extensions = [] }: DeadlineInput): NaiveDates | 'outside' | null {
  // the amount that a grant without one gives is what the step of its approver says
  const granted = extensions.map(({ amount, approvedBy }) => amount ?? rule.extensions.find(({ approver, limit: cap }) => approver === approvedBy && cap !== null)?.limit ?? 0);
  return naiveDeadline({ rule, trigger: String(trigger), limit: date ?? limit ?? rule.limit ?? 0, granted, pauses }, calendar);
}

/** What differs, in words; null where the two agree. */
function difference(input: DeadlineInput): string | null {
  const found = computed(input);
  const naive = counted(input);
  const { pauses = [], trigger } = input;
  if (found === 'outside') {
    // a stopped clock has no end, so only what was over by the trigger is outside of it
    const isOver = pauses.some(({ from, to }) => to !== undefined && from !== to && to <= String(trigger));
    return naive === 'outside' || (naive === null && isOver) ? null : `outside / ${JSON.stringify(naive)}`;
  }
  if (found.state === 'paused') return naive === null ? null : `paused / ${JSON.stringify(naive)}`;
  const same = naive !== null && naive !== 'outside' && found.targetDate === naive.target && found.dueDate === naive.due && epochMs(found.dueAt) === naive.dueAt
    && found.earliestActionDate === naive.earliest && found.provisional === naive.provisional;
  return same ? null : `${found.targetDate} ${found.dueDate} ${found.dueAt} ${found.earliestActionDate} ${found.provisional} / ${JSON.stringify(naive)}`;
}

describe('a day-by-day count of the law', { timeout: 30_000 + runs / 5 }, () => {
  it(`comes to the same dates for ${runs} random inputs over the whole catalogue, seed ${seed}`, () => {
    const random = seeded(seed);
    const differences: string[] = [];
    const asked = new Map<string, number>();
    const kinds = { running: 0, paused: 0, outside: 0, extended: 0, rolled: 0, provisional: 0 };
    for (let run = 0; run < runs && differences.length < 5; run += 1) {
      const written = clocks[run % clocks.length] as ClockRule;
      // each rule as it is written, and each third time as another law might have it
      const rule = Math.floor(run / clocks.length) % 3 === 2 ? altered(written, random) : written;
      const input = randomInput(rule, random, calendar);
      const differs = difference(input);
      if (differs !== null) differences.push(`run ${run} ${rule.id}: ${differs} ${JSON.stringify({ ...input, calendar: undefined })}`);
      asked.set(rule.id, (asked.get(rule.id) ?? 0) + 1);
      const found = computed(input);
      if (found === 'outside') kinds.outside += 1;
      else {
        kinds[found.state] += 1;
        if (input.extensions) kinds.extended += 1;
        if (found.state === 'running' && found.dueDate !== found.targetDate) kinds.rolled += 1;
        if (found.state === 'running' && found.provisional) kinds.provisional += 1;
      }
    }
    expect(differences).toEqual([]);
    // nothing was left out, and every way of ending was met often
    expect(asked.size).toBe(new Set(clocks.map(({ id }) => id)).size);
    for (const [kind, times] of Object.entries(kinds)) expect([kind, times > runs / 1000]).toEqual([kind, true]);
  });
});
