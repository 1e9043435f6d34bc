import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultCalendar as calendar } from '../../../domain/calendar/default-calendar.ts';
import { computeDeadline } from '../../../domain/deadlines/compute-deadline.ts';
import type { ClosedPause, Deadline, DeadlineInput, ExplanationStep, PausedDeadline } from '../../../domain/deadlines/deadline.ts';
import { explainDays } from '../../../domain/deadlines/explain-days.ts';
import type { ClockRule } from '../../../domain/rules/rule.ts';
import { addDays } from '../../../domain/time/local-date.ts';
import { epochMs, toInstant } from '../../../domain/time/shanghai.ts';
import { rules as ruleSet } from '../../support/law.ts';
import { naiveDeadline } from './naive-deadline.ts';
import { altered, randomInput, seeded } from './random-input.ts';

const numRuns = Number(process.env['DUBAN_DEADLINE_RUNS'] ?? 3000);
const clocks = ruleSet.rules.filter((rule): rule is ClockRule => rule.kind === 'clock');
const rules = fc.tuple(fc.constantFrom(...clocks), fc.nat(), fc.boolean()).map(([rule, seed, changed]) => (changed ? altered(rule, seeded(seed)) : rule));
/** Any question that the rule may be asked. */
const inputs = fc.tuple(rules, fc.nat()).map(([rule, seed]) => randomInput(rule, seeded(seed), calendar));

/** A pause that happens to lie wholly outside is refused; such an input says nothing about a property. */
function computed(input: DeadlineInput): Deadline | PausedDeadline | null {
  try {
    return computeDeadline(input);
  } catch (error) {
    if (['PAUSE_OUTSIDE_CLOCK', 'RULE_EXPIRED', 'LIMIT_DATE_BEFORE_TRIGGER'].includes((error as { code?: string }).code ?? '')) return null;
    throw error;
  }
}
const running = (input: DeadlineInput): Deadline | null => {
  const found = computed(input);
  return found?.state === 'running' ? found : null;
};
const datesOf = (found: Deadline | PausedDeadline | null) => found && (found.state === 'running' ? { target: found.targetDate, due: found.dueDate, dueAt: found.dueAt, provisional: found.provisional } : { from: found.pausedFrom, counted: found.counted, remaining: found.remaining });
const closed = (input: DeadlineInput): readonly ClosedPause[] => (input.pauses ?? []).filter((pause): pause is ClosedPause => pause.to !== undefined);

/** The day or the instant, later by days. */
function later(trigger: DeadlineInput['trigger'], days: number): string {
  return String(trigger).length > 10 ? toInstant(epochMs(trigger) + days * 86_400_000) : addDays(String(trigger), days);
}

/** What somebody would work out who has nothing but the steps and the official calendar. */
function dateFromSteps(steps: readonly ExplanationStep[]): { readonly due: string; readonly dueAt: string } | null {
  const data = (code: ExplanationStep['code']) => steps.filter((step) => step.code === code).map((step) => step.data);
  const [trigger, limit, roll] = [data('trigger')[0] ?? {}, data('limit')[0] ?? {}, data('roll')[0]];
  const answer = naiveDeadline(
    {
      rule: { unit: (limit['unit'] ?? 'CD') as ClockRule['unit'], roll: (roll?.['roll'] ?? 'none') as ClockRule['roll'], ...(data('before').length ? { lastDay: 'excluded' as const } : {}) },
      trigger: String(trigger['date'] ?? trigger['at']),
      limit: Number(limit['amount'] ?? limit['days']),
      granted: data('extension').map(({ amount }) => Number(amount)),
      pauses: data('pause').map(({ from, to }) => ({ from: String(from), ...(to === undefined ? {} : { to: String(to) }) })),
    },
    calendar,
  );
  return answer === null || answer === 'outside' ? null : { due: answer.due, dueAt: toInstant(answer.dueAt) };
}

describe('for every rule of the catalogue, as it is written and as another law might have it', { timeout: 20_000 + numRuns * 2 }, () => {
  it('a later trigger never gives an earlier date', () => {
    fc.assert(
      fc.property(inputs, fc.integer({ min: 1, max: 60 }), (input, days) => {
        const trigger = later(input.trigger, days);
        // a pause that lies between two triggers is cut off for the later one only: months then count other days
        const pauses = closed(input).map((pause) => ({ ...pause, from: addDays(pause.from, days + 20), to: addDays(pause.to, days + 20) }));
        const first = running({ ...input, pauses });
        const second = running({ ...input, pauses, trigger });
        if (first === null || second === null) return;
        expect(second.targetDate >= first.targetDate && second.dueDate >= first.dueDate && second.dueAt >= first.dueAt).toBe(true);
      }),
      { numRuns },
    );
  });

  it('a pause never shortens, and stops a clock or moves it only by days that it covers', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const without = running({ ...input, pauses: [] });
        const pauses = closed(input);
        const found = running({ ...input, pauses });
        if (without === null || found === null) return;
        const covered = pauses.reduce((sum, { from, to }) => sum + Math.max(0, (Date.parse(to) - Date.parse(from)) / 86_400_000), 0);
        expect(found.targetDate >= without.targetDate && found.dueDate >= without.dueDate).toBe(true);
        if (input.rule.unit !== 'WD') expect(found.targetDate <= addDays(without.targetDate, covered)).toBe(true);
        pauses.forEach((_, at) => {
          const fewer = running({ ...input, pauses: pauses.filter((__, other) => other !== at) });
          if (fewer !== null) expect(fewer.dueDate <= found.dueDate).toBe(true);
        });
      }),
      { numRuns },
    );
  });

  it('the steps of the explanation alone give the date', () => {
    let rolled = 0;
    let paused = 0;
    fc.assert(
      fc.property(inputs, (input) => {
        const found = computed(input);
        // nothing to count is no arithmetic
        if (found === null || (found.state === 'running' && found.unit !== 'H' && found.targetDate <= found.triggerDate)) return;
        const again = dateFromSteps(explainDays(input, found));
        expect(again).toEqual(found.state === 'paused' ? null : { due: found.dueDate, dueAt: found.dueAt });
        rolled += found.state === 'running' && found.dueDate !== found.targetDate ? 1 : 0;
        paused += (input.pauses ?? []).length > 0 ? 1 : 0;
      }),
      { numRuns },
    );
    expect(Math.min(rolled, paused)).toBeGreaterThan(numRuns / 100);
  });

  it('computing again changes nothing, from the answer’s own trigger and through JSON', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const once = computed(input);
        expect(computed(input)).toEqual(once);
        if (once === null) return;
        expect(JSON.parse(JSON.stringify(once))).toEqual(once);
        const stored = JSON.parse(JSON.stringify({ ...input, rule: null, calendar: null })) as DeadlineInput;
        expect(computed({ ...stored, rule: input.rule, calendar, trigger: once.triggerAt ?? once.triggerDate })).toEqual(once);
      }),
      { numRuns },
    );
  });

  it('the order of the pauses does not matter, nor that one is written as two or twice', () => {
    fc.assert(
      fc.property(inputs, fc.nat(), (input, seed) => {
        const pauses = input.pauses ?? [];
        const random = seeded(seed);
        const shuffled = pauses.map((pause) => ({ pause, at: random() })).toSorted((a, b) => a.at - b.at).map(({ pause }) => pause);
        const dates = datesOf(computed(input));
        expect(datesOf(computed({ ...input, pauses: shuffled }))).toEqual(dates);
        expect(datesOf(computed({ ...input, pauses: [...pauses, ...shuffled] }))).toEqual(dates);
        const split = pauses.flatMap((pause) => {
          const middle = addDays(pause.from, Math.floor(random() * 20));
          return pause.to !== undefined && middle < pause.to ? [{ ...pause, to: middle }, { ...pause, from: middle }] : [pause];
        });
        const again = computed({ ...input, pauses: split });
        // one half may lie wholly outside where the whole did not
        if (again !== null) expect(datesOf(again)).toEqual(dates);
      }),
      { numRuns },
    );
  });
});
