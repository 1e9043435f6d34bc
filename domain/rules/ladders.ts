import type { Label } from '../label.ts';
import type { Role } from '../roles.ts';

/** `share`: percent of the rule's own units. `left`: calendar days before the legal last day. `due`: the deadline itself. `overdue`: working days after it. */
export type RungMoment =
  | { readonly kind: 'share'; readonly percent: number }
  | { readonly kind: 'left'; readonly days: number }
  | { readonly kind: 'due' }
  | { readonly kind: 'overdue'; readonly workingDays: number };

export interface LadderRung {
  readonly rung: string;
  readonly when: RungMoment;
  /** `actor`: whoever must act, or the officer who follows the matter when that is somebody outside. */
  readonly to: readonly (Role | 'actor')[];
  /** `lapse` does what the lapse code of the rule says; the others only tell people. */
  readonly effect: 'remind' | 'lapse' | 'escalate';
  readonly label: Label;
}

const share = (percent: number, to: readonly (Role | 'actor')[]): LadderRung => ({
  rung: `remind_${percent}`,
  when: { kind: 'share', percent },
  to,
  effect: 'remind',
  label: { zh: `期限已用${percent}%`, en: `${percent} % of the period` },
});
const left = (days: number, to: readonly (Role | 'actor')[]): LadderRung => ({
  rung: `left_${days}`,
  when: { kind: 'left', days },
  to,
  effect: 'remind',
  label: { zh: `期限还剩${days}日`, en: `${days} days left` },
});
const lapse = (to: readonly (Role | 'actor')[]): LadderRung => ({
  rung: 'lapse',
  when: { kind: 'due' },
  to,
  effect: 'lapse',
  label: { zh: '期限届满', en: 'the period has passed' },
});
const overdue = (workingDays: number, to: readonly (Role | 'actor')[]): LadderRung => ({
  rung: `overdue_${workingDays}`,
  when: { kind: 'overdue', workingDays },
  to,
  effect: 'escalate',
  label: { zh: `逾期${workingDays}个工作日`, en: `${workingDays} working days overdue` },
});

/** Who is told when, in order. Every ladder has exactly one `lapse` rung. Rung ids are kept in the records: append only. */
export const ladders = {
  /** Duties of the authority (lapse code AGENCY_OVERDUE): nobody is let off, and somebody higher hears of it each time. */
  agency_overdue: [
    share(70, ['actor']),
    share(90, ['actor', 'handling_unit_head']),
    lapse(['responsible_person']),
    overdue(3, ['legal_unit']),
    overdue(10, ['enforcement_supervisor']),
  ],
  /** The reports of the plan: overdue goes to the joint-meeting office as well. */
  plan_overdue: [
    share(70, ['actor']),
    share(90, ['actor', 'handling_unit_head']),
    lapse(['responsible_person', 'joint_meeting_office']),
    overdue(3, ['legal_unit']),
    overdue(10, ['enforcement_supervisor']),
  ],
  /** Others must act, or a next step opens: reminders, then the lapse. */
  reminders: [share(70, ['actor']), share(90, ['actor']), lapse(['actor'])],
  /** A measure that ends by itself: the unit head hears of it while something can still be done. */
  release: [share(70, ['actor']), share(90, ['actor', 'handling_unit_head']), lapse(['actor', 'handling_unit_head'])],
  /** The window for applying to the court is lost for good (AEL 53): warnings at 60, 30 and 10 days left. */
  court_window: [
    left(60, ['actor']),
    left(30, ['actor', 'handling_unit_head', 'responsible_person']),
    left(10, ['actor', 'handling_unit_head', 'responsible_person', 'legal_unit']),
    lapse(['actor', 'responsible_person', 'legal_unit', 'enforcement_supervisor']),
  ],
  /** Nothing to do before: only the moment itself. */
  silent: [lapse(['actor'])],
} as const satisfies Record<string, readonly LadderRung[]>;

export type LadderId = keyof typeof ladders;
export type Ladder = readonly LadderRung[];
