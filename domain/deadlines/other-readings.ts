import type { Label } from '../label.ts';
import { isConcerned } from '../rules/reading-concerns.ts';
import type { Law, Profile, Reading, ReadingOption } from '../rules/law.ts';
import type { ClockRule } from '../rules/rule.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { Instant } from '../time/shanghai.ts';
import { computeDeadline } from './compute-deadline.ts';
import type { Deadline, DeadlineInput, PausedDeadline } from './deadline.ts';
import { DeadlineError, type DeadlineErrorCode } from './deadline-error.ts';

/** The date that another reading of an uncertain text would give. */
export interface OtherReading {
  readonly id: string;
  readonly option: string;
  readonly question: Label;
  readonly label: Label;
  /** The reading that the place follows instead. */
  readonly followed: Label;
  readonly source: readonly { readonly title: string; readonly article: string; readonly text: string }[];
  /** null while an open pause hides the last day. */
  readonly targetDate: LocalDate | null;
  readonly dueDate: LocalDate | null;
  readonly dueAt: Instant | null;
  readonly earliestActionDate?: LocalDate;
  readonly provisional: boolean;
  /** In this case the other reading comes to the same day. */
  readonly isSame: boolean;
  /** Code of the arithmetic where this reading would refuse the facts: a pause after its shorter period, for one. */
  readonly refused?: DeadlineErrorCode;
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
    const followed = reading.options.find(({ id }) => id === chosen)?.label ?? { zh: chosen, en: chosen };
    return reading.options.filter(({ id }) => id !== chosen).map((option) => told(given, found, own, reading, { option, followed }));
  });
}

/** Id of the option that a place follows on a trigger date. */
export function chosenOption(reading: Reading, profile: Profile | undefined, on: LocalDate): string {
  const choice = profile?.readings.find((one) => one.reading === reading.id && one.effectiveFrom <= on && (one.effectiveTo === undefined || on <= one.effectiveTo));
  return choice?.option ?? reading.default;
}

function told(given: DeadlineInput, found: Deadline | PausedDeadline, own: ClockRule, reading: Reading, { option, followed }: { readonly option: ReadingOption; readonly followed: Label }): OtherReading {
  const rule: ClockRule = { ...given.rule, roll: own.roll, unit: own.unit, ...option.change };
  const other = computedOrRefused({ ...given, rule });
  const running = typeof other === 'object' && other.state === 'running' ? other : undefined;
  return {
    id: reading.id,
    option: option.id,
    question: reading.question,
    label: option.label,
    followed,
    source: option.source.map(({ title, article, text }) => ({ title, article, text })),
    targetDate: running?.targetDate ?? null,
    dueDate: running?.dueDate ?? null,
    dueAt: running?.dueAt ?? null,
    ...(running?.earliestActionDate === undefined ? {} : { earliestActionDate: running.earliestActionDate }),
    provisional: running?.provisional ?? false,
    isSame: typeof other === 'object' && running?.dueAt === (found.state === 'running' ? found.dueAt : undefined),
    ...(typeof other === 'string' ? { refused: other } : {}),
  };
}

function computedOrRefused(input: DeadlineInput): Deadline | PausedDeadline | DeadlineErrorCode {
  try {
    return computeDeadline(input);
  } catch (error) {
    if (error instanceof DeadlineError) return error.code;
    throw error;
  }
}

function covers({ effectiveFrom, effectiveTo }: ClockRule, on: LocalDate): boolean {
  return effectiveFrom <= on && (effectiveTo === undefined || on <= effectiveTo);
}
