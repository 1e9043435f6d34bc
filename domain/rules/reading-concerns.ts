import type { Reading } from './law.ts';
import type { ClockRule } from './rule.ts';

/** True where an uncertain text is the one that governs this clock. A period that never rolls is not concerned by how others do. */
export function isConcerned(rule: ClockRule, { appliesTo, options }: Reading): boolean {
  const { rules, units, lapses, laws, exceptLaws, since, until } = appliesTo;
  const law = rule.source.find(({ law: key }) => key !== 'DESIGN')?.law ?? 'DESIGN';
  return (
    (rules === undefined || rules.includes(rule.id)) &&
    (units === undefined || units.includes(rule.unit)) &&
    (lapses === undefined || lapses.includes(rule.onLapse)) &&
    (laws === undefined || laws.includes(law)) &&
    (exceptLaws === undefined || !exceptLaws.includes(law)) &&
    (since === undefined || rule.effectiveFrom >= since) &&
    (until === undefined || rule.effectiveFrom <= until) &&
    (rule.roll !== 'none' || options.some(({ change }) => change.roll === undefined || change.unit !== undefined))
  );
}
