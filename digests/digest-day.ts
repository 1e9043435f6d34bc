import { isWorkingDay, type OfficialCalendar } from '../domain/calendar/calendar.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { shanghaiDate } from '../domain/time/shanghai.ts';
import { epochMs, startOfDay } from '../domain/time/shanghai.ts';
import type { DigestRules } from './make-digests.ts';

/** The working day whose digest is to be made at a moment; null on a rest day and before the hour. */
export function digestDay(at: string, calendar: OfficialCalendar, rules: DigestRules): LocalDate | null {
  const day = shanghaiDate(at);
  const from = epochMs(startOfDay(day)) + rules.hour * 3_600_000;
  return epochMs(at) >= from && isWorkingDay(day, calendar) ? day : null;
}
