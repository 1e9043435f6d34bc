import type { Law } from '../../domain/rules/law.ts';
import { nationalProfile } from '../../domain/rules/law.ts';
import type { RuleSet } from '../../domain/rules/rule.ts';
import type { LawBook, LawInForce } from '../../law/law-book.ts';

const ofAllPlaces = new WeakMap<Law, RuleSet>();

/** The national rules in force, and beside them every version that a place has: for the words of rules, not for judging a file. */
export async function rulesInForce({ lawBook }: { readonly lawBook: LawBook }): Promise<RuleSet> {
  const inForce = await lawBook.current();
  const known = ofAllPlaces.get(inForce.law) ?? withPlaces(inForce);
  ofAllPlaces.set(inForce.law, known);
  return known;
}

function withPlaces({ law, rulesFor }: LawInForce): RuleSet {
  const national = rulesFor(nationalProfile);
  const versions = new Map([...national.former, ...national.rules].map((rule) => [`${rule.id} ${rule.version}`, rule]));
  const own = new Set(versions.keys());
  for (const { id } of law.profiles) for (const rule of [...rulesFor(id).rules, ...rulesFor(id).former]) versions.set(`${rule.id} ${rule.version}`, versions.get(`${rule.id} ${rule.version}`) ?? rule);
  return { ...national, former: [...national.former, ...[...versions].flatMap(([key, rule]) => (own.has(key) ? [] : [rule]))] };
}
