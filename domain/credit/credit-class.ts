import { creditRiskClasses, type CreditRiskClass } from '../registers.ts';
import type { PublishedClass } from './publicity-period.ts';

/**
 * What a published record makes of the party's credit-risk class. A design rule: the national text (CRC6) fixes four classes and that
 * penalties raise the risk, not by how much. A record sets a floor while it is shown; it never makes a class better.
 */
const floors: Readonly<Record<PublishedClass, CreditRiskClass>> = {
  minor: 'B',
  general: 'C',
  serious_a: 'D',
  serious_b: 'D',
  serious_c: 'D',
  serious_d: 'D',
};

export type CreditStanding = {
  readonly creditClassBefore?: CreditRiskClass;
  /** While the record is shown; when publicity has ended, what it was before, or null where that is not known: the next monthly run tells. */
  readonly creditClassAfter: CreditRiskClass | null;
  readonly ruleId: 'credit-class-floor';
  /** Day from which `creditClassAfter` holds. */
  readonly since: string;
};

/** The standing from the day of publication on. */
export function standingOnPublication(recordClass: PublishedClass, before: CreditRiskClass | undefined, on: string): CreditStanding {
  const floor = floors[recordClass];
  const after = before !== undefined && creditRiskClasses.indexOf(before) > creditRiskClasses.indexOf(floor) ? before : floor;
  return { ...(before === undefined ? {} : { creditClassBefore: before }), creditClassAfter: after, ruleId: 'credit-class-floor', since: on };
}

/** repair-effects · CRM 2, 10: the floor falls away with the publicity. */
export function standingAfterPublicity(standing: CreditStanding, on: string): CreditStanding {
  return { ...standing, creditClassAfter: standing.creditClassBefore ?? null, since: on };
}
