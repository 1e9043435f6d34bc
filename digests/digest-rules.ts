import { findCriterion } from '../domain/rules/find-rule.ts';
import type { RuleSet } from '../domain/rules/rule.ts';
import type { LocalDate } from '../domain/time/local-date.ts';

/** When a digest is made and how far ahead it looks. */
export interface DigestRules {
  /** Hour in Asia/Shanghai from which the digest of a working day is made, the same everywhere: it is of an officer, not of a file. */
  readonly hour: number;
  /** What falls due on this or one of so many further working days is named; by the place of each file. */
  readonly workingDaysAhead: number;
}

/** The numbers of the rule `digest-daily`: those of a day, or the newest. */
export function digestRules(rules: RuleSet, on?: LocalDate): DigestRules {
  return findCriterion('digest-daily', on, rules).values as unknown as DigestRules;
}
