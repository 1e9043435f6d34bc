import { askCriterion } from '../criteria/criteria.ts';
import type { CreditRiskClass } from '../registers.ts';
import { isHeld } from '../rules/find-rule.ts';
import type { RuleSet } from '../rules/rule.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { PublishedClass } from './publicity-period.ts';

export type CreditStanding = {
  readonly creditClassBefore?: CreditRiskClass;
  /** While the record is shown; when publicity has ended, what it was before, or null where that is not known: the next monthly run tells. */
  readonly creditClassAfter: CreditRiskClass | null;
  readonly ruleId: 'credit-class-floor';
  /** Day from which `creditClassAfter` holds. */
  readonly since: string;
};

/**
 * What a published record makes of the party's credit-risk class, from the day of publication on (credit-class-floor, a design rule: the national
 * text fixes four classes and that penalties raise the risk, not by how much). null for a day before that rule: nothing is said of the class then.
 */
export function standingOnPublication(recordClass: PublishedClass, before: CreditRiskClass | undefined, on: LocalDate, rules: RuleSet): CreditStanding | null {
  if (!isHeld('credit-class-floor', on, rules)) return null;
  const after = askCriterion('credit-class-floor', { recordClass, ...(before === undefined ? {} : { before }) }, on, rules) as CreditRiskClass;
  return { ...(before === undefined ? {} : { creditClassBefore: before }), creditClassAfter: after, ruleId: 'credit-class-floor', since: on };
}

/** repair-effects · CRM 2, 10: the floor falls away with the publicity. */
export function standingAfterPublicity(standing: CreditStanding, on: string): CreditStanding {
  return { ...standing, creditClassAfter: standing.creditClassBefore ?? null, since: on };
}
