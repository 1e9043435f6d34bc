import type { Action } from '../actions/action.ts';
import type { Refusal } from '../errors.ts';
import type { LocalDate } from '../time/local-date.ts';
import { epochMs, shanghaiDate, toInstant, type Instant } from '../time/shanghai.ts';

const msPerMinute = 60_000;

/** The instant of an act that tells one, RFC 3339 UTC: out of its body, or when it was received. Null for an act without. */
export function toldInstant(action: Action, input: unknown, receivedAt: Instant): Instant | null {
  if (!action.instant) return null;
  const told = action.instant.of(input);
  if (told === undefined) return action.instant.orReceived ? receivedAt : null;
  return toInstant(epochMs(told));
}

/**
 * What is wrong with the instant of an act. One that is entered late tells it: when it was received says nothing of when it was done.
 * @param at world time
 * @throws TimeError for an instant that cannot be counted
 */
export function refuseToldInstant(action: Action, input: unknown, { occurredOn, receivedAt, at }: { readonly occurredOn: LocalDate; readonly receivedAt: Instant; readonly at: Instant }): Refusal | null {
  if (!action.instant) return null;
  const { field, orReceived } = action.instant;
  const told = action.instant.of(input);
  if (told === undefined) return !orReceived || shanghaiDate(receivedAt) === occurredOn ? null : { code: 'INSTANT_REQUIRED', field, rule: 'period-start-day-excluded' };
  return refuseInstant(told, { on: occurredOn, at }, field);
}

/** An instant that is told is a whole minute, on the day (Asia/Shanghai) of its fact, and has been. @throws TimeError */
export function refuseInstant(told: Instant, { on, at }: { readonly on: LocalDate; readonly at: Instant }, field: string): Refusal | null {
  const rule = 'period-start-day-excluded';
  if (epochMs(told) % msPerMinute !== 0) return { code: 'INSTANT_PRECISION', field, rule };
  if (shanghaiDate(told) !== on) return { code: 'INSTANT_OTHER_DAY', field, rule };
  return epochMs(told) > epochMs(at) ? { code: 'FUTURE_FACT', field, rule } : null;
}
