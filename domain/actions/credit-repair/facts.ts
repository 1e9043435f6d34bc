import type { JsonObject } from '../../json.ts';

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

/** CRM 11, 18, 23; PIP 16: what stands against the repair. None: it is to be granted. */
export function groundsAgainst({ obligationsPerformed, corrected, noSameKindPenalty, harmsSecurity, fraudFound }: Verification): RefusalGround[] {
  return [
    ...(obligationsPerformed && corrected && noSameKindPenalty ? [] : (['conditions_unmet'] as const)),
    ...(harmsSecurity ? (['security'] as const) : []),
    ...(fraudFound ? (['fraud'] as const) : []),
  ];
}
