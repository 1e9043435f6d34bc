import { describe, expect, it } from 'vitest';
import { defaultCalendar as calendar } from '../../../domain/calendar/default-calendar.ts';
import { computeDeadline } from '../../../domain/deadlines/compute-deadline.ts';
import type { ClosedPause, DeadlineInput } from '../../../domain/deadlines/deadline.ts';
import { ladderMoments } from '../../../domain/deadlines/ladder-moments.ts';
import { findRule } from '../../../domain/rules/find-rule.ts';
import type { ClockRule } from '../../../domain/rules/rule.ts';
import { shanghaiDate, startOfDay } from '../../../domain/time/shanghai.ts';
import { sampleRule } from './sample-rule.ts';
import { rules } from '../../support/law.ts';

type Options = Partial<Omit<DeadlineInput, 'pauses'>> & { readonly pauses?: readonly ClosedPause[] };

function moments(rule: ClockRule, trigger: string, options: Options = {}) {
  return ladderMoments(computeDeadline({ rule, trigger, calendar, ...options }), rules.ladders[rule.ladder] ?? [], calendar);
}

/** Rung → day in Shanghai; each rung but those in hours must be at its 00:00. */
function days(rule: ClockRule, trigger: string, options: Options = {}): Record<string, string> {
  return Object.fromEntries(
    moments(rule, trigger, options).map(({ rung, at }) => {
      expect(at).toBe(startOfDay(shanghaiDate(at)));
      return [rung, shanghaiDate(at)];
    }),
  );
}

describe('the escalation ladder', () => {
  it('reminds on the 14th and 18th of 20 working days, and escalates working days after the legal last day', () => {
    // last day 2026-10-14 (Wednesday); late from 10-15 on, which is also working day 1 after it
    expect(days(findRule('inspection-result-publish', undefined, rules), '2026-09-10')).toEqual({
      remind_70: '2026-09-30',
      remind_90: '2026-10-12',
      lapse: '2026-10-15',
      overdue_3: '2026-10-19',
      overdue_10: '2026-10-28',
    });
  });

  it('tells who hears of it: actor, unit head, responsible person, legal body, supervisor', () => {
    expect(moments(findRule('inspection-result-publish', undefined, rules), '2026-09-10').map(({ to, effect, lapse }) => [to.join(), effect, lapse])).toEqual([
      ['publication_officer', 'remind', undefined],
      ['publication_officer,handling_unit_head', 'remind', undefined],
      ['responsible_person', 'lapse', true],
      ['legal_unit', 'escalate', undefined],
      ['enforcement_supervisor', 'escalate', undefined],
    ]);
  });

  it('rounds shares up, so that the last reminder of a short clock is the morning of its last day', () => {
    expect(days(sampleRule({ unit: 'WD', limit: 5 }), '2026-09-18')).toMatchObject({ remind_70: '2026-09-23', remind_90: '2026-09-24', lapse: '2026-09-25' });
    expect(days(sampleRule({ unit: 'WD', limit: 2 }), '2026-03-02')).toMatchObject({ remind_70: '2026-03-04', remind_90: '2026-03-04', lapse: '2026-03-05' });
    // exactly 63 and 81 of 90 days, no more
    expect(days(findRule('case-decide', undefined, rules), '2026-03-03')).toMatchObject({ remind_70: '2026-05-05', remind_90: '2026-05-23', lapse: '2026-06-02' });
  });

  it('counts shares before the roll and the overdue days after it', () => {
    // raw 2026-10-04, legal last day 10-08; 10-09, 10-10 (worked Saturday), 10-12
    expect(days(findRule('case-decide', undefined, rules), '2026-07-06')).toEqual({ remind_70: '2026-09-07', remind_90: '2026-09-25', lapse: '2026-10-09', overdue_3: '2026-10-12', overdue_10: '2026-10-21' });
  });

  it('leaves paused days out, and counts limit and extensions as one period', () => {
    const pauses: ClosedPause[] = [{ from: '2026-03-20', to: '2026-04-10', ground: 'testing' }];
    expect(days(findRule('case-decide', undefined, rules), '2026-03-03', { pauses })).toMatchObject({ remind_70: '2026-05-26', remind_90: '2026-06-13', lapse: '2026-06-23' });
    expect(days(findRule('case-decide', undefined, rules), '2026-03-03', { extensions: [{ approvedBy: 'responsible_person' }] })).toMatchObject({ remind_70: '2026-05-26', remind_90: '2026-06-19' });
    // a pause after the reminder leaves it where it was
    expect(days(findRule('case-decide', undefined, rules), '2026-03-03', { pauses: [{ from: '2026-05-10', to: '2026-05-20', ground: 'testing' }] })).toMatchObject({ remind_70: '2026-05-05', remind_90: '2026-06-02' });
  });

  it('counts hours from the instant', () => {
    const [first, second, lapse] = moments(findRule('crime-transfer-send', undefined, rules), '2026-09-30T10:15:00+08:00');
    expect([first?.at, second?.at, lapse?.at]).toEqual(['2026-09-30T19:15:00.000Z', '2026-10-01T00:15:00.000Z', '2026-10-01T02:15:00.000Z']);
  });

  it('counts whole months', () => {
    expect(days(sampleRule({ unit: 'MO', limit: 6 }), '2026-03-31')).toMatchObject({ remind_70: '2026-08-31', remind_90: '2026-09-30', lapse: '2026-10-01' });
  });

  it('counts a yearly date in calendar days from the trigger, and tells the joint-meeting office', () => {
    const rule = findRule('plan-annual-compile', undefined, rules);
    expect(days(rule, '2026-01-01')).toMatchObject({ remind_70: '2026-01-22', remind_90: '2026-01-28', lapse: '2026-02-01', overdue_3: '2026-02-04' });
    expect(moments(rule, '2026-01-01')[2]?.to).toEqual(['responsible_person', 'joint_meeting_office']);
  });

  it('a date that is the trigger day itself still has all its rungs', () => {
    expect(days(findRule('inspection-task-end', undefined, rules), '2026-09-10', { date: '2026-09-10' })).toMatchObject({ remind_70: '2026-09-10', remind_90: '2026-09-10', lapse: '2026-09-11' });
  });
});

describe('other ladders', () => {
  it('warn of the window for the court at 60, 30 and 10 days left, to more people each time', () => {
    const rule = findRule('court-apply-window', undefined, rules);
    expect(days(rule, '2026-09-10')).toEqual({ left_60: '2026-10-11', left_30: '2026-11-10', left_10: '2026-11-30', lapse: '2026-12-11' });
    expect(moments(rule, '2026-09-10').map(({ to }) => to.length)).toEqual([1, 2, 3, 3]);
  });

  it('leave out a warning that would come before the clock began', () => {
    expect(Object.keys(days(sampleRule({ limit: 20, ladder: 'court_window' }), '2026-03-02'))).toEqual(['left_10', 'lapse']);
  });

  it('remind the officer who follows what somebody outside must do, and nobody of a right of the party', () => {
    expect(moments(findRule('correction-default-deadline', undefined, rules), '2026-03-02').map(({ rung, to }) => [rung, ...to])).toEqual([
      ['remind_70', 'inspector'],
      ['remind_90', 'inspector'],
      ['lapse', 'inspector'],
    ]);
    expect(moments(findRule('statement-period', undefined, rules), '2026-03-02')).toEqual([{ rung: 'lapse', at: '2026-03-09T16:00:00.000Z', to: ['case_handler'], effect: 'lapse', lapse: true }]);
  });
});
