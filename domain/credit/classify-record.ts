import { fenOf } from '../penalty/money.ts';
import type { DiscretionTier, PenaltyKind } from '../penalty/penalty.ts';
import { findThreshold } from '../rules/find-rule.ts';
import { reachesLine } from '../rules/lines.ts';
import type { RuleSet, ThresholdRule } from '../rules/rule.ts';
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
  /** The line of the low fine that was applied, in yuan. */
  readonly lowFineYuan: string;
};

/** 限制开展生产经营活动、责令停产停业、限制从业: publicity lasts at least as long as the restriction. */
const restrictions = new Set<PenaltyKind>(['restrict_operations', 'suspend_business', 'employment_ban']);
/** 降低资质等级、吊销许可证件、吊销营业执照、责令关闭: never stopped early. */
const gravest = new Set<PenaltyKind>(['lower_qualification', 'revoke_permit', 'revoke_licence', 'close_business']);

/**
 * 违法失信信息的分类: the class of publicity of one penalty decision (PIP 13-15, CRM 6-9). Each penalty of the decision has its class, and the
 * record has the longest of them. A warning adds nothing to what stands beside it; goods, gains and suspended permits are neither minor nor grave.
 * @param on day of publication; the line of the low fine is the one in force then
 * @throws RuleError where no rule is held for that day; RangeError where `fineYuan` is no amount in yuan
 */
export function classifyRecord(inputs: ClassificationInputs, on: LocalDate, rules: RuleSet): Classification {
  const rule = findThreshold('publicity-low-fine', on, rules);
  const lowFineYuan = rule.yuan[inputs.partyType] ?? '0';
  const classes = inputs.penaltyKinds.map((kind) => classOf(kind, inputs, rule));
  if (inputs.seriousList) classes.push('serious_d');
  return { recordClass: longest(classes), inputs, ruleId: 'publicity-low-fine', ruleVersion: rule.version, lowFineYuan };
}

function classOf(kind: PenaltyKind, inputs: ClassificationInputs, lowFine: ThresholdRule): RecordClass {
  if (kind === 'warning') return 'not_published';
  if (kind === 'circulated_criticism') return 'minor';
  if (kind === 'fine' && isLowFine(inputs, lowFine)) return 'minor';
  if (gravest.has(kind)) return 'serious_c';
  if (restrictions.has(kind)) return 'serious_b';
  return inputs.domain === 'other' ? 'general' : 'serious_a';
}

/** 较低数额罚款: both a lenient or mitigated tier and a sum up to the line, the number itself included (PPR 84). */
function isLowFine({ discretionTier, fineYuan, partyType }: ClassificationInputs, lowFine: ThresholdRule): boolean {
  return (discretionTier === 'lenient' || discretionTier === 'mitigated') && fineYuan !== undefined && reachesLine(lowFine, partyType, fenOf(fineYuan));
}

function longest(classes: readonly RecordClass[]): RecordClass {
  return classes.reduce((worst, next) => (recordClasses.indexOf(next) > recordClasses.indexOf(worst) ? next : worst), 'not_published');
}

/** True for a penalty whose publicity also waits for a restriction to end, of which the last day must be known. */
export function restricts(penaltyKinds: readonly PenaltyKind[]): boolean {
  return penaltyKinds.some((kind) => restrictions.has(kind));
}

/** publish-scope · PIP 2, CRM 7: a decision that only warns is not published. */
export function isWarningOnly(penaltyKinds: readonly PenaltyKind[]): boolean {
  return penaltyKinds.every((kind) => kind === 'warning');
}
