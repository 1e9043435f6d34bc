import type { Rule, RuleSet } from '../../domain/rules/rule.ts';

/**
 * The rules of a place with every version that it had before and has no more: rows in the records may still hold one.
 * @param before the same place in the revision before; null where it is new
 */
export function withFormer(rules: RuleSet, before: RuleSet | null): RuleSet {
  if (before === null) return rules;
  const held = new Set([...rules.rules, ...rules.former].map(({ id, version }) => `${id} ${version}`));
  const lost: Rule[] = [...before.rules, ...before.former].filter(({ id, version }) => !held.has(`${id} ${version}`));
  return lost.length === 0 ? rules : { ...rules, former: [...rules.former, ...lost] };
}
