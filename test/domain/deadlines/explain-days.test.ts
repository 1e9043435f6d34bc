import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultCalendar as calendar } from '../../../domain/calendar/default-calendar.ts';
import { computeDeadline } from '../../../domain/deadlines/compute-deadline.ts';
import type { DeadlineInput } from '../../../domain/deadlines/deadline.ts';
import { explainDays } from '../../../domain/deadlines/explain-days.ts';
import { addDays, daysBetween } from '../../../domain/time/local-date.ts';
import { findCriterion } from '../../../domain/rules/find-rule.ts';
import { rules } from '../../support/law.ts';
import { sampleRule } from './sample-rule.ts';

const steps = (input: Omit<DeadlineInput, 'calendar'>) => {
  const whole = { ...input, calendar };
  return explainDays(whole, computeDeadline(whole));
};
const wordsOf = (input: Omit<DeadlineInput, 'calendar'>) => steps(input).map(({ code, zh }) => `${code}: ${zh}`);

describe('the explanation of a date, for who asks', () => {
  it('names what was not counted and what was, over Mid-Autumn and National Day', () => {
    expect(wordsOf({ rule: sampleRule({ unit: 'WD', limit: 15 }), trigger: '2026-09-21' }).slice(2, -2)).toEqual([
      'calendar: 工作日依据国务院办公厅2026年放假通知(日历版本 CN chinese-days@1.5.7)',
      'counted_days: 2026-09-22(周二)至2026-10-19(周一)共28日:工作日15日计入,周末3日、节假日10日不计入',
      'holiday: 不计入:中秋节假期2026-09-25(周五)至2026-09-27(周日),3日',
      'holiday: 不计入:国庆节假期2026-10-01(周四)至2026-10-07(周三),7日',
      'make_up: 计入:2026-10-10(周六)因国庆节调休上班',
    ]);
  });

  it('says why a last day in a holiday moves, and to where', () => {
    const found = steps({ rule: sampleRule({ limit: 15, roll: 'rest_day' }), trigger: '2026-09-20' });
    expect(found.find(({ code }) => code === 'rest_days')).toMatchObject({
      zh: '2026-10-05(周一)至2026-10-07(周三)为国庆节假期,2026-10-08(周四)是其后第一个工作日',
      en: 'Mon 2026-10-05 to Wed 2026-10-07: National Day; Thu 2026-10-08 is the first working day after',
    });
  });

  it('says why a last day of rest stays: the rule does not roll, or a weekend is no holiday', () => {
    expect(wordsOf({ rule: sampleRule({ limit: 30 }), trigger: '2026-09-03' })).toContain('no_roll: 最后一日2026-10-03(周六)为国庆节假期,但本规则不顺延');
    expect(wordsOf({ rule: sampleRule({ limit: 10, roll: 'holiday' }), trigger: '2026-11-11' })).toContain('no_roll: 最后一日2026-11-21(周六)为周末,周末不属于法定节假日,不顺延');
  });

  it('says that a last day is worked, and which year has no notice yet', () => {
    expect(wordsOf({ rule: sampleRule({ limit: 90, roll: 'rest_day' }), trigger: '2026-09-18' })).toContain('no_roll: 2026-12-17(周四)为工作日,不顺延');
    expect(wordsOf({ rule: sampleRule({ limit: 90, roll: 'rest_day' }), trigger: '2026-12-01' })).toContain(
      'calendar: 最后一日是否为休息日,2027年的通知尚未公布,只知周末和法律固定的节日(日历版本 CN chinese-days@1.5.7)',
    );
    // every year of a count of working days, the year of the last day alone where only that is looked at
    expect(wordsOf({ rule: sampleRule({ unit: 'WD', limit: 20 }), trigger: '2026-12-21' })).toContain(
      'calendar: 工作日依据国务院办公厅2026年放假通知;2027年的通知尚未公布,只知周末和法律固定的节日(日历版本 CN chinese-days@1.5.7)',
    );
    expect(wordsOf({ rule: sampleRule({ unit: 'Y', limit: 2, roll: 'rest_day' }), trigger: '2024-02-29' })).toContain('calendar: 最后一日是否为休息日,依据国务院办公厅2026年放假通知(日历版本 CN chinese-days@1.5.7)');
  });

  it('says on which day months end, and that the month is shorter', () => {
    expect(wordsOf({ rule: sampleRule({ unit: 'MO', limit: 6 }), trigger: '2026-08-31' })).toContain('same_day: 自2026-08-31起满6个月的对应日为2027-02-28(该月无31日,为月末日)(依民法典第202条,原文未核对)');
    expect(wordsOf({ rule: sampleRule({ unit: 'MO', limit: 6 }), trigger: '2026-03-10' })).toContain('same_day: 自2026-03-10起满6个月的对应日为2026-09-10(依民法典第202条,原文未核对)');
    // once the text has been read the words go
    expect(findCriterion('month-arithmetic', undefined, rules)).toMatchObject({ verified: 'not_verified', source: [{ law: 'CC', article: '202' }] });
  });

  it('says which date of the year a yearly date is, and why it stays on a day of rest', () => {
    const said = steps({ rule: sampleRule({ unit: 'DATE', limit: '01-31' }), trigger: '2026-03-01' });
    expect(said.find(({ code }) => code === 'limit')).toMatchObject({ zh: expect.stringMatching(/^每年1月31日,取起算日之后的第一个/), en: expect.stringMatching(/^01-31 of each year, the first after the trigger day/) });
    expect(said.find(({ code }) => code === 'no_roll')).toMatchObject({ zh: '最后一日2027-01-31(周日)为周末,但本规则不顺延', en: 'The last day Sun 2027-01-31 is a day of rest (weekend), but under this rule the date does not move' });
    const named = steps({ rule: sampleRule({ unit: 'DATE', limit: null, limitSetBy: 'order' }), trigger: '2026-03-02', date: '2026-06-30' });
    expect(named.find(({ code }) => code === 'limit')?.zh).toMatch(/^文书或者计划载明的日期2026-06-30/);
  });

  it('tells hours by the clock of Beijing, and keeps the instant as data', () => {
    const said = steps({ rule: sampleRule({ unit: 'H', limit: 24 }), trigger: '2026-09-18T10:30:00+08:00' });
    expect(said.map(({ zh }) => zh)).toEqual(['自2026-09-18 10:30(北京时间)起按小时连续计算', expect.stringContaining('24小时'), '截止时刻2026-09-19 10:30(北京时间)']);
    expect(said.at(-1)?.data).toEqual({ dueAt: '2026-09-19T02:30:00.000Z' });
  });

  it('says one day and two days in English', () => {
    const said = steps({ rule: sampleRule({ unit: 'WD', limit: 7 }), trigger: '2026-12-28' });
    expect(said.find(({ code }) => code === 'counted_days')?.en).toBe('Tue 2026-12-29 to Thu 2027-01-07: 10 days, of which 7 working days count; not counted: 2 weekend days and 1 holiday');
  });

  it('says what overlapping pauses leave out, once', () => {
    const pauses = [{ from: '2026-03-20', to: '2026-04-01', ground: 'testing' }, { from: '2026-03-25', to: '2026-04-10', ground: 'suspension' }] as const;
    expect(wordsOf({ rule: sampleRule({ limit: 90 }), trigger: '2026-03-03', pauses })).toContain('left_out: 扣除期间共21日,不计入(重叠部分只计一次)');
  });

  it('tells of a clock that stands still what the arithmetic knows', () => {
    const found = steps({ rule: sampleRule({ limit: 90 }), trigger: '2026-03-03', pauses: [{ from: '2026-03-20', ground: 'testing' }] });
    expect(found.map(({ code }) => code)).toEqual(['trigger', 'limit', 'pause', 'paused']);
  });

  const units = fc.constantFrom('WD', 'CD', 'MO', 'Y') as fc.Arbitrary<'WD' | 'CD' | 'MO' | 'Y'>;
  it('gives the date: what is counted, left out and rested through leads from the trigger to the last day', () => {
    fc.assert(
      fc.property(units, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 2500 }), fc.array(fc.tuple(fc.integer({ min: -5, max: 60 }), fc.integer({ min: 1, max: 30 })), { maxLength: 3 }), (unit, limit, offset, cuts) => {
        const trigger = addDays('2019-01-01', offset);
        const rule = sampleRule({ unit, limit: unit === 'Y' ? Math.min(limit, 5) : limit, roll: unit === 'WD' ? 'none' : 'rest_day' });
        const pauses = cuts.map(([from, days]) => ({ from: addDays(trigger, from), to: addDays(trigger, from + days), ground: 'testing' as const }));
        const input = { rule, trigger, calendar, pauses };
        let found;
        try {
          found = computeDeadline(input);
        } catch (error) {
          expect(error).toMatchObject({ code: 'PAUSE_OUTSIDE_CLOCK' });
          return;
        }
        const told = explainDays(input, found);
        const data = (code: string): Record<string, unknown> => told.find((one) => one.code === code)?.data ?? {};
        const counted = data('counted_days');
        const leftOut = Number(data('left_out')['days'] ?? 0);
        // 0 where the pauses left out begin and end within the period: a pause at its very end is left out up to its own end
        expect(Number(counted['days']) + leftOut).toBe(daysBetween(trigger, found.targetDate));
        if (unit === 'WD') expect(counted['workingDays']).toBe(limit);
        if (unit === 'CD') expect(counted['days']).toBe(limit);
        expect(addDays(found.targetDate, Number(data('rest_days')['days'] ?? 0))).toBe(found.dueDate);
      }),
      { numRuns: 2000 },
    );
  });
});
