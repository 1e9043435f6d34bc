import { isLocalDate } from '../../domain/time/local-date.ts';

/** A date as exact as it is known: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. Never completed with a first of the month that nobody said. */
export type PartialDate = string;

export function isPartialDate(value: string): value is PartialDate {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(value) ?? [];
  if (year === undefined) return false;
  return isLocalDate(`${year}-${month ?? '01'}-${day ?? '01'}`);
}

/** True when the one date is surely after the other: `2017-05` is after `2017-04-30`, `2017-04` is not after `2017-04-02`. */
export function isSurelyAfter(one: PartialDate, other: PartialDate): boolean {
  const length = Math.min(one.length, other.length);
  return one.slice(0, length) > other.slice(0, length);
}
