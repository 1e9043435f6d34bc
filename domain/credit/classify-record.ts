import { askCriterion } from '../criteria/criteria.ts';
import { fenOf } from '../penalty/money.ts';
import type { DiscretionTier, PenaltyKind } from '../penalty/penalty.ts';
import { findCriterion, findThreshold } from '../rules/find-rule.ts';
import { reachesLine } from '../rules/lines.ts';
import type { RuleSet } from '../rules/rule.ts';
import type { LocalDate } from '../time/local-date.ts';

/** 重点领域: fields in which every record that is not minor is a serious one (PIP 14, CRM 8). */
export const keyDomains = ['food', 'drug', 'medical_device', 'cosmetics', 'special_equipment', 'key_product'] as const;
export const recordDomains = [...keyDomains, 'other'] as const;
export type RecordDomain = (typeof recordDomains)[number];

/** 经营主体 and 相关责任人员: the low fine has another line for each. */
export const partyTypes = ['business_entity', 'responsible_individual'] as const;
export type PartyType = (typeof partyTypes)[number];

/** In the order of how long and how strictly they are shown: of several penalties in one record the last in this list counts. */
export const recordClasses = ['not_published', 'minor', 'general', 'serious_a', 'serious_d', 'serious_b', 'serious_c'] as const;
export type RecordClass = (typeof recordClasses)[number];

export type ClassificationInputs = {
  readonly penaltyKinds: readonly PenaltyKind[];
  /** Yuan; absent where there is no fine. */
  readonly fineYuan?: string;
  readonly discretionTier: DiscretionTier;
  readonly domain: RecordDomain;
  readonly partyType: PartyType;
  /** Put on the serious-violation list together with the penalty (SVL 12). */
  readonly seriousList: boolean;
};

/** The class with everything that it follows from, so that it can be checked later without the rules of that day. */
export type Classification = {
  readonly recordClass: RecordClass;
  readonly inputs: ClassificationInputs;
  readonly ruleId: 'publicity-low-fine';
  readonly ruleVersion: string;
  /** The line of the low fine that was applied, in yuan; null where there is none and the class did not depend on it. */
  readonly lowFineYuan: string | null;
  /** Version of `publicity-class`; absent in records from before it was a rule. */
  readonly classVersion?: string;
};

/**
 * 违法失信信息的分类: the class of publicity of one penalty decision (PIP 13-15, CRM 6-9). Each penalty of the decision has its class, and the
 * record has the longest of them. A warning adds nothing to what stands beside it; goods, gains and suspended permits are neither minor nor grave.
 * @param on day of publication; the line of the low fine is the one in force then
 * Before 2025-12-25 provinces set the line of a low fine: it is asked for only where the class depends on it.
 * @throws RuleError where no rule is held for that day, LINE_NOT_SET where the place has not set the line; RangeError where `fineYuan` is no amount in yuan
 */
export function classifyRecord(inputs: ClassificationInputs, on: LocalDate, rules: RuleSet): Classification {
  const { penaltyKinds, fineYuan, discretionTier, domain, partyType, seriousList } = inputs;
  const line = findThreshold('publicity-low-fine', on, rules);
  const classWith = (fineIsLow: boolean) => askCriterion('publicity-class', { penaltyKinds, discretionTier, fineIsLow, domain, seriousList }, on, rules) as RecordClass;
  const [low, otherwise] = [classWith(true), classWith(false)];
  const isLow = () => fineYuan !== undefined && reachesLine(line, partyType, fenOf(fineYuan));
  const recordClass = low === otherwise ? low : isLow() ? low : otherwise;
  const classVersion = findCriterion('publicity-class', on, rules).version;
  return { recordClass, inputs, ruleId: 'publicity-low-fine', ruleVersion: line.version, lowFineYuan: line.yuan[partyType] ?? null, classVersion };
}

/**
 * True for a penalty whose publicity also waits for a restriction to end, of which the last day must be known.
 * @param on undefined: by the newest version
 */
export function restricts(penaltyKinds: readonly PenaltyKind[], on: LocalDate | undefined, rules: RuleSet): boolean {
  const restricting = findCriterion('publicity-class', on, rules).values['restrictingKinds'] as readonly string[];
  return penaltyKinds.some((kind) => restricting.includes(kind));
}
