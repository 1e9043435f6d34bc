import { askCriterion } from '../../criteria/criteria.ts';
import type { RuleSet } from '../../rules/rule.ts';
import type { Role } from '../../roles.ts';
import type { LocalDate } from '../../time/local-date.ts';
import type { Officer, TaskDraft } from '../action.ts';

/** What the order is about: a deadline of a file, or the file as a whole. Rule and date, nothing of the party. */
export type OrderSubject = {
  readonly fileId: string;
  readonly deadlineId: string | null;
  readonly ruleId: string | null;
  readonly dueDate: LocalDate | null;
  /** The rung of the ladder that opened it; null where it was issued by hand. */
  readonly rung: string | null;
};

/** To whom: named people, and everybody who holds one of the roles. */
export type OrderAddressees = {
  readonly roles: readonly Role[];
  readonly officerIds: readonly string[];
};

/** Who closes it: the person who issued it, or, where a rung did, whoever holds the role that the rung names. */
export type OrderIssuer = {
  readonly officerId: string | null;
  readonly role: Role;
};

/** What opens an order: the payload of `orderIssued`. */
export type OrderText = {
  readonly about: OrderSubject;
  readonly to: OrderAddressees;
  readonly issuer: OrderIssuer;
  /** What is asked, in the issuer's words; null for an order that a rung opened. */
  readonly demand: string | null;
  /** The date that the order names for the reply; null: that of the rule. */
  readonly replyBy: LocalDate | null;
};

/** Facts of a supervision order. */
export type SupervisionOrderFacts = OrderText & {
  readonly acknowledgedBy?: string;
  readonly report?: { readonly by: string; readonly text: string; readonly document?: string };
  readonly returned?: { readonly reason: string; readonly times: number };
  readonly ended?: { readonly by: string; readonly opinion: string };
};

export function isAddressee({ to }: SupervisionOrderFacts, actor: Officer): boolean {
  return to.officerIds.includes(actor.id) || to.roles.some((role) => actor.roles.includes(role));
}

export function isIssuer({ issuer }: SupervisionOrderFacts, actor: Officer, rules: RuleSet): boolean {
  const given = { issuedBy: issuer.officerId === null ? ('rung' as const) : ('person' as const), isThatPerson: issuer.officerId === actor.id, holdsRole: actor.roles.includes(issuer.role) };
  return askCriterion('supervision-order-issuer', given, undefined, rules) === 'allowed';
}

/** The tasks of those who are addressed: the named people together, and each role. */
export function tasksOfAddressees({ to }: OrderText, label: TaskDraft['label']): TaskDraft[] {
  const task = { kind: 'act' as const, label, clock: 'reply' };
  return [
    // a named person is asked by name; the role only tells what they are
    ...(to.officerIds.length > 0 ? [{ ...task, roles: [], officerIds: to.officerIds }] : []),
    ...(to.roles.length > 0 ? [{ ...task, roles: to.roles, officerIds: [] }] : []),
  ];
}

export function taskOfIssuer({ issuer }: OrderText, label: TaskDraft['label']): TaskDraft {
  return { kind: 'act', label, roles: [issuer.role], officerIds: issuer.officerId === null ? [] : [issuer.officerId] };
}
