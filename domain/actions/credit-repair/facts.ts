import { askCriterion } from '../../criteria/criteria.ts';
import type { JsonObject } from '../../json.ts';
import type { RuleSet } from '../../rules/rule.ts';
import type { LocalDate } from '../../time/local-date.ts';

export const refusalGrounds = ['conditions_unmet', 'security', 'fraud'] as const;
export type RefusalGround = (typeof refusalGrounds)[number];

export type Verification = {
  readonly on: string;
  readonly by: string;
  readonly method: 'online' | 'paper' | 'on_site';
  readonly obligationsPerformed: boolean;
  readonly corrected: boolean;
  readonly noSameKindPenalty: boolean;
  readonly harmsSecurity: boolean;
  readonly fraudFound: boolean;
  readonly findings: string;
};

/** Facts of one application for credit repair. */
export type CreditRepairFacts = {
  readonly recordFileId: string;
  /** Class of the record's publicity; null where the record did not tell it readably. */
  readonly recordClass: string | null;
  /** What the record told of itself and of the application. */
  readonly told: JsonObject;
  readonly papers?: { readonly missing: readonly string[]; readonly requestedOn: string; readonly suppliedOn?: string; readonly document?: string };
  readonly notAccepted?: { readonly reason: string };
  readonly verification?: Verification;
  readonly decision?: { readonly granted: boolean; readonly on: string; readonly by: string; readonly reason: string; readonly ground?: RefusalGround };
  readonly execution?: { readonly on: string; readonly receipt: string; readonly liftedMeasures?: string };
  readonly closedBecause?: string;
};

/** publicity-early-stop, repair-refuse-security, repair-fraud · CRM 11, 18, 23; PIP 16: what stands against the repair. None: it is to be granted. */
export function groundsAgainst({ recordClass }: CreditRepairFacts, verification: Verification, on: LocalDate, rules: RuleSet): RefusalGround[] {
  const { obligationsPerformed, corrected, noSameKindPenalty, harmsSecurity, fraudFound } = verification;
  const conditions = askCriterion('publicity-early-stop', { recordClass: recordClass ?? '', obligationsPerformed, corrected, noSameKindPenalty }, on, rules);
  return [
    ...(conditions === 'allowed' ? [] : (['conditions_unmet'] as const)),
    ...(askCriterion('repair-refuse-security', { harmsSecurity }, on, rules) === 'refused' ? (['security'] as const) : []),
    ...(fraudFound ? (['fraud'] as const) : []),
  ];
}
