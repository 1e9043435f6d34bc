import { isWarningOnly, restricts, type ClassificationInputs } from '../../credit/classify-record.ts';
import type { JsonObject } from '../../json.ts';
import { fenOf } from '../../penalty/money.ts';
import { penaltyFields, requiredFields, type PenaltyField, type PenaltyInformation, type Unreadable } from './facts.ts';

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

/** publish-content · PIP 4, 7: the first thing that is missing for publication, or null. */
export function missingField(penalty: PenaltyInformation = {}): PenaltyField | null {
  const missing = requiredFields.find((field) => penalty[field] === undefined);
  if (missing) return missing;
  const kinds = penalty.penaltyKinds ?? [];
  if (kinds.includes('fine') && fenOf(penalty.fineYuan ?? '0') === 0n) return 'fineYuan';
  return restricts(kinds) && penalty.restrictionEndsOn === undefined ? 'restrictionEndsOn' : null;
}

/** publish-scope · PIP 2, CRM 7: why nothing is published, or null where it must be (or is not known yet). */
export function outsideScope({ penaltyKinds: kinds, procedure }: PenaltyInformation = {}): 'warning_only' | 'simple_procedure' | null {
  if (procedure === 'simple') return 'simple_procedure';
  return kinds !== undefined && isWarningOnly(kinds) ? 'warning_only' : null;
}

/** The inputs of the class. Throws where `missingField` names one: a guard must have refused. */
export function classificationInputs(penalty: PenaltyInformation): ClassificationInputs {
  const { penaltyKinds: kinds, discretionTier, domain, party, fineYuan } = penalty;
  if (!kinds || !discretionTier || !domain || !party) throw new Error(`no class without ${missingField(penalty)}`);
  return {
    penaltyKinds: kinds,
    ...(fineYuan !== undefined && kinds.includes('fine') ? { fineYuan } : {}),
    discretionTier,
    domain,
    partyType: penalty.partyType ?? (party.uscc === undefined ? 'responsible_individual' : 'business_entity'),
    seriousList: penalty.seriousList ?? false,
  };
}
