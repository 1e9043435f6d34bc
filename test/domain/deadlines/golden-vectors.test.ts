import { describe, expect, it } from 'vitest';
import { defaultCalendar as calendar } from '../../../domain/calendar/default-calendar.ts';
import { additionalFine } from '../../../domain/deadlines/additional-fine.ts';
import { computeDeadline } from '../../../domain/deadlines/compute-deadline.ts';
import type { ClosedPause, Extension } from '../../../domain/deadlines/deadline.ts';
import { findAccrual, findRule } from '../../../domain/rules/find-rule.ts';
import { rules } from '../../support/law.ts';

interface Vector {
  readonly title: string;
  readonly rule: string;
  readonly trigger: string;
  readonly pauses?: readonly ClosedPause[];
  readonly extensions?: readonly Extension[];
  readonly target?: string;
  readonly due: string;
  readonly provisional?: boolean;
}

const vectors: readonly Vector[] = [
  { title: '5 working days cross the worked Sunday 2026-09-20', rule: 'statement-period', trigger: '2026-09-18', due: '2026-09-24' },
  { title: '15 working days cross Mid-Autumn, National Day and the worked Saturday 10-10', rule: 'clue-verify', trigger: '2026-09-21', due: '2026-10-19' },
  { title: '15 working days cross Spring Festival and the worked Saturdays 02-14 and 02-28', rule: 'clue-verify', trigger: '2026-02-10', due: '2026-03-09' },
  {
    title: 'the same with a pause over the festival moves by its one working day',
    rule: 'clue-verify',
    trigger: '2026-02-10',
    pauses: [{ from: '2026-02-14', to: '2026-02-24', ground: 'testing' }],
    due: '2026-03-10',
  },
  { title: '20 working days from 2026-09-10', rule: 'inspection-result-publish', trigger: '2026-09-10', due: '2026-10-14' },
  { title: '10 working days from 2026-04-29 cross Labour Day and the worked Saturday 05-09', rule: 'correction-recheck-default', trigger: '2026-04-29', due: '2026-05-15' },
  { title: '15 calendar days to pay end in National Day and roll', rule: 'fine-pay', trigger: '2026-09-20', target: '2026-10-05', due: '2026-10-08' },
  { title: '90 calendar days from filing end in National Day and roll', rule: 'case-decide', trigger: '2026-07-06', target: '2026-10-04', due: '2026-10-08' },
  {
    title: 'the same extended by 30 days is one period of 120 days, which ends on a Tuesday',
    rule: 'case-decide',
    trigger: '2026-07-06',
    extensions: [{ amount: 30, approvedBy: 'responsible_person' }],
    due: '2026-11-03',
  },
  {
    title: '90 calendar days move by the 21 days of a test',
    rule: 'case-decide',
    trigger: '2026-03-03',
    pauses: [{ from: '2026-03-20', to: '2026-04-10', ground: 'testing' }],
    due: '2026-06-22',
  },
  {
    title: '6 months from 31 August end on the last of February, a Sunday in a year without a notice',
    rule: 'sue-direct',
    trigger: '2026-08-31',
    target: '2027-02-28',
    due: '2027-03-01',
    provisional: true,
  },
  { title: '6 months from service', rule: 'sue-direct', trigger: '2026-03-10', due: '2026-09-10' },
  { title: '3 months chained to the end of the 6 months', rule: 'court-apply-window', trigger: '2026-09-10', due: '2026-12-10' },
];

describe('the golden vectors of period arithmetic', () => {
  it.each(vectors)('$title', ({ rule, trigger, pauses = [], extensions = [], target, due, provisional = false }) => {
    const deadline = computeDeadline({ rule: findRule(rule, trigger, rules), trigger, calendar, pauses, extensions });
    expect(deadline).toMatchObject({ targetDate: target ?? due, dueDate: due, provisional, calendarVersion: calendar.version });
  });

  it('silence on a notice served on 2026-09-18 allows the decision from 09-25, in practice from 09-28', () => {
    const deadline = computeDeadline({ rule: findRule('statement-period', undefined, rules), trigger: '2026-09-18', calendar });
    expect(deadline).toMatchObject({ dueAt: '2026-09-24T16:00:00.000Z', earliestActionDate: '2026-09-25', earliestWorkingDay: { date: '2026-09-28', provisional: false } });
  });

  it('the additional fine begins on 2026-10-09 after a roll and reaches its cap on overdue day 34', () => {
    const fine = { fineYuan: '10000', dueDate: '2026-10-08', rule: findAccrual('additional-fine', '2026-10-08', rules) };
    expect(additionalFine({ ...fine, asOf: '2026-10-08' })).toMatchObject({ overdueDays: 0, amountYuan: '0.00' });
    expect(additionalFine({ ...fine, asOf: '2026-10-09' })).toMatchObject({ overdueDays: 1, amountYuan: '300.00' });
    expect(additionalFine({ ...fine, asOf: '2026-11-10' })).toMatchObject({ overdueDays: 33, percent: 99, capped: false });
    expect(additionalFine({ ...fine, asOf: '2026-11-11' })).toMatchObject({ overdueDays: 34, amountYuan: '10000.00', capped: true, capReachedOn: '2026-11-11' });
  });
});
