import type { JsonObject } from '../../domain/json.ts';
import { checkPlaces } from '../../domain/rules/check-places.ts';
import { checkRuleSet } from '../../domain/rules/check-rule-set.ts';
import type { Law, Profile } from '../../domain/rules/law.ts';
import { resolveProfile } from '../../domain/rules/resolve-profile.ts';
import { profileOfRow } from '../place-of-row.ts';
import { profileSchema } from '../place-schema.ts';
import { knownNames } from '../shipped-law.ts';
import { lawsOf } from './apply-rule.ts';
import { LawChangeError } from './law-change-error.ts';

/**
 * The law with another version of a profile, or a new place: a row exactly as a profile's file has it, which says everything that the place has
 * ever chosen, with its period.
 * @throws LawChangeError LAW_CHANGE_INVALID
 */
export function applyProfile(law: Law, content: JsonObject, refuse: (findings: readonly string[]) => void): { law: Law; profile: Profile } {
  const parsed = profileSchema.safeParse(content);
  if (!parsed.success) throw new LawChangeError('LAW_CHANGE_INVALID', parsed.error.issues.map(({ path, message }) => `BAD_FORM /${path.join('/')} ${message}`));
  const findings: string[] = [];
  const profile = profileOfRow(parsed.data, lawsOf(law), (at, code, detail) => findings.push(`${code} /${at.join('/')} ${detail}`));
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(profile.id)) findings.push(`BAD_ID ${profile.id}`);
  refuse(findings);
  refuse(checkPlaces({ rules: law.rules, readings: law.readings, profiles: [profile] }).map(({ code, of, at, detail }) => `${code} /${of}/${at} ${detail}`));
  const after: Law = { ...law, version: `${law.version}+${profile.id}`, profiles: [...law.profiles.filter(({ id }) => id !== profile.id), profile] };
  const changed = resolveProfile(after, profile.id).rules.filter(({ version }) => version.includes('+'));
  refuse(
    checkRuleSet({ rules: changed, ladders: law.ladders }, { ...knownNames, triggerEvents: law.triggerEvents })
      .filter(({ code }) => code !== 'DUPLICATE_ID' && code !== 'OVERLAPPING_VERSIONS')
      .map(({ code, ruleId, version, detail }) => `${code} ${ruleId} ${version}: ${detail}`),
  );
  return { law: after, profile };
}
