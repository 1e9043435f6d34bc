import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultCalendar as calendar } from '../../../domain/calendar/default-calendar.ts';
import { computeDeadline } from '../../../domain/deadlines/compute-deadline.ts';
import type { ClosedPause, Deadline } from '../../../domain/deadlines/deadline.ts';
import { ladderMoments } from '../../../domain/deadlines/ladder-moments.ts';
import type { ClockRule } from '../../../domain/rules/rule.ts';
import { addDays } from '../../../domain/time/local-date.ts';
import { startOfDay } from '../../../domain/time/shanghai.ts';
import { sampleRule } from './sample-rule.ts';
import { rules } from '../../support/law.ts';

// A long search by hand: DUBAN_DEADLINE_RUNS=1000000
const numRuns = Number(process.env['DUBAN_DEADLINE_RUNS'] ?? 2000);

const clocks = fc
  .record({
    unit: fc.constantFrom<ClockRule['unit']>('WD', 'CD', 'MO', 'Y'),
    limit: fc.integer({ min: 1, max: 130 }),
    roll: fc.constantFrom<ClockRule['roll']>('rest_day', 'holiday', 'none'),
    before: fc.boolean(),
  })
  .map(({ unit, limit, roll, before }) => {
    const amount = unit === 'MO' ? (limit % 14) + 1 : unit === 'Y' ? (limit % 3) + 1 : limit;
    return sampleRule({ unit, limit: amount, roll: unit === 'WD' ? 'none' : roll, ...(before && amount > 1 ? { lastDay: 'excluded' } : {}) });
  });
/** 2024 to 2027: known years, the end of the data, and a year without a notice. */
const triggers = fc.integer({ min: 0, max: 1460 }).map((offset) => addDays('2024-01-01', offset));
const pauseShapes = fc.array(fc.record({ start: fc.integer({ min: 1, max: 120 }), length: fc.integer({ min: 0, max: 40 }) }), { maxLength: 4 });
const grounds = ['testing', 'suspension', 'hearing', 'public_notice'] as const;
const placed = (trigger: string, shapes: readonly { start: number; length: number }[]): ClosedPause[] =>
  shapes.map(({ start, length }, at) => ({ from: addDays(trigger, start), to: addDays(trigger, start + length), ground: grounds[at % 4] ?? 'testing' }));

/** A pause that happens to lie wholly outside is refused; such an input says nothing about the property. */
function computed(rule: ClockRule, trigger: string, pauses: readonly ClosedPause[]): Deadline | null {
  try {
    return computeDeadline({ rule, trigger, calendar, pauses });
  } catch (error) {
    if ((error as { code?: string }).code === 'PAUSE_OUTSIDE_CLOCK') return null;
    throw error;
  }
}
const datesOf = (deadline: Deadline | null) => deadline && { target: deadline.targetDate, due: deadline.dueDate, provisional: deadline.provisional };

describe('whatever the rule, the trigger and the pauses', { timeout: 10_000 + numRuns }, () => {
  it('a later trigger never gives an earlier date', () => {
    fc.assert(
      fc.property(clocks, triggers, fc.integer({ min: 1, max: 60 }), pauseShapes, (rule, trigger, later, shapes) => {
        const pauses = placed(addDays(trigger, later), shapes);
        const first = computed(rule, trigger, pauses);
        const second = computed(rule, addDays(trigger, later), pauses);
        if (first === null || second === null) return;
        expect(second.targetDate >= first.targetDate && second.dueDate >= first.dueDate && second.dueAt >= first.dueAt).toBe(true);
      }),
      { numRuns: numRuns / 4 },
    );
  });

  it('a pause never shortens, a longer one never shortens a shorter', () => {
    fc.assert(
      fc.property(clocks, triggers, pauseShapes, fc.record({ start: fc.integer({ min: 1, max: 60 }), length: fc.integer({ min: 0, max: 40 }) }), (rule, trigger, shapes, more) => {
        const without = computed(rule, trigger, placed(trigger, shapes));
        const added = computed(rule, trigger, placed(trigger, [...shapes, more]));
        const longer = computed(rule, trigger, placed(trigger, [...shapes, { ...more, length: more.length + 5 }]));
        if (without === null || added === null || longer === null) return;
        expect(added.dueDate >= without.dueDate && longer.dueDate >= added.dueDate).toBe(true);
        if (more.length === 0) expect(datesOf(added)).toEqual(datesOf(without));
      }),
      { numRuns: numRuns / 4 },
    );
  });

  it('the order of pauses, and one pause written as two, change nothing', () => {
    fc.assert(
      fc.property(clocks, triggers, pauseShapes, fc.integer({ min: 0, max: 40 }), (rule, trigger, shapes, cut) => {
        const pauses = placed(trigger, shapes);
        const dates = datesOf(computed(rule, trigger, pauses));
        expect(datesOf(computed(rule, trigger, pauses.toReversed()))).toEqual(dates);
        const split = pauses.flatMap((pause) => {
          const middle = addDays(pause.from, cut);
          return middle < pause.to ? [{ ...pause, to: middle }, { ...pause, from: middle }] : [pause];
        });
        const again = computed(rule, trigger, split);
        // The second half may begin after the last day only where the whole would have reached it anyway.
        if (again !== null) expect(datesOf(again)).toEqual(dates);
      }),
      { numRuns: numRuns / 4 },
    );
  });

  it('an extension never shortens and is rolled once', () => {
    fc.assert(
      fc.property(clocks, triggers, fc.integer({ min: 1, max: 60 }), (rule, trigger, amount) => {
        const extendable: ClockRule = { ...rule, extensions: [{ approver: 'responsible_person', limit: null, count: 1, partial: false, amountRequired: true }] };
        const extension = rule.unit === 'Y' ? 1 : rule.unit === 'MO' ? (amount % 6) + 1 : amount;
        const extended = computeDeadline({ rule: extendable, trigger, calendar, extensions: [{ approvedBy: 'responsible_person', amount: extension }] });
        const longerLimit = computeDeadline({ rule: { ...rule, limit: (rule.limit as number) + extension }, trigger, calendar });
        expect(datesOf(extended)).toEqual(datesOf(longerLimit));
        expect(extended.dueDate >= computeDeadline({ rule, trigger, calendar }).dueDate).toBe(true);
      }),
      { numRuns: numRuns / 4 },
    );
  });

  it('computing again changes nothing, and the answer survives JSON', () => {
    fc.assert(
      fc.property(clocks, triggers, pauseShapes, (rule, trigger, shapes) => {
        const pauses = placed(trigger, shapes);
        const once = computed(rule, trigger, pauses);
        expect(computed(rule, trigger, pauses)).toEqual(once);
        if (once === null) return;
        expect(JSON.parse(JSON.stringify(once))).toEqual(once);
        expect(datesOf(computed(rule, once.triggerDate, pauses))).toEqual(datesOf(once));
      }),
      { numRuns: numRuns / 4 },
    );
  });

  it('reminders come after the trigger day and not after the last morning, in the order of their shares, and the lapse comes once', () => {
    fc.assert(
      fc.property(clocks, triggers, pauseShapes, (rule, trigger, shapes) => {
        const deadline = computed(rule, trigger, placed(trigger, shapes));
        if (deadline === null) return;
        const moments = ladderMoments(deadline, rules.ladders['agency_overdue'] ?? [], calendar);
        expect(moments.map(({ rung }) => rung)).toEqual(['remind_70', 'remind_90', 'lapse', 'overdue_3', 'overdue_10']);
        expect(moments.filter(({ lapse }) => lapse)).toEqual([expect.objectContaining({ rung: 'lapse', at: deadline.dueAt })]);
        const [first = '', second = ''] = moments.map(({ at }) => at);
        expect(first > startOfDay(trigger) && first <= second && second <= startOfDay(deadline.targetDate)).toBe(true);
      }),
      { numRuns: numRuns / 4 },
    );
  });
});
