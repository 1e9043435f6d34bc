import type { LocalDate } from '../time/local-date.ts';
import { clueAndInvestigation } from './catalogue/clue-and-investigation.ts';
import { inspectionAndCorrection } from './catalogue/inspection-and-correction.ts';
import { planAndDraw } from './catalogue/plan-and-draw.ts';
import { publicationAndRepair } from './catalogue/publication-and-repair.ts';
import { reviewAndNotice } from './catalogue/review-and-notice.ts';
import { serviceAndPerformance } from './catalogue/service-and-performance.ts';
import type { AccrualRule, BoundRule, ClockRule, Rule, RuleSet, ThresholdRule } from './rule.ts';
import { RuleError } from './rule-error.ts';

/** The rules of the product: the clocks of the inspection, the case, publication and repair. Raise `version` with every change of a row. */
export const ruleSet: RuleSet = {
  version: '2026.2',
  rules: [
    ...planAndDraw,
    ...inspectionAndCorrection,
    ...clueAndInvestigation,
    ...reviewAndNotice,
    ...serviceAndPerformance,
    ...publicationAndRepair,
  ],
};

const byId = new WeakMap<RuleSet, Map<string, readonly Rule[]>>();

/**
 * The clock in force on a trigger date; without a date, the newest version of it.
 * Throws UNKNOWN_RULE, NOT_A_CLOCK, TRIGGER_BEFORE_RULE (no version reaches back to that day), RULE_EXPIRED (repealed by then).
 */
export function findRule(id: string, triggerDate?: LocalDate, from: RuleSet = ruleSet): ClockRule {
  const rule = versionInForce(id, triggerDate, from);
  if (rule.kind !== 'clock') throw new RuleError('NOT_A_CLOCK', id, `该规则不是期限:${id} · this rule is no clock`);
  return rule;
}

/** The same for a sum that grows by the day. Throws NOT_AN_ACCRUAL besides. */
export function findAccrual(id: string, triggerDate?: LocalDate, from: RuleSet = ruleSet): AccrualRule {
  const rule = versionInForce(id, triggerDate, from);
  if (rule.kind !== 'accrual') throw new RuleError('NOT_AN_ACCRUAL', id, `该规则不是按日加计:${id} · this rule is no daily accrual`);
  return rule;
}

/** The same for a line in money. Throws NOT_A_THRESHOLD besides. */
export function findThreshold(id: string, triggerDate?: LocalDate, from: RuleSet = ruleSet): ThresholdRule {
  const rule = versionInForce(id, triggerDate, from);
  if (rule.kind !== 'threshold') throw new RuleError('NOT_A_THRESHOLD', id, `该规则不是金额标准:${id} · this rule is no line in money`);
  return rule;
}

/** The same for a count or a share. Throws NOT_A_BOUND besides. */
export function findBound(id: string, triggerDate?: LocalDate, from: RuleSet = ruleSet): BoundRule {
  const rule = versionInForce(id, triggerDate, from);
  if (rule.kind !== 'bound') throw new RuleError('NOT_A_BOUND', id, `该规则不是数量或者比例限制:${id} · this rule is no count or share`);
  return rule;
}

function versionInForce(id: string, triggerDate: LocalDate | undefined, from: RuleSet): Rule {
  const versions = versionsOf(from).get(id);
  const newest = versions?.[0];
  if (versions === undefined || newest === undefined) throw new RuleError('UNKNOWN_RULE', id, `未找到规则:${id} · no such rule`);
  if (triggerDate === undefined) return newest;
  const begun = versions.find((version) => version.effectiveFrom <= triggerDate);
  if (begun === undefined) {
    throw new RuleError('TRIGGER_BEFORE_RULE', id, `起算日${triggerDate}早于规则生效日:${id} · no version of the rule is held for that day`);
  }
  if (begun.effectiveTo !== undefined && begun.effectiveTo < triggerDate) {
    throw new RuleError('RULE_EXPIRED', id, `规则已于${begun.effectiveTo}失效:${id} · the rule was repealed before that day`);
  }
  return begun;
}

function versionsOf(from: RuleSet): Map<string, readonly Rule[]> {
  const known = byId.get(from);
  if (known !== undefined) return known;
  const map = new Map<string, Rule[]>();
  for (const rule of from.rules) map.set(rule.id, [...(map.get(rule.id) ?? []), rule]);
  for (const versions of map.values()) versions.sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1));
  byId.set(from, map);
  return map;
}
