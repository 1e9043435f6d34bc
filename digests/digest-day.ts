import { isWorkingDay, type OfficialCalendar } from '../domain/calendar/calendar.ts';
import { escalationCriteria } from '../domain/criteria/escalation.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { epochMs, shanghaiDate, startOfDay } from '../domain/time/shanghai.ts';
import type { DigestRules } from './digest-rules.ts';

/** The working day whose digest is to be made at a moment; null on a rest day and before the hour. */
export function digestDay(at: string, calendar: OfficialCalendar, rules: DigestRules): LocalDate | null {
  const day = shanghaiDate(at);
  const hour = Math.floor((epochMs(at) - epochMs(startOfDay(day))) / 3_600_000);
  return escalationCriteria['digest-daily']({ isWorkingDay: isWorkingDay(day, calendar), hour }, { ...rules }) === 'made' ? day : null;
}
