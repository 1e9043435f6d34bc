import type { Label } from '../label.ts';
import { isConcerned } from '../rules/reading-concerns.ts';
import type { Law, Profile, Reading, ReadingOption } from '../rules/law.ts';
import type { ClockRule } from '../rules/rule.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { Instant } from '../time/shanghai.ts';
import { computeDeadline } from './compute-deadline.ts';
import type { Deadline, DeadlineInput, PausedDeadline } from './deadline.ts';

/** The date that another reading of an uncertain text would give. */
export interface OtherReading {
  readonly id: string;
  readonly option: string;
  readonly question: Label;
  readonly label: Label;
  readonly source: readonly { readonly title: string; readonly article: string; readonly text: string }[];
  /** null while an open pause hides the last day. */
  readonly targetDate: LocalDate | null;
  readonly dueDate: LocalDate | null;
  readonly dueAt: Instant | null;
  readonly earliestActionDate?: LocalDate;
  readonly provisional: boolean;
  /** In this case the other reading comes to the same day. */
  readonly isSame: boolean;
}

/**
 * What the same facts give under each reading that the profile did not choose, as far as the texts that are uncertain govern this clock.
 *
 * @param given what was computed, with the rule as the profile has it
 */
export function otherReadings(given: DeadlineInput, found: Deadline | PausedDeadline, law: Law, profileId: string): OtherReading[] {
  const { rule } = given;
  // a profile's reading may have changed what decides whether the reading concerns the clock: ask of the rule as the law has it
  const own = law.rules.find((one): one is ClockRule => one.kind === 'clock' && one.id === rule.id && covers(one, found.triggerDate)) ?? rule;
  const profile = law.profiles.find(({ id }) => id === profileId);
  return law.readings.filter((reading) => isConcerned(own, reading)).flatMap((reading) => {
    const chosen = chosenOption(reading, profile, found.triggerDate);
    return reading.options.filter(({ id }) => id !== chosen).map((option) => told(given, found, own, reading, option));
  });
}

/** Id of the option that a place follows on a trigger date. */
export function chosenOption(reading: Reading, profile: Profile | undefined, on: LocalDate): string {
  const choice = profile?.readings.find((one) => one.reading === reading.id && one.effectiveFrom <= on && (one.effectiveTo === undefined || on <= one.effectiveTo));
  return choice?.option ?? reading.default;
}

function told(given: DeadlineInput, found: Deadline | PausedDeadline, own: ClockRule, reading: Reading, option: ReadingOption): OtherReading {
  const rule: ClockRule = { ...given.rule, roll: own.roll, unit: own.unit, ...option.change };
  const other = computeDeadline({ ...given, rule });
  const running = other.state === 'running' ? other : undefined;
  const due = (one: Deadline | PausedDeadline): string | null => (one.state === 'running' ? one.dueAt : null);
  return {
    id: reading.id,
    option: option.id,
    question: reading.question,
    label: option.label,
    source: option.source.map(({ title, article, text }) => ({ title, article, text })),
    targetDate: running?.targetDate ?? null,
    dueDate: running?.dueDate ?? null,
    dueAt: running?.dueAt ?? null,
    ...(running?.earliestActionDate === undefined ? {} : { earliestActionDate: running.earliestActionDate }),
    provisional: running?.provisional ?? false,
    isSame: due(other) === due(found),
  };
}

function covers({ effectiveFrom, effectiveTo }: ClockRule, on: LocalDate): boolean {
  return effectiveFrom <= on && (effectiveTo === undefined || on <= effectiveTo);
}
