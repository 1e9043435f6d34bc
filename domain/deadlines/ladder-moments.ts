import type { OfficialCalendar } from '../calendar/calendar.ts';
import { indexOf } from '../calendar/calendar-index.ts';
import { addWorkingDays } from '../calendar/working-days.ts';
import type { Role } from '../roles.ts';
import type { Ladder, LadderRung, RungOpening } from '../rules/ladder.ts';
import { dayNumber } from '../time/local-date.ts';
import { epochMs, startOfDay, startOfDayNumber, toInstant, type Instant } from '../time/shanghai.ts';
import { countUnits } from './counting.ts';
import type { Deadline } from './deadline.ts';

/** One moment of a deadline. `rung` is unique in its ladder. */
export interface RungDue {
  readonly rung: string;
  readonly at: Instant;
  readonly to: readonly Role[];
  readonly effect: LadderRung['effect'];
  /** What the rung opens where that is more or less than a task. */
  readonly opens?: Exclude<RungOpening, 'task'>;
  readonly issuer?: Role;
  readonly addressed?: readonly Role[];
  /** Set on the moment at which the deadline itself passes, and on no other. */
  readonly lapse?: true;
}

/**
 * When each rung of the ladder is reached, in order of time (rungs of the same moment in the order of the ladder).
 *
 * - `share`: p % of the period is ⌈p · total / 100⌉ = k of the rule's own units, limit and extensions together, paused days left out;
 *   the rung is at 00:00 Asia/Shanghai **of the k-th counted day** (70 % of 20 WD: the morning of the 14th working day). So 90 % of 5 WD is the morning of
 *   the last day, and no reminder comes after that. Months and years are whole: 70 % of 3 MO is the third month's last day. Hours: the instant. DATE rules count calendar days from the trigger.
 * - `left`: 00:00 of the day n calendar days before the legal last day; left out where that is not after the trigger day.
 * - `due`: `dueAt`, which is exclusive. On it the duty is late.
 * - `date`: 00:00 of the first such day after the trigger day.
 * - `overdue`: 00:00 of the n-th working day after the legal last day.
 */
export function ladderMoments(deadline: Deadline, ladder: Ladder, calendar: OfficialCalendar): RungDue[] {
  return ladder
    .flatMap((rung): RungDue[] => {
      const at = momentOf(rung, deadline, calendar);
      if (at === null) return [];
      const people = (given: readonly (Role | 'actor')[]) => [...new Set(given.map((role) => (role === 'actor' ? deadline.officerRole : role)))];
      return [{ rung: rung.rung, at, to: people(rung.to), effect: rung.effect, ...openedBy(rung, people), ...(rung.effect === 'lapse' ? { lapse: true as const } : {}) }];
    })
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function openedBy({ opens, issuer, addressed }: LadderRung, people: (given: readonly (Role | 'actor')[]) => Role[]): Pick<RungDue, 'opens' | 'issuer' | 'addressed'> {
  if (opens === undefined || opens === 'task') return {};
  return { opens, ...(issuer === undefined ? {} : { issuer }), ...(addressed === undefined ? {} : { addressed: people(addressed) }) };
}

function momentOf({ when }: LadderRung, deadline: Deadline, calendar: OfficialCalendar): Instant | null {
  switch (when.kind) {
    case 'share':
      return shareMoment(when.percent, deadline, calendar);
    case 'left': {
      const day = dayNumber(deadline.dueDate) - when.days;
      return day > dayNumber(deadline.triggerDate) ? startOfDayNumber(day) : null;
    }
    case 'due':
      return deadline.dueAt;
    case 'overdue':
      return startOfDay(addWorkingDays(deadline.dueDate, when.workingDays, calendar));
    case 'date': {
      const year = Number(deadline.triggerDate.slice(0, 4));
      const first = `${year}-${when.monthDay}`;
      return startOfDay(first > deadline.triggerDate ? first : `${year + 1}-${when.monthDay}`);
    }
  }
}

function shareMoment(percent: number, deadline: Deadline, calendar: OfficialCalendar): Instant {
  const amount = Math.ceil((deadline.total * percent) / 100);
  if (deadline.triggerAt !== undefined) return toInstant(epochMs(deadline.triggerAt) + amount * 3_600_000);
  const excluded = deadline.excluded.map(({ from, to }) => ({ from: dayNumber(from), to: dayNumber(to) }));
  const reached = countUnits({ unit: deadline.unit, trigger: dayNumber(deadline.triggerDate), amount, lastExcluded: false, excluded }, indexOf(calendar));
  // A running deadline has no open pause, so its count ends on a day; where 前 leaves the last unit out, not after the last day that is left.
  const target = dayNumber(deadline.targetDate);
  return startOfDayNumber('day' in reached ? Math.min(reached.day, target) : target);
}
