import { z } from 'zod';
import type { JsonObject } from '../../json.ts';
import { text } from '../inspection/facts.ts';
import { defineAction, type FileEvent } from '../action.ts';

/** Facts of an enforcement case, from the clue on. */
export type CaseFacts = { readonly clue: JsonObject; readonly notFiled?: { readonly ground: string; readonly reason: string } };

/** PPR 18: a clue found by an inspection; its clock starts on the day of discovery. */
export const clueFound: FileEvent<CaseFacts> = {
  name: 'clueFound',
  label: { zh: '登记线索', en: 'Clue registered' },
  perform: ({ payload }) => ({ outcome: 'registered', facts: { clue: payload } }),
};

/** PPR 20: the grounds on which a case is not filed. */
const declining = z.strictObject({
  ground: z.enum(['minor_corrected_no_harm', 'first_slight_corrected', 'no_fault', 'other_by_law']),
  reason: text(2000),
});

/** R-CF · PPR 20: the responsible person decides not to file, on one of the listed grounds. */
export const declineFiling = defineAction<CaseFacts, z.infer<typeof declining>>({
  name: 'declineFiling',
  label: { zh: '不予立案', en: 'Decline to file' },
  roles: ['responsible_person'],
  input: declining,
  guards: [],
  cites: ['case-not-filed', 'clue-verify'],
  perform: ({ input }) => ({ outcome: 'declined', facts: { notFiled: input } }),
});
