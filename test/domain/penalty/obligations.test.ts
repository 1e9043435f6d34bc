import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fenOf, yuanOf } from '../../../domain/penalty/money.ts';
import { balance, type Payment } from '../../../domain/penalty/obligations.ts';
import { addDays } from '../../../domain/time/local-date.ts';
import { rules } from '../../support/law.ts';

const owed = { fineYuan: '10000', confiscatedYuan: '0', payBy: '2026-04-09' };
const pay = (paidOn: string, amountYuan: string): Payment => ({ paidOn, amountYuan });

interface Case {
  readonly title: string;
  readonly payments: readonly Payment[];
  readonly asOf: string;
  readonly confiscatedYuan?: string;
  readonly additional: string;
  readonly outstanding: string;
  readonly excess?: string;
}

const cases: readonly Case[] = [
  { title: 'nothing accrues on the last day', payments: [], asOf: '2026-04-09', additional: '0.00', outstanding: '10000.00' },
  { title: 'the day after it is the first', payments: [], asOf: '2026-04-10', additional: '300.00', outstanding: '10300.00' },
  { title: 'day 33 is 99 percent', payments: [], asOf: '2026-05-12', additional: '9900.00', outstanding: '19900.00' },
  { title: 'day 34 is the cap', payments: [], asOf: '2026-05-13', additional: '10000.00', outstanding: '20000.00' },
  { title: 'and it stays there', payments: [], asOf: '2027-05-13', additional: '10000.00', outstanding: '20000.00' },
  { title: 'paid in time', payments: [pay('2026-04-09', '10000')], asOf: '2026-09-01', additional: '0.00', outstanding: '0.00' },
  { title: 'what was paid in time does not grow', payments: [pay('2026-04-01', '4000')], asOf: '2026-04-19', additional: '1800.00', outstanding: '7800.00' },
  { title: 'the day of a payment still counts what it pays', payments: [pay('2026-04-10', '10000')], asOf: '2026-06-01', additional: '300.00', outstanding: '300.00' },
  { title: 'the fine is paid first, the additional fine last', payments: [pay('2026-04-10', '10200')], asOf: '2026-06-01', additional: '300.00', outstanding: '100.00' },
  { title: 'confiscated gains come second and do not grow', confiscatedYuan: '500', payments: [pay('2026-04-09', '10200')], asOf: '2026-06-01', additional: '0.00', outstanding: '300.00' },
  { title: 'receipts count by their day, not by their order', payments: [pay('2026-04-20', '300'), pay('2026-04-10', '10000')], asOf: '2026-04-20', additional: '300.00', outstanding: '0.00' },
  { title: 'the cap holds over part payments', payments: [pay('2026-05-10', '1')], asOf: '2027-01-01', additional: '10000.00', outstanding: '19999.00' },
  { title: 'what is too much is told', payments: [pay('2026-04-09', '10000.01')], asOf: '2026-04-09', additional: '0.00', outstanding: '0.00', excess: '0.01' },
];

describe('additional-fine · APL 72, AEL 45: the account of a fine', () => {
  test.each(cases)('$title', ({ payments, asOf, confiscatedYuan = '0', additional, outstanding, excess = '0.00' }) => {
    expect(balance({ ...owed, confiscatedYuan, payments, asOf, rules })).toMatchObject({ additionalFineYuan: additional, outstandingYuan: outstanding, excessYuan: excess });
  });

  test('without a fine nothing grows', () => {
    expect(balance({ fineYuan: '0', confiscatedYuan: '800', payBy: null, payments: [pay('2026-05-01', '300')], asOf: '2026-12-01', rules })).toMatchObject({ additionalFineYuan: '0.00', outstandingYuan: '500.00' });
  });

  test('paid, outstanding and excess always add up, and the additional fine is never more than the fine', () => {
    const payment = fc.record({ day: fc.integer({ min: -10, max: 60 }), fen: fc.integer({ min: 1, max: 800_000 }) });
    fc.assert(
      fc.property(fc.array(payment, { maxLength: 6 }), fc.integer({ min: 0, max: 90 }), (drawn, asOf) => {
        const payments = drawn.map(({ day, fen }) => pay(addDays('2026-04-09', day), yuanOf(BigInt(fen))));
        const account = balance({ ...owed, confiscatedYuan: '500', payments, asOf: addDays('2026-04-09', asOf), rules });
        const owedInAll = fenOf('10500') + fenOf(account.additionalFineYuan);
        expect(fenOf(account.paidYuan) + fenOf(account.outstandingYuan)).toBe(owedInAll + fenOf(account.excessYuan));
        expect(fenOf(account.additionalFineYuan)).toBeLessThanOrEqual(fenOf('10000'));
      }),
    );
  });
});
