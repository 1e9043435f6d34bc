import { findCriterion } from '../domain/rules/find-rule.ts';
import type { RuleSet } from '../domain/rules/rule.ts';

/** When a digest is made and how far ahead it looks. */
export interface DigestRules {
  /** Hour in Asia/Shanghai from which the digest of a working day is made. */
  readonly hour: number;
  /** What falls due on this or one of so many further working days is named. */
  readonly workingDaysAhead: number;
}

/** The numbers of the rule `digest-daily`. */
export function digestRules(rules: RuleSet): DigestRules {
  return findCriterion('digest-daily', undefined, rules).values as unknown as DigestRules;
}
