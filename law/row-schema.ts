import { z } from 'zod';

// Dates stay text: the core schema of YAML 1.2 knows no dates, and a number in quotation marks is text.
export const dateSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'a date must be YYYY-MM-DD' });
export const wordsSchema = z.string().trim().min(1);
const date = dateSchema;
const words = wordsSchema;
export const labelSchema = z.strictObject({ zh: words, en: words });

export const sourceSchema = z.strictObject({ law: words, article: words, text: words });

const pause = z.union([z.string(), z.strictObject({ ground: z.string(), documentRequired: z.literal(true) })]);
const extension = z.strictObject({ approver: z.string(), limit: z.int().nullable(), count: z.int(), partial: z.boolean(), amountRequired: z.literal(true).optional() });

const examplePause = z.strictObject({ ground: z.string(), from: date, to: date.optional(), document: z.string().optional() });
const example = { byHand: z.boolean().optional(), working: words.optional(), profile: words.optional() };
const error = z.string().regex(/^[A-Z_]+$/);

const clockExample = z
  .strictObject({
    from: words,
    limit: z.union([z.int(), z.string()]).optional(),
    date: date.optional(),
    pauses: z.array(examplePause).optional(),
    extensions: z.array(z.strictObject({ amount: z.int().optional(), approvedBy: z.string() })).optional(),
    due: date.optional(), target: date.optional(), dueAt: words.optional(), earliest: date.optional(), provisional: z.boolean().optional(),
    counted: z.int().optional(), remaining: z.int().optional(), error: error.optional(), ...example,
  })
  .refine(({ due, dueAt, counted, error: refused }) => due !== undefined || dueAt !== undefined || counted !== undefined || refused !== undefined, { error: 'an example says what comes out: due, dueAt, counted or error' });
const accrualExample = z
  .strictObject({
    fine: words, due: date, asOf: date, frozen: z.array(examplePause).optional(),
    amount: words.optional(), percent: z.int().optional(), days: z.int().optional(), capReachedOn: date.nullable().optional(), error: error.optional(), ...example,
  })
  .refine(({ amount, percent, error: refused }) => amount !== undefined || percent !== undefined || refused !== undefined, { error: 'an example says what comes out: amount, percent or error' });
const thresholdExample = z
  .strictObject({ given: z.strictObject({ party: words, yuan: words }), then: z.enum(['reached', 'not_reached', 'within', 'exceeded']).optional(), error: error.optional(), ...example })
  .refine(({ then, error: refused }) => then !== undefined || refused !== undefined, { error: 'an example says what comes out: then or error' });
const boundExample = z.strictObject({ given: z.number(), then: z.enum(['allowed', 'refused']), ...example });
const criterionExample = z.strictObject({ given: z.record(z.string(), z.json()), then: words, ...example });

const head = {
  id: words,
  label: labelSchema,
};
const duty = { trigger: words.optional(), actor: words.optional(), watcher: words.optional() };
const tail = {
  source: z.array(sourceSchema).min(1),
  verified: words,
  effectiveFrom: date.optional(),
  effectiveTo: date.optional(),
  version: words.optional(),
  note: labelSchema.optional(),
};
const running = { trigger: words, actor: words, watcher: words.optional(), pausable: z.array(pause).optional() };
export const valueSchema = z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()])), z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]))]);

/** One row of a topic file. What is left out is not allowed, or there is none. */
export const rowSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...head, kind: z.literal('clock'), unit: words, limit: z.union([z.number(), z.string(), z.null()]),
    limitSetBy: z.enum(['profile', 'order', 'plan']).optional(), minLimit: z.int().optional(), maxLimit: z.int().optional(),
    lastDay: z.literal('excluded').optional(), earliestAction: z.enum(['after_last_day', 'on_last_day']).optional(),
    ...running, onLapse: words, roll: words, ladder: words, extensions: z.array(extension).optional(), ...tail, examples: z.array(clockExample).optional(),
  }),
  z.strictObject({ ...head, kind: z.literal('accrual'), percentPerDay: z.number(), capPercent: z.number(), ...running, ...tail, examples: z.array(accrualExample).optional() }),
  z.strictObject({
    ...head, kind: z.literal('threshold'), yuan: z.record(z.string(), words.nullable()), sense: z.enum(['at_least', 'at_most']), limitSetBy: z.literal('profile').optional(),
    ...duty, ...tail, examples: z.array(thresholdExample).optional(),
  }),
  z.strictObject({
    ...head, kind: z.literal('bound'), value: z.number(), of: z.enum(['persons', 'objects', 'percent', 'times']), sense: z.enum(['at_least', 'at_most', 'below']),
    limitSetBy: z.literal('profile').optional(), minLimit: z.number().optional(), maxLimit: z.number().optional(),
    ...duty, ...tail, examples: z.array(boundExample).optional(),
  }),
  z.strictObject({
    ...head, kind: z.literal('criterion'), sort: words, blocks: z.array(words).optional(), warns: z.array(words).optional(), values: z.record(z.string(), valueSchema).optional(),
    profileMaySet: z.record(z.string(), z.strictObject({ min: z.number().optional(), max: z.number().optional(), oneOf: z.array(z.union([z.string(), z.number()])).optional(), widenOnly: z.literal(true).optional() })).optional(),
    ...duty, ...tail, examples: z.array(criterionExample).optional(),
  }),
]);
export type Row = z.infer<typeof rowSchema>;

/** `unverified`: what of the text was not checked: `date` the day from which it is in force, `text` also what it says. */
export const lawsSchema = z.record(z.string(), z.strictObject({ title: words, version: date, unverified: z.enum(['date', 'text']).optional(), note: labelSchema.optional() }));
export const triggerEventsSchema = z.record(z.string().regex(/^[a-z0-9]+(_[a-z0-9]+)*$/), labelSchema);

const moment = z.union([z.literal('due'), z.strictObject({ share: z.int().min(1).max(100) }), z.strictObject({ left: z.int().min(1) }), z.strictObject({ overdue: z.int().min(1) }), z.strictObject({ date: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, { error: 'a day of the year must be MM-DD' }) })]);
export const laddersSchema = z.record(
  z.string(),
  z.array(z.strictObject({ rung: words, when: moment, to: z.array(words).min(1), effect: z.enum(['remind', 'lapse', 'escalate']), opens: z.enum(['task', 'notice', 'order']).optional(), issuer: words.optional(), addressed: z.array(words).min(1).optional(), label: labelSchema })).min(1),
);
