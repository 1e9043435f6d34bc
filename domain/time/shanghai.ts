import { dayNumber, firstDate, fromDayNumber, isLocalDate, readDay, type LocalDate } from './local-date.ts';
import { TimeError } from './time-error.ts';

/** An RFC 3339 instant. We write it in UTC with milliseconds (`2026-09-24T16:00:00.000Z`), so that such strings sort. */
export type Instant = string;

const msPerDay = 86_400_000;
/** Asia/Shanghai is UTC+8 on every day that we count (no summer time since 1991). */
const offset = 8 * 3_600_000;
const secondDay = dayNumber(firstDate) + 1;
const rfc3339 = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,9}))?(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/;

/** Milliseconds since 1970 of an RFC 3339 string with `Z` or an offset, or of such a number. Throws INVALID_INSTANT. */
export function epochMs(instant: Instant | number): number {
  if (typeof instant === 'number' && Number.isSafeInteger(instant)) return instant;
  const parts = typeof instant === 'string' ? rfc3339.exec(instant) : null;
  const day = readDay(parts?.[1] ?? '');
  if (parts === null || day === null) throw new TimeError('INVALID_INSTANT', instant, `时刻无效:${String(instant)} · not an RFC 3339 instant`);
  const [, , hour, minute, second, fraction = '', sign, offsetHour = 0, offsetMinute = 0] = parts;
  const written = day * msPerDay + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
  const behind = (Number(offsetHour) * 60 + Number(offsetMinute)) * 60_000;
  return sign === '-' ? written + behind : written - behind;
}

/** True for an RFC 3339 string with `Z` or an offset on a day that can be counted. */
export function isInstant(value: unknown): value is Instant {
  const parts = typeof value === 'string' ? rfc3339.exec(value) : null;
  return parts !== null && readDay(parts[1] ?? '') !== null && isLocalDate(parts[1]);
}

/** The instant in UTC, with milliseconds. */
export function toInstant(ms: number): Instant {
  return new Date(ms).toISOString();
}

/** The day in Asia/Shanghai on which the instant falls. Throws INVALID_INSTANT, DATE_OUT_OF_RANGE. */
export function shanghaiDate(instant: Instant | number): LocalDate {
  return fromDayNumber(Math.floor((epochMs(instant) + offset) / msPerDay));
}

/** `2026-09-18 10:30`, what a clock on a wall in Beijing shows. Throws INVALID_INSTANT. */
export function beijingTime(instant: Instant | number): string {
  return toInstant(epochMs(instant) + offset).slice(0, 16).replace('T', ' ');
}

/** 00:00 Asia/Shanghai of the day. */
export function startOfDay(date: LocalDate): Instant {
  return startOfDayNumber(dayNumber(date));
}

/** 00:00 Asia/Shanghai of a day number, as an instant. */
export function startOfDayNumber(day: number): Instant {
  // 16:00 UTC of the day before, written out: a third of the cost of a Date, and every deadline has one
  return day > secondDay ? `${fromDayNumber(day - 1)}T16:00:00.000Z` : toInstant(day * msPerDay - offset);
}
