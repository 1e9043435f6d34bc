import type { Label } from '../label.ts';
import type { Role } from '../roles.ts';

/** `share`: percent of the rule's own units. `left`: calendar days before the legal last day. `due`: the deadline itself. `overdue`: working days after it. */
export type RungMoment =
  | { readonly kind: 'share'; readonly percent: number }
  | { readonly kind: 'left'; readonly days: number }
  | { readonly kind: 'due' }
  | { readonly kind: 'overdue'; readonly workingDays: number };

export const rungEffects = ['remind', 'lapse', 'escalate'] as const;

export interface LadderRung {
  readonly rung: string;
  readonly when: RungMoment;
  /** `actor`: whoever must act, or the officer who follows the matter when that is somebody outside. */
  readonly to: readonly (Role | 'actor')[];
  /** `lapse` does what the lapse code of the rule says; the others only tell people. */
  readonly effect: (typeof rungEffects)[number];
  readonly label: Label;
}

/** Who is told when, in order. Exactly one rung is the lapse. Rung ids are kept in the records: append only. */
export type Ladder = readonly LadderRung[];
