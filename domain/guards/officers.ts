import type { ActContext, Guard, Officer } from '../actions/action.ts';
import { askCriterion } from '../criteria/criteria.ts';
import type { Refusal } from '../errors.ts';
import { findBound } from '../rules/find-rule.ts';
import { isWithinBound } from '../rules/lines.ts';
import type { RuleSet } from '../rules/rule.ts';

/** APL 42, 55; PPR 22: at least two officers, each with an enforcement certificate valid on the day of the act. */
export function twoCertifiedOfficers<Facts, Input extends { readonly officerIds: readonly string[] }>(): Guard<Facts, Input> {
  return {
    name: 'twoCertifiedOfficers',
    rule: 'two-officer-rule',
    check: ({ input, ...context }) => certifiedPair(input.officerIds, context, '/officerIds'),
  };
}

/** The same rule for people whom the file already names. */
export function assignedOfficersCertified<Facts extends { readonly officerIds: readonly string[] }, Input>(): Guard<Facts, Input> {
  return {
    name: 'assignedOfficersCertified',
    rule: 'two-officer-rule',
    check: ({ facts, officers, occurredOn, rules }) => certifiedPair(facts.officerIds, { officers, occurredOn, rules }),
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

/** G54: an inspector inspects; experts, auxiliaries and others may only support. */
export function inspectorsOnly<Facts, Input extends { readonly officerIds: readonly string[] }>(): Guard<Facts, Input> {
  return {
    name: 'inspectorsOnly',
    rule: 'no-third-party-inspector',
    check: ({ input, officers, occurredOn, rules }) => mayInspect(input.officerIds, { officers, occurredOn, rules }, '/officerIds'),
  };
}

/** The same for people whom the file already names. */
export function assignedInspectorsOnly<Facts extends { readonly officerIds: readonly string[] }, Input>(): Guard<Facts, Input> {
  return {
    name: 'assignedInspectorsOnly',
    rule: 'no-third-party-inspector',
    check: ({ facts, officers, occurredOn, rules }) => mayInspect(facts.officerIds, { officers, occurredOn, rules }),
  };
}

/** G54: who comes along to help is somebody who may help. */
export function supportersOnlySupport<Facts, Input extends { readonly supporters: readonly { readonly status: string }[] }>(): Guard<Facts, Input> {
  const rule = 'no-third-party-inspector';
  return {
    name: 'supportersOnlySupport',
    rule,
    check: ({ input, occurredOn, rules }) => {
      const at = input.supporters.findIndex(({ status }) => askCriterion(rule, { status, part: 'support' }, occurredOn, rules) !== 'allowed');
      return at < 0 ? null : { code: 'NOT_A_SUPPORTER', field: `/supporters/${at}/status`, rule };
    },
  };
}

type Around = Pick<ActContext<unknown, unknown>, 'officers' | 'occurredOn' | 'rules'>;

function certifiedPair(officerIds: readonly string[], { officers, occurredOn, rules }: Around, field?: string): Refusal | null {
  const at = field === undefined ? {} : { field };
  if (!isWithinBound(findBound('two-officer-rule', occurredOn, rules), new Set(officerIds).size)) return { code: 'TWO_OFFICERS_REQUIRED', rule: 'two-officer-rule', ...at };
  for (const id of officerIds) {
    const officer = officers[id];
    if (!officer) return { code: 'OFFICER_UNKNOWN', rule: 'two-officer-rule', ...at };
    if (!isCertified(officer, occurredOn, rules)) return { code: 'CERTIFICATE_INVALID', rule: 'two-officer-rule-certificate', ...at };
  }
  return null;
}

function isCertified(officer: Officer, on: string, rules: RuleSet): boolean {
  return askCriterion('two-officer-rule-certificate', { validUntil: officer.certificateValidUntil, on }, on, rules) === 'allowed';
}

function mayInspect(officerIds: readonly string[], { officers, occurredOn, rules }: Around, field?: string): Refusal | null {
  const rule = 'no-third-party-inspector';
  const barred = officerIds.find((id) => {
    const officer = officers[id];
    return officer !== undefined && askCriterion(rule, { status: statusOf(officer, occurredOn, rules), part: 'inspect' }, occurredOn, rules) !== 'allowed';
  });
  return barred === undefined ? null : { code: 'NOT_AN_INSPECTOR', rule, ...(field === undefined ? {} : { field }) };
}

/** What somebody of our own is under the rule: an expert has a pool of their own, and nobody without a certificate is an officer. */
function statusOf(officer: Officer, on: string, rules: RuleSet): string {
  if (!officer.roles.includes('inspector')) return officer.roles.includes('expert') ? 'expert' : 'auxiliary';
  return isCertified(officer, on, rules) ? 'officer' : 'auxiliary';
}
