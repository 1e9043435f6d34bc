import { z } from 'zod';
import type { Label } from '../../domain/label.ts';
import { lapseCodes } from '../../domain/rules/lapse-codes.ts';
import { verifications, type Rule, type RuleSet } from '../../domain/rules/rule.ts';
import { labelSchema, namedSchema } from './label-view.ts';

export const ruleSchema = z
  .object({
    id: z.string(),
    version: z.string(),
    label: labelSchema,
    onLapse: namedSchema.nullable().describe('期限届满的后果 · what the passing of the date does'),
    verified: z.enum(verifications).describe('依据是否核实;未核实者须在显示日期处标明 · whether the number was read in the text; a mark stands wherever its dates show'),
    source: z.array(z.object({ law: z.string(), title: z.string(), version: z.string(), unverified: z.enum(['date', 'text']).optional().describe('未核对之处:施行日期,或者条文 · what of the text was not checked'), article: z.string(), text: z.string() })).describe('法律依据 · legal sources'),
    note: labelSchema.nullable().describe('条文留白与理解,新旧衔接 · what the text leaves open, how it is read'),
  })
  .meta({ id: 'Rule' });

/** A rule as a file applied it: the version that the file names, or the newest; null when the catalogue does not know it. */
export function ruleView(rules: RuleSet, id: string, version?: string): z.infer<typeof ruleSchema> | null {
  const rule = findAny(rules, id, version);
  if (!rule) return null;
  const onLapse = rule.kind === 'clock' ? { id: rule.onLapse, label: { ...lapseCodes[rule.onLapse] } } : null;
  return { id, version: rule.version, label: { ...rule.label }, onLapse, verified: rule.verified, source: rule.source.map((source) => ({ ...source })), note: rule.note ? { ...rule.note } : null };
}

/** The words for a rule id; the id itself where the catalogue has no such rule. */
export function ruleLabel(rules: RuleSet, id: string): Label {
  return findAny(rules, id)?.label ?? { zh: id, en: id };
}

/** True where the number of the rule was not (wholly) checked in its text: a mark stands beside every date that it gives. */
export function isUnverified(rules: RuleSet, id: string, version?: string): boolean {
  const verified = findAny(rules, id, version)?.verified;
  return verified === 'not_verified' || verified === 'partly';
}

/** The words for a rung of the ladder that the rule climbs. */
export function rungLabel(rules: RuleSet, ruleId: string, rung: string): Label {
  const rule = findAny(rules, ruleId);
  const found = rule?.kind === 'clock' ? rules.ladders[rule.ladder]?.find((step) => step.rung === rung) : undefined;
  return found?.label ?? { zh: rung, en: rung };
}

function findAny({ rules, former }: RuleSet, id: string, version?: string): Rule | undefined {
  const held = (rule: Rule) => rule.id === id && rule.version === version;
  const newest = (among: readonly Rule[]) => among.filter((rule) => rule.id === id).toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1))[0];
  return rules.find(held) ?? former.find(held) ?? newest(rules) ?? newest(former);
}
