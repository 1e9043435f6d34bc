import type { LocalDate } from '../time/local-date.ts';
import { criterion } from './criterion.ts';

type Day = LocalDate | null;

/** 履行与强制执行: what stands behind the criteria of law/rules/performance.yaml. */
export const performanceCriteria = {
  'defer-or-instal': criterion(({ writtenRequest, hardship, approved, schedule }: { writtenRequest: boolean; hardship: boolean; approved: boolean; schedule: boolean }) =>
    writtenRequest && hardship && approved && schedule ? 'allowed' : 'refused'),
  'no-stay': criterion(({ remedyPending, stayOrdered }: { remedyPending: boolean; stayOrdered: boolean }) => (remedyPending && stayOrdered ? 'stayed' : 'runs_on')),
  /** The latest of the days that are known; `unknown` where none is. */
  'court-window-start': criterion(
    (given: { suitPeriodEnds: Day; reconsiderationPeriodEnds: Day; suitAfterReconsiderationEnds: Day; judgmentEffective: Day; scheduleEnds: Day }) =>
      Object.values(given).filter((day) => day !== null).toSorted().at(-1) ?? 'unknown',
  ),
  'court-no-pending-remedy': criterion(({ pending }: { pending: 'none' | 'reconsideration' | 'litigation' }) => (pending === 'none' ? 'allowed' : 'refused')),
  'seized-goods-offset': criterion(({ remedyUsed, demanded, demandMet, goodsSeized }: { remedyUsed: boolean; demanded: boolean; demandMet: boolean; goodsSeized: boolean }) =>
    !remedyUsed && demanded && !demandMet && goodsSeized ? 'allowed' : 'refused'),
  /** `hour`: the hour in Shanghai, 0 to 23; `day`: what the calendar says of it. */
  'enforcement-hours': criterion(
    ({ hour, day, emergency }: { hour: number; day: string; emergency: boolean }, { nightFrom, nightTo, holidays }: { nightFrom: number; nightTo: number; holidays: readonly string[] }) =>
      emergency || (hour < nightFrom && hour >= nightTo && !holidays.includes(day)) ? 'allowed' : 'refused',
  ),
};
