import { versionsOf } from '../domain/rules/find-rule.ts';
import type { RuleSet } from '../domain/rules/rule.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import type { LawInForce } from './law-book.ts';

/** What a rule says to the files of one place whose period began from `since` on and before `before`; null: without an end. */
export interface OfPlace<Value> {
  readonly profileId: string;
  readonly since: LocalDate | null;
  readonly before: LocalDate | null;
  readonly value: Value;
}

/**
 * What a rule says to each place and at each time, for questions about many files at once: a file keeps its place, and a deadline the version
 * that was in force on its trigger date. The oldest version held answers for what began before it.
 * @param say asked once for each version, with the rules of the place and a day on which the version is in force
 */
export function byPlace<Value>(law: LawInForce, ruleId: string, say: (rules: RuleSet, on: LocalDate) => Value): OfPlace<Value>[] {
  return law.law.profiles.flatMap(({ id: profileId }) => {
    const rules = law.rulesFor(profileId);
    const oldestFirst = versionsOf(ruleId, rules).toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
    return oldestFirst.map(({ effectiveFrom }, i) => ({ profileId, since: i === 0 ? null : effectiveFrom, before: oldestFirst[i + 1]?.effectiveFrom ?? null, value: say(rules, effectiveFrom) }));
  });
}
