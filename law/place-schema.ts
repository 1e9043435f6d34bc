import { z } from 'zod';
import { dateSchema as date, labelSchema, sourceSchema, valueSchema, wordsSchema as words } from './row-schema.ts';

const period = { effectiveFrom: date, effectiveTo: date.optional(), source: z.array(sourceSchema).min(1) };

const override = z
  .strictObject({
    rule: words,
    limit: z.union([z.int(), z.string()]).optional(),
    value: z.number().optional(),
    yuan: z.record(z.string(), words).optional(),
    values: z.record(z.string(), valueSchema).optional(),
    ladder: words.optional(),
    ...period,
    note: labelSchema.optional(),
  })
  .refine(({ limit, value, yuan, values, ladder }) => [limit, value, yuan, values, ladder].some((one) => one !== undefined), { error: 'sets nothing' });

/** The choices of one place. */
export const profileSchema = z.strictObject({
  id: words,
  label: labelSchema,
  note: labelSchema.optional(),
  readings: z.array(z.strictObject({ reading: words, option: words, ...period })),
  overrides: z.array(override),
});
export type ProfileRow = z.infer<typeof profileSchema>;

/** Questions that the texts do not answer, by id. */
export const readingsSchema = z.record(
  z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  z.strictObject({
    question: labelSchema,
    appliesTo: z.strictObject({ rules: z.array(words).optional(), units: z.array(words).optional(), lapses: z.array(words).optional(), laws: z.array(words).optional(), exceptLaws: z.array(words).optional(), since: date.optional(), until: date.optional() }),
    default: words,
    options: z
      .array(z.strictObject({ id: words, label: labelSchema, change: z.strictObject({ roll: z.enum(['rest_day', 'holiday', 'none']).optional(), unit: z.enum(['WD', 'CD', 'MO', 'Y']).optional(), limit: z.int().optional() }), source: z.array(sourceSchema).min(1) }))
      .min(2),
  }),
);
