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

/** Who closes it: the person who issued it (or, once they left that office, who follows in it), or, where a rung did, whoever holds the role that the rung names. */
export type OrderIssuer = {
  readonly officerId: string | null;
  readonly role: Role;
  /** Where the issuer held that role; absent where a rung issued it, and in orders of before: the department of the file. */
  readonly departmentId?: string | undefined;
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
  readonly ended?: { readonly by: string; readonly opinion: string; readonly inPlaceOf?: InPlaceOf };
};

/** For whom somebody acted who is not the issuer, and why. */
export type InPlaceOf = { readonly officerId: string; readonly reason: string };

export function isAddressee({ to }: SupervisionOrderFacts, actor: Officer): boolean {
  return to.officerIds.includes(actor.id) || to.roles.some((role) => actor.roles.includes(role));
}

/** What the order is judged by, beside its facts: who is there (people who left are not), and the department of the file. */
type OrderAround = { readonly rules: RuleSet; readonly officers: Readonly<Record<string, Officer>>; readonly record: { readonly departmentId: string } };

const officeOf = ({ issuer }: OrderText, { record }: OrderAround): string => issuer.departmentId ?? record.departmentId;

/** Whether the issuer no longer holds the office in which the order was issued: the account is disabled, or role or department have changed. */
export function hasIssuerLeft(order: OrderText, around: OrderAround): boolean {
  const { officerId, role } = order.issuer;
  if (officerId === null) return false;
  const issuer = around.officers[officerId];
  return issuer === undefined || !issuer.roles.includes(role) || issuer.departmentId !== officeOf(order, around);
}

/** As whom somebody may close, return or withdraw the order; null: not at all. */
export function closesAs(order: SupervisionOrderFacts, actor: Officer, around: OrderAround): 'issuer' | 'successor' | null {
  const { officerId, role } = order.issuer;
  const given = {
    issuedBy: officerId === null ? ('rung' as const) : ('person' as const),
    isThatPerson: officerId === actor.id,
    holdsRole: actor.roles.includes(role),
    issuerLeft: hasIssuerLeft(order, around),
    inIssuingDepartment: actor.departmentId === officeOf(order, around),
    isPrincipalHead: actor.roles.includes('principal_head'),
    isAddressed: isAddressee(order, actor),
  };
  if (askCriterion('supervision-order-issuer', given, undefined, around.rules) !== 'allowed') return null;
  return given.issuedBy === 'rung' || given.isThatPerson ? 'issuer' : 'successor';
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

/** The issuer's own task; once they left, that of everybody who holds the role. */
export function taskOfIssuer(order: OrderText, around: OrderAround, label: TaskDraft['label']): TaskDraft {
  const { officerId, role } = order.issuer;
  return { kind: 'act', label, roles: [role], officerIds: officerId === null || hasIssuerLeft(order, around) ? [] : [officerId] };
}
