import type { LocalDate } from '../time/local-date.ts';
import type { AccrualRule, BoundRule, ClockRule, CriterionRule, Rule, RuleSet, ThresholdRule } from './rule.ts';
import { RuleError, type RuleErrorCode } from './rule-error.ts';

const byId = new WeakMap<RuleSet, Map<string, readonly Rule[]>>();

/**
 * The clock in force on a trigger date; without a date, the newest version of it.
 * Throws UNKNOWN_RULE, NOT_A_CLOCK, TRIGGER_BEFORE_RULE (no version reaches back to that day), RULE_EXPIRED (repealed by then).
 */
export function findRule(id: string, triggerDate: LocalDate | undefined, rules: RuleSet): ClockRule {
  return ofKind('clock', versionInForce(id, triggerDate, rules));
}

/** The same for a sum that grows by the day. Throws NOT_AN_ACCRUAL besides. */
export function findAccrual(id: string, triggerDate: LocalDate | undefined, rules: RuleSet): AccrualRule {
  return ofKind('accrual', versionInForce(id, triggerDate, rules));
}

/** The same for a line in money. Throws NOT_A_THRESHOLD besides. */
export function findThreshold(id: string, triggerDate: LocalDate | undefined, rules: RuleSet): ThresholdRule {
  return ofKind('threshold', versionInForce(id, triggerDate, rules));
}

/** The same for a count or a share. Throws NOT_A_BOUND besides. */
export function findBound(id: string, triggerDate: LocalDate | undefined, rules: RuleSet): BoundRule {
  return ofKind('bound', versionInForce(id, triggerDate, rules));
}

/** The same for a rule that is no period. Throws NOT_A_CRITERION besides. */
export function findCriterion(id: string, triggerDate: LocalDate | undefined, rules: RuleSet): CriterionRule {
  return ofKind('criterion', versionInForce(id, triggerDate, rules));
}

/**
 * The very version that a row in the records was computed by, whatever the trigger date would give today.
 * Throws UNKNOWN_RULE, UNKNOWN_VERSION.
 */
export function ruleOfVersion(id: string, version: string, rules: RuleSet): Rule {
  const isIt = (rule: Rule) => rule.id === id && rule.version === version;
  const found = versionsOf(id, rules).find(isIt) ?? rules.former.find(isIt);
  if (found === undefined) throw new RuleError('UNKNOWN_VERSION', id, `未找到规则版本:${id} ${version} · no such version of the rule`);
  return found;
}

/** The same for a clock. Throws NOT_A_CLOCK besides. */
export function clockOfVersion(id: string, version: string, rules: RuleSet): ClockRule {
  return ofKind('clock', ruleOfVersion(id, version, rules));
}

/** True where a version of the rule is in force on that day. Throws UNKNOWN_RULE. */
export function isHeld(id: string, on: LocalDate, rules: RuleSet): boolean {
  return versionsOf(id, rules).some(({ effectiveFrom, effectiveTo }) => effectiveFrom <= on && (effectiveTo === undefined || on <= effectiveTo));
}

/** Every version of a rule, the newest first. Throws UNKNOWN_RULE. */
export function versionsOf(id: string, rules: RuleSet): readonly Rule[] {
  const versions = indexed(rules).get(id);
  if (versions === undefined) throw new RuleError('UNKNOWN_RULE', id, `未找到规则:${id} · no such rule`);
  return versions;
}

const wrongKind = {
  clock: ['NOT_A_CLOCK', '期限', 'clock'],
  accrual: ['NOT_AN_ACCRUAL', '按日加计', 'daily accrual'],
  threshold: ['NOT_A_THRESHOLD', '金额标准', 'line in money'],
  bound: ['NOT_A_BOUND', '数量或者比例限制', 'count or share'],
  criterion: ['NOT_A_CRITERION', '条件', 'criterion'],
} as const satisfies Record<Rule['kind'], readonly [RuleErrorCode, string, string]>;

function ofKind<Kind extends Rule['kind']>(kind: Kind, rule: Rule): Extract<Rule, { kind: Kind }> {
  if (rule.kind === kind) return rule as Extract<Rule, { kind: Kind }>;
  const [code, zh, en] = wrongKind[kind];
  throw new RuleError(code, rule.id, `该规则不是${zh}:${rule.id} · this rule is no ${en}`);
}

function versionInForce(id: string, triggerDate: LocalDate | undefined, rules: RuleSet): Rule {
  const versions = versionsOf(id, rules);
  const [newest] = versions;
  if (triggerDate === undefined && newest !== undefined) return newest;
  const date = triggerDate ?? '';
  const begun = versions.find((version) => version.effectiveFrom <= date);
  if (begun === undefined) {
    throw new RuleError('TRIGGER_BEFORE_RULE', id, `起算日${date}早于所存规则最早版本的生效日${versions.at(-1)?.effectiveFrom ?? ''}:${id} · the oldest version held of the rule is in force from ${versions.at(-1)?.effectiveFrom ?? ''}`);
  }
  if (begun.effectiveTo !== undefined && begun.effectiveTo < date) {
    throw new RuleError('RULE_EXPIRED', id, `规则已于${begun.effectiveTo}失效:${id} · the rule was repealed before that day`);
  }
  return begun;
}

function indexed(rules: RuleSet): Map<string, readonly Rule[]> {
  const known = byId.get(rules);
  if (known !== undefined) return known;
  const map = new Map<string, Rule[]>();
  for (const rule of rules.rules) map.set(rule.id, [...(map.get(rule.id) ?? []), rule]);
  for (const versions of map.values()) versions.sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1));
  byId.set(rules, map);
  return map;
}
