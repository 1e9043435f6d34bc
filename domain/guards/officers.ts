import type { ActContext, Guard } from '../actions/action.ts';
import type { Refusal } from '../errors.ts';

/** APL 42, 55; PPR 22: at least two officers, each with an enforcement certificate valid on the day of the act. */
export function twoCertifiedOfficers<Facts, Input extends { readonly officerIds: readonly string[] }>(): Guard<Facts, Input> {
  return {
    name: 'twoCertifiedOfficers',
    rule: 'two-officer-rule',
    check: ({ input, officers, occurredOn }) => certifiedPair(input.officerIds, officers, occurredOn, '/officerIds'),
  };
}

/** The same rule for people whom the file already names. */
export function assignedOfficersCertified<Facts extends { readonly officerIds: readonly string[] }, Input>(): Guard<Facts, Input> {
  return {
    name: 'assignedOfficersCertified',
    rule: 'two-officer-rule',
    check: ({ facts, officers, occurredOn }) => certifiedPair(facts.officerIds, officers, occurredOn),
  };
}

/** Only the people named for the file may enter what they found (R-IN: who inspects, enters). */
export function actorIsAssigned<Facts extends { readonly officerIds: readonly string[] }, Input>(): Guard<Facts, Input> {
  return {
    name: 'actorIsAssigned',
    rule: 'two-officer-rule',
    check: ({ facts, actor }) => (facts.officerIds.includes(actor.id) ? null : { code: 'NOT_ASSIGNED', rule: 'two-officer-rule' }),
  };
}

function certifiedPair(
  officerIds: readonly string[],
  officers: ActContext<unknown, unknown>['officers'],
  on: string,
  field?: string,
): Refusal | null {
  const at = field === undefined ? {} : { field };
  if (new Set(officerIds).size < 2) return { code: 'TWO_OFFICERS_REQUIRED', rule: 'two-officer-rule', ...at };
  for (const id of officerIds) {
    const officer = officers[id];
    if (!officer) return { code: 'OFFICER_UNKNOWN', rule: 'two-officer-rule', ...at };
    const until = officer.certificateValidUntil;
    if (until === null || until < on) return { code: 'CERTIFICATE_INVALID', rule: 'two-officer-rule', ...at };
  }
  return null;
}
