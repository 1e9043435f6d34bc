import { restricts, type ClassificationInputs, type PartyType } from '../../credit/classify-record.ts';
import { askCriterion } from '../../criteria/criteria.ts';
import type { JsonObject } from '../../json.ts';
import { fenOf } from '../../penalty/money.ts';
import type { RuleSet } from '../../rules/rule.ts';
import type { LocalDate } from '../../time/local-date.ts';
import { penaltyFields, type PenaltyField, type PenaltyInformation, type Unreadable } from './facts.ts';

/**
 * What an event tells of a penalty, field by field. An event is never refused: a field that cannot be read is left out and named,
 * and an officer enters it before anything is published.
 * @param on legal date of the event; a decision cannot be later
 */
export function readPenalty(payload: JsonObject, on: string): { readonly penalty: PenaltyInformation; readonly unreadable: readonly Unreadable[] } {
  const penalty: Record<string, unknown> = {};
  const unreadable: Unreadable[] = [];
  for (const field of Object.keys(penaltyFields) as PenaltyField[]) {
    const value = payload[field];
    if (value === undefined || value === null) continue;
    const parsed = penaltyFields[field].safeParse(value);
    if (!parsed.success) unreadable.push({ field, problem: parsed.error.issues[0]?.message ?? 'unreadable' });
    else if (field === 'decidedOn' && (parsed.data as string) > on) unreadable.push({ field, problem: `决定日期晚于${on} / later than the event` });
    else penalty[field] = parsed.data;
  }
  return { penalty, unreadable };
}

/**
 * publish-content · PIP 4, 7: the first thing that is missing for publication, or null.
 * @param on day of the publication
 */
export function missingField(penalty: PenaltyInformation = {}, on: LocalDate, rules: RuleSet): PenaltyField | null {
  const kinds = penalty.penaltyKinds ?? [];
  // a fine of nothing tells nothing
  const told = (Object.keys(penalty) as PenaltyField[]).filter((field) => penalty[field] !== undefined && (field !== 'fineYuan' || fenOf(penalty.fineYuan ?? '0') > 0n));
  const answer = askCriterion('publish-content', { told, fines: kinds.includes('fine'), restricts: restricts(kinds, on, rules) }, on, rules);
  return answer === 'allowed' ? null : (answer as PenaltyField);
}

/**
 * publish-scope · PIP 2, CRM 7: why nothing is published, or null where it must be (or is not known yet).
 * @param on undefined: by the newest version, where an event may not fail on an old date
 */
export function outsideScope({ penaltyKinds = [], procedure = 'ordinary' }: PenaltyInformation = {}, on: LocalDate | undefined, rules: RuleSet): 'warning_only' | 'simple_procedure' | null {
  const answer = askCriterion('publish-scope', { penaltyKinds, procedure }, on, rules);
  return answer === 'warning_only' || answer === 'simple_procedure' ? answer : null;
}

/** The inputs of the class. Throws where `missingField` names one: a guard must have refused. */
export function classificationInputs(penalty: PenaltyInformation): ClassificationInputs {
  const { penaltyKinds: kinds, discretionTier, domain, party, fineYuan } = penalty;
  if (!kinds || !discretionTier || !domain || !party) throw new Error('a guard must refuse what has no class');
  return {
    penaltyKinds: kinds,
    ...(fineYuan !== undefined && kinds.includes('fine') ? { fineYuan } : {}),
    discretionTier,
    domain,
    partyType: partyTypeOf(penalty),
    seriousList: penalty.seriousList ?? false,
  };
}

/** Told by the case, or read off the credit code. */
export function partyTypeOf({ partyType, party }: PenaltyInformation = {}): PartyType {
  return partyType ?? (party?.uscc === undefined ? 'responsible_individual' : 'business_entity');
}
