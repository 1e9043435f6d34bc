import type { Reading, ReadingOption } from './law.ts';
import type { ClockRule, RuleSet } from './rule.ts';

/** The clock as it would be if an uncertain text were read the other way. */
export interface OtherReading {
  readonly reading: Reading;
  readonly option: ReadingOption;
  /** To be computed like any other; its version and sources are those of the reading that is followed. */
  readonly rule: ClockRule;
}

/**
 * Every way of reading the uncertain texts behind a clock that is not the one followed, one at a time. Empty where no text is uncertain.
 * @param rule as the place has it; what a place chose is the reading followed, so that the others are named beside it
 */
export function otherReadings(rule: ClockRule, { readings }: Pick<RuleSet, 'readings'>): OtherReading[] {
  return readings
    .filter((reading) => isConcerned(rule, reading))
    .flatMap((reading) => reading.options.filter((option) => !isFollowed(rule, option)).map((option) => ({ reading, option, rule: { ...rule, ...option.change } })));
}

/** True where an uncertain text is the one that governs this clock. A period that never rolls is not concerned by how others do. */
export function isConcerned(rule: ClockRule, { appliesTo, options }: Reading): boolean {
  const { rules, units, lapses, laws, exceptLaws } = appliesTo;
  const law = rule.source.find(({ law: key }) => key !== 'DESIGN')?.law ?? 'DESIGN';
  return (
    (rules === undefined || rules.includes(rule.id)) &&
    (units === undefined || units.includes(rule.unit)) &&
    (lapses === undefined || lapses.includes(rule.onLapse)) &&
    (laws === undefined || laws.includes(law)) &&
    (exceptLaws === undefined || !exceptLaws.includes(law)) &&
    (rule.roll !== 'none' || options.some(({ change }) => change.roll === undefined || change.unit !== undefined))
  );
}

function isFollowed(rule: ClockRule, { change }: ReadingOption): boolean {
  return (change.roll === undefined || change.roll === rule.roll) && (change.unit === undefined || change.unit === rule.unit) && (change.limit === undefined || change.limit === rule.limit);
}
