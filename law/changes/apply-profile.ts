import { z } from 'zod';
import type { JsonObject } from '../../domain/json.ts';
import type { Law, Profile, ProfileOverride } from '../../domain/rules/law.ts';
import { isLocalDate } from '../../domain/time/local-date.ts';
import { labelSchema, sourceSchema } from '../row-schema.ts';
import { sourcesOf } from '../rule-of-row.ts';
import { lawsOf } from './apply-rule.ts';
import { LawChangeError } from './law-change-error.ts';

const words = z.string().trim().min(1);
const date = z.string().refine(isLocalDate, { error: 'a date must be YYYY-MM-DD' });
const period = { effectiveFrom: date, effectiveTo: date.optional(), source: z.array(sourceSchema).min(1) };
const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()])), z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]))]);

/** A profile as its file has it: all its choices, those that have ended included. */
export const profileSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  label: labelSchema,
  note: labelSchema.optional(),
  readings: z.array(z.strictObject({ reading: words, option: words, ...period })).optional(),
  overrides: z.array(z.strictObject({
    ruleId: words, limit: z.union([z.int(), z.string()]).optional(), value: z.number().optional(), yuan: z.record(z.string(), words).optional(), values: z.record(z.string(), value).optional(),
    ladder: words.optional(), note: labelSchema.optional(), ...period,
  })).optional(),
});

/**
 * The law with another version of a profile, or a new place. A version says everything that the place has ever chosen, with its period.
 * @throws LawChangeError LAW_CHANGE_INVALID
 */
export function applyProfile(law: Law, content: JsonObject, refuse: (findings: readonly string[]) => void): { law: Law; profile: Profile } {
  const parsed = profileSchema.safeParse(content);
  if (!parsed.success) throw new LawChangeError('LAW_CHANGE_INVALID', parsed.error.issues.map(({ path, message }) => `BAD_FORM /${path.join('/')} ${message}`));
  const findings: string[] = [];
  const laws = lawsOf(law);
  const sources = (given: z.infer<typeof sourceSchema>[]) => sourcesOf(given, laws, (code, detail) => findings.push(`${code} ${detail}`));
  const { readings = [], overrides = [], ...head } = parsed.data;
  const profile = {
    ...head,
    readings: readings.map((choice) => ({ ...choice, source: sources(choice.source) })),
    overrides: overrides.map((override) => ({ ...override, source: sources(override.source) })),
  } as Profile;
  for (const override of profile.overrides) findings.push(...checkOverride(law, override));
  for (const { reading, option } of profile.readings) {
    if (!law.readings.some(({ id, options }) => id === reading && options.some((one) => one.id === option))) findings.push(`UNKNOWN_READING ${reading} ${option}`);
  }
  refuse(findings);
  return { law: { ...law, version: `${law.version}+${profile.id}`, profiles: [...law.profiles.filter(({ id }) => id !== profile.id), profile] }, profile };
}

function checkOverride(law: Law, { ruleId, limit, ladder, effectiveFrom, effectiveTo }: ProfileOverride): string[] {
  const rules = law.rules.filter(({ id }) => id === ruleId);
  const [rule] = rules;
  if (rule === undefined) return [`UNKNOWN_RULE ${ruleId}`];
  const findings: string[] = [];
  if (effectiveTo !== undefined && effectiveTo < effectiveFrom) findings.push(`BAD_PERIOD ${ruleId} ${effectiveFrom} – ${effectiveTo}`);
  if (ladder !== undefined && law.ladders[ladder] === undefined) findings.push(`UNKNOWN_LADDER ${ladder}`);
  if (limit !== undefined) {
    if (rule.kind !== 'clock' || rule.limitSetBy !== 'profile') findings.push(`LIMIT_FIXED ${ruleId}: the rule does not leave its limit to the place`);
    else if (typeof limit === 'number' && (limit < (rule.minLimit ?? 1) || limit > (rule.maxLimit ?? Number.POSITIVE_INFINITY))) findings.push(`LIMIT_OUT_OF_RANGE ${ruleId} ${limit}`);
  }
  return findings;
}
