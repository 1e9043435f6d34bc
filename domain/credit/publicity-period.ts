import type { OfficialCalendar } from '../calendar/calendar.ts';
import { computeDeadline } from '../deadlines/compute-deadline.ts';
import { findRule } from '../rules/find-rule.ts';
import type { RuleSet } from '../rules/rule.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { RecordClass } from './classify-record.ts';

export type PublishedClass = Exclude<RecordClass, 'not_published'>;

/** The waiting time before an application, null where none is possible or needed, and the longest publicity (PIP 13-15, CRM 6-9). */
export const publicityRules: Readonly<Record<PublishedClass, { readonly minimum: string | null; readonly maximum: string }>> = {
  minor: { minimum: null, maximum: 'publicity-minor-stop' },
  general: { minimum: 'publicity-general-min', maximum: 'publicity-general-max' },
  serious_a: { minimum: 'publicity-serious-min', maximum: 'publicity-serious-max' },
  serious_b: { minimum: 'publicity-serious-min', maximum: 'publicity-serious-max' },
  serious_c: { minimum: null, maximum: 'publicity-serious-max' },
  serious_d: { minimum: 'publicity-serious-min', maximum: 'publicity-serious-max' },
};

type ClockChoice = { readonly rule: string; readonly date?: LocalDate };

/**
 * Which rules govern the publicity of a record from the day of its publication on NECIPS.
 * @param restrictionEndsOn last day of a restriction that the penalty sets; where it is later than the maximum, publicity lasts until it
 */
export function publicityClocks(
  recordClass: PublishedClass,
  publishedOn: LocalDate,
  restrictionEndsOn: LocalDate | undefined,
  { calendar, rules }: { readonly calendar: OfficialCalendar; readonly rules: RuleSet },
): { readonly minimumPublicity: ClockChoice | null; readonly maximumPublicity: ClockChoice } {
  const { minimum, maximum } = publicityRules[recordClass];
  const usual = computeDeadline({ rule: findRule(maximum, publishedOn, rules), trigger: publishedOn, calendar }).dueDate;
  const isLonger = restrictionEndsOn !== undefined && restrictionEndsOn > usual;
  return {
    minimumPublicity: minimum === null ? null : { rule: minimum },
    maximumPublicity: isLonger ? { rule: 'publicity-restriction-run', date: restrictionEndsOn } : { rule: maximum },
  };
}
