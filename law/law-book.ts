import type { OfficialCalendar } from '../domain/calendar/calendar.ts';
import { defaultCalendar } from '../domain/calendar/default-calendar.ts';
import type { Law } from '../domain/rules/law.ts';
import { resolveProfile } from '../domain/rules/resolve-profile.ts';
import type { RuleSet } from '../domain/rules/rule.ts';
import { shippedLaw } from './shipped-law.ts';

/** The law of one revision, and the calendar that goes with it. */
export interface LawInForce {
  /** 0 is what ships with the product. */
  readonly revision: number;
  readonly law: Law;
  readonly calendar: OfficialCalendar;
  /** The rules of one place. @throws RuleError UNKNOWN_PROFILE */
  rulesFor(profileId: string): RuleSet;
}

/** What is in force, by revision: handed to worker and API, never imported by the law itself. */
export interface LawBook {
  current(): Promise<LawInForce>;
  at(revision: number): Promise<LawInForce>;
}

export function lawInForce(revision: number, law: Law, calendar: OfficialCalendar): LawInForce {
  return { revision, law, calendar, rulesFor: (profileId) => resolveProfile(law, profileId) };
}

const shipped = lawInForce(0, shippedLaw, defaultCalendar);

/** The law and the calendar that ship with the product, and no other revision. */
export const shippedLawBook: LawBook = {
  current: () => Promise.resolve(shipped),
  at: (revision) => (revision === 0 ? Promise.resolve(shipped) : Promise.reject(new RangeError(`no revision ${revision} of the law`))),
};
