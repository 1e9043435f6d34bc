import { nationalProfile } from '../../domain/rules/law.ts';
import { resolveProfile } from '../../domain/rules/resolve-profile.ts';
import type { RuleSet } from '../../domain/rules/rule.ts';
import { knownNames, shippedLaw } from '../../law/shipped-law.ts';

/** The rules that ship with the product, as most places have them. */
export const rules: RuleSet = resolveProfile(shippedLaw, nationalProfile);

/** What rules may name. */
export const known = { ...knownNames, triggerEvents: shippedLaw.triggerEvents };
