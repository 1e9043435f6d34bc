import type { Label } from '../label.ts';
import type { Role } from '../roles.ts';

/** `share`: percent of the rule's own units. `left`: calendar days before the legal last day. `due`: the deadline itself. `overdue`: working days after it. `date`: a day of each year, the first after the period began. */
export type RungMoment =
  | { readonly kind: 'share'; readonly percent: number }
  | { readonly kind: 'left'; readonly days: number }
  | { readonly kind: 'due' }
  | { readonly kind: 'overdue'; readonly workingDays: number }
  /** `MM-DD`. */
  | { readonly kind: 'date'; readonly monthDay: string };

export const rungEffects = ['remind', 'lapse', 'escalate'] as const;

/** `task`: a reminder to be acknowledged. `notice`: told in the digest, asks for nothing. `order`: a supervision order (督办单) besides the task. */
export const rungOpenings = ['task', 'notice', 'order'] as const;
export type RungOpening = (typeof rungOpenings)[number];

export interface LadderRung {
  readonly rung: string;
  readonly when: RungMoment;
  /** `actor`: whoever must act, or the officer who follows the matter when that is somebody outside. */
  readonly to: readonly (Role | 'actor')[];
  /** `lapse` does what the lapse code of the rule says; the others only tell people. */
  readonly effect: (typeof rungEffects)[number];
  /** What it opens; a task where nothing is said. */
  readonly opens?: RungOpening;
  /** Of an order: in whose name it stands, and who alone closes it. */
  readonly issuer?: Role;
  /** Of an order: who must reply. */
  readonly addressed?: readonly (Role | 'actor')[];
  readonly label: Label;
}

/** Who is told when, in order. Exactly one rung is the lapse. Rung ids are kept in the records: append only. */
export type Ladder = readonly LadderRung[];
