import { dayNumber, weekdayOf, type LocalDate } from './local-date.ts';

const zh = ['', '周一', '周二', '周三', '周四', '周五', '周六', '周日'];
const en = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** 2026-10-04(周日). */
export function dateWithWeekdayZh(date: LocalDate): string {
  return `${date}(${zh[weekdayOf(dayNumber(date))] ?? ''})`;
}

/** Sun 2026-10-04. */
export function dateWithWeekdayEn(date: LocalDate): string {
  return `${en[weekdayOf(dayNumber(date))] ?? ''} ${date}`;
}
