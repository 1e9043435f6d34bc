import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { additionalFine } from '../../../domain/deadlines/additional-fine.ts';
import type { Pause } from '../../../domain/deadlines/deadline.ts';
import { balance } from '../../../domain/penalty/obligations.ts';
import { findAccrual } from '../../../domain/rules/find-rule.ts';
import { addDays } from '../../../domain/time/local-date.ts';
import { rules } from '../../support/law.ts';

const dueDate = '2026-10-08';
const on = (day: number, frozen: readonly Pause[] = [], fineYuan = '10000') => additionalFine({ fineYuan, dueDate, asOf: addDays(dueDate, day), frozen, rule: findAccrual('additional-fine', dueDate, rules) });
const suit = (from: string, to?: string): Pause => ({ from, ground: 'litigation', ...(to === undefined ? {} : { to }) });

describe('the additional fine', () => {
  it.each([
    [-5, '0.00'],
    [0, '0.00'],
    [1, '300.00'],
    [2, '600.00'],
    [33, '9900.00'],
    [34, '10000.00'],
    [35, '10000.00'],
    [4000, '10000.00'],
  ])('on overdue day %i is %s', (day, amountYuan) => {
    expect(on(day)).toMatchObject({ amountYuan, capped: day >= 34, capReachedOn: '2026-11-11', ruleId: 'additional-fine' });
  });

  it('counts cents exactly and drops what is less than one', () => {
    expect(on(1, [], '0.33').amountYuan).toBe('0.00');
    expect(on(10, [], '0.35').amountYuan).toBe('0.10');
    expect(on(1, [], '33.33').amountYuan).toBe('0.99');
    expect(on(34, [], '123456789012345.67').amountYuan).toBe('123456789012345.67');
    expect(on(1, [], '1000.5').amountYuan).toBe('30.01');
  });

  it('stands still during reconsideration and suit, overlaps once, and goes on afterwards', () => {
    const pauses: Pause[] = [{ from: '2026-10-11', to: '2026-10-21', ground: 'reconsideration' }, suit('2026-10-16', '2026-10-31')];
    expect(on(2, pauses)).toMatchObject({ overdueDays: 2 });
    expect(on(12, pauses)).toMatchObject({ overdueDays: 2 });
    expect(on(23, pauses)).toMatchObject({ overdueDays: 3, amountYuan: '900.00' });
    expect(on(53, pauses)).toMatchObject({ overdueDays: 33, capped: false });
    expect(on(54, pauses)).toMatchObject({ overdueDays: 34, capped: true, capReachedOn: '2026-12-01' });
  });

  it('has no day for the cap while a suit is open that began before it', () => {
    expect(on(100, [suit('2026-10-11')])).toMatchObject({ overdueDays: 2, amountYuan: '600.00', capReachedOn: null });
    expect(on(100, [suit('2026-11-12')])).toMatchObject({ capped: true, capReachedOn: '2026-11-11' });
  });

  it('a suit that was open when the fine fell due freezes it from the first day', () => {
    expect(on(30, [suit('2026-09-01', '2026-10-12')])).toMatchObject({ overdueDays: 27 });
    expect(on(30, [suit('2026-09-01', '2026-10-01')])).toMatchObject({ overdueDays: 30 });
  });

  it.each(['', '-1', '1,000', '10.123', '1e6', ' 10', 'abc'])('refuses the fine %j', (fineYuan) => {
    expect(() => on(1, [], fineYuan)).toThrow(expect.objectContaining({ code: 'FINE_INVALID' }));
  });

  it('is frozen by nothing but reconsideration and suit', () => {
    expect(() => on(1, [{ from: '2026-10-11', ground: 'testing' }])).toThrow(expect.objectContaining({ code: 'PAUSE_GROUND_NOT_ALLOWED' }));
  });

  it('refuses a due date before the rule is held', () => {
    expect(() => balance({ fineYuan: '1', confiscatedYuan: '0', payBy: '2020-01-01', payments: [], asOf: '2020-02-01', rules })).toThrow(expect.objectContaining({ code: 'TRIGGER_BEFORE_RULE' }));
  });

  it('is on the day of its cap exactly as a day-by-day sum has it', () => {
    const freezes = fc.array(fc.record({ start: fc.integer({ min: -10, max: 80 }), length: fc.integer({ min: 0, max: 30 }) }), { maxLength: 3 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: -3, max: 200 }), freezes, (cents, day, shapes) => {
        const frozen = shapes.map(({ start, length }) => suit(addDays(dueDate, start), addDays(dueDate, start + length)));
        const accruing = Array.from({ length: 400 }, (_, at) => addDays(dueDate, at + 1)).filter((today) => !frozen.some(({ from, to }) => from <= today && today < (to ?? '')));
        const days = accruing.filter((today) => today <= addDays(dueDate, day)).length;
        const expected = Math.min(cents, Math.floor((cents * 3 * days) / 100));
        const fine = on(day, frozen, `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`);
        expect(fine).toMatchObject({ overdueDays: days, capReachedOn: accruing[33] });
        expect(Math.round(Number(fine.amountYuan) * 100)).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });
});
