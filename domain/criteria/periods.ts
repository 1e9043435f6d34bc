import { addMonths } from '../time/months.ts';
import { addDays, type LocalDate } from '../time/local-date.ts';
import { isUnifiedSocialCreditCode } from '../uscc.ts';
import { criterion } from './criterion.ts';

/** 期间计算与标识: what stands behind the criteria of law/rules/periods.yaml. */
export const periodsCriteria = {
  /** First day, or instant, that counts. */
  'period-start-day-excluded': criterion(({ unit, trigger }: { unit: 'WD' | 'CD' | 'MO' | 'Y' | 'H'; trigger: string }) => (unit === 'H' ? trigger : addDays(trigger, 1))),
  'period-transit-excluded': criterion(({ posted, received, lastDay }: { posted: LocalDate | null; received: LocalDate; lastDay: LocalDate }) => ((posted ?? received) <= lastDay ? 'in_time' : 'late')),
  'period-last-day-holiday': criterion(({ lastDay, kind, nextWorkingDay }: { lastDay: LocalDate; kind: string; nextWorkingDay: LocalDate }, { rest }: { rest: readonly string[] }) => (rest.includes(kind) ? nextWorkingDay : lastDay)),
  'period-inclusive-words': criterion(({ word }: { word: string }, { including, excluding }: { including: readonly string[]; excluding: readonly string[] }) => {
    if (including.includes(word)) return 'included';
    return excluding.includes(word) ? 'excluded' : 'unknown';
  }),
  'apl-short-days-are-working': criterion(({ days }: { days: number }, { working }: { working: readonly number[] }) => (working.includes(days) ? 'WD' : 'CD')),
  'ael-ten-days-are-working': criterion(({ days }: { days: number }, { workingUpTo }: { workingUpTo: number }) => (days <= workingUpTo ? 'WD' : 'CD')),
  'arl-short-days-are-working': criterion(({ days }: { days: number }, { working }: { working: readonly number[] }) => (working.includes(days) ? 'WD' : 'CD')),
  'ctr-days-are-calendar': criterion(({ word }: { word: 'days' | 'hours' }, values: { days: string; hours: string }) => values[word]),
  'month-arithmetic': criterion(({ from, months }: { from: LocalDate; months: number }) => addMonths(from, months)),
  'roll-policy': criterion(
    ({ rule, unit, lapse }: { rule: string; unit: string; lapse: string }, { neverByUnit, neverByLapse, never, otherwise }: { neverByUnit: readonly string[]; neverByLapse: readonly string[]; never: readonly string[]; otherwise: string }) =>
      neverByUnit.includes(unit) || neverByLapse.includes(lapse) || never.includes(rule) ? 'none' : otherwise,
  ),
  'holidays-by-law': criterion(({ festival }: { festival: string }, { days }: { days: Readonly<Record<string, number>> }) =>
    String(festival === 'all' ? Object.values(days).reduce((sum, one) => sum + one, 0) : (days[festival] ?? 0))),
  'uscc-check': criterion(({ code }: { code: string }) => (isUnifiedSocialCreditCode(code) ? 'valid' : 'invalid')),
  'uscc-for-life': criterion(({ change }: { change: string }, { keeps }: { keeps: readonly string[] }) => (keeps.includes(change) ? 'same_code' : 'new_code')),
};
