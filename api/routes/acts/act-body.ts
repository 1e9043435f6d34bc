import { z } from 'zod';
import type { Action } from '../../../domain/actions/action.ts';
import { isLocalDate } from '../../../domain/time/local-date.ts';

const occurredOn = z.iso
  .date()
  .refine(isLocalDate, { error: '须为 1992 年以后的日期 / a day from 1992 on' })
  .optional()
  .describe('事实发生日(北京时间,YYYY-MM-DD),不填为现在 · legal date of the fact; now, when left out');

/** The body of an act: the fields of the action under `input`, and when it happened beside them. */
export function actBody(action: Action) {
  return z.strictObject({ occurredOn, input: action.input });
}

/** The body that opens a file; it names the act only where a type can be opened in several ways. */
export function openingBody(actions: readonly [Action, ...Action[]]) {
  const [first, ...others] = actions;
  if (!others.length) return actBody(first);
  const forms = actions.map((action) => z.strictObject({ action: z.literal(action.name), occurredOn, input: action.input }));
  return z.discriminatedUnion('action', forms as [(typeof forms)[number], ...typeof forms]);
}
