import { roles } from '../roles.ts';
import { isLocalDate } from '../time/local-date.ts';
import type { Ladder } from './ladder.ts';
import { lapseCodes } from './lapse-codes.ts';
import { pauseGrounds } from './pause-grounds.ts';
import { criterionSorts, outsideApprovers, outsiders, rolls, units, verifications, type ClockRule, type CriterionRule, type Rule, type RuleSet } from './rule.ts';

export type RuleFindingCode =
  | 'DUPLICATE_ID'
  | 'OVERLAPPING_VERSIONS'
  | 'BAD_ID'
  | 'UNKNOWN_TRIGGER'
  | 'UNKNOWN_ROLE'
  | 'NO_WATCHER'
  | 'UNKNOWN_LAPSE_CODE'
  | 'UNKNOWN_UNIT'
  | 'UNKNOWN_ROLL'
  | 'ROLL_WITHOUT_SENSE'
  | 'UNKNOWN_LADDER'
  | 'LADDER_WITHOUT_LAPSE'
  | 'LADDER_WITHOUT_ESCALATION'
  | 'UNKNOWN_PAUSE_GROUND'
  | 'PAUSE_WITHOUT_SENSE'
  | 'BAD_LIMIT'
  | 'BAD_EXTENSION'
  | 'BAD_WAITING_TIME'
  | 'BAD_ACCRUAL'
  | 'BAD_THRESHOLD'
  | 'BAD_BOUND'
  | 'BAD_CRITERION'
  | 'NO_FUNCTION'
  | 'UNKNOWN_ACTION'
  | 'NO_EXAMPLE'
  | 'MISSING_SOURCE'
  | 'MISSING_LABEL'
  | 'BAD_PERIOD'
  | 'UNKNOWN_VERIFICATION';

export interface RuleFinding {
  readonly code: RuleFindingCode;
  readonly ruleId: string;
  readonly version: string;
  readonly detail: string;
}

/** Names that rules may use, and that stand elsewhere. */
export interface KnownNames {
  readonly triggerEvents: object;
  /** Names of the actions of the product. */
  readonly actions: readonly string[];
  /** Ids of the functions in domain/criteria. */
  readonly criteria: readonly string[];
}

type Expect = (holds: boolean, code: RuleFindingCode, detail: string) => void;

/** Everything that is wrong with a rule set, also one that was read from elsewhere and never saw the compiler. An empty list means it may be used. */
export function checkRuleSet({ rules, ladders }: Pick<RuleSet, 'rules' | 'ladders'>, known: KnownNames): RuleFinding[] {
  return [...rules.flatMap((rule) => checkRule(rule, ladders, known)), ...checkVersions(rules)];
}

function checkRule(rule: Rule, ladders: RuleSet['ladders'], known: KnownNames): RuleFinding[] {
  const findings: RuleFinding[] = [];
  const expect: Expect = (holds, code, detail) => {
    if (!holds) findings.push({ code, ruleId: rule.id, version: rule.version, detail });
  };
  expect(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(rule.id), 'BAD_ID', rule.id);
  const runs = rule.kind === 'clock' || rule.kind === 'accrual';
  expect(rule.triggerEvent === undefined ? !runs : isOneOf(rule.triggerEvent, known.triggerEvents), 'UNKNOWN_TRIGGER', String(rule.triggerEvent));
  expect(rule.actorRole === undefined ? !runs : isOneOf(rule.actorRole, roles) || isOneOf(rule.actorRole, outsiders), 'UNKNOWN_ROLE', String(rule.actorRole));
  expect(rule.watcher === undefined || isOneOf(rule.watcher, roles), 'UNKNOWN_ROLE', String(rule.watcher));
  expect(!runs || isOneOf(rule.actorRole, roles) || rule.watcher !== undefined, 'NO_WATCHER', `${String(rule.actorRole)} is outside the authority`);
  expect(verifications.includes(rule.verified), 'UNKNOWN_VERIFICATION', String(rule.verified));
  expect(Boolean(rule.label?.zh && rule.label.en), 'MISSING_LABEL', rule.id);
  expect(rule.source.length > 0, 'MISSING_SOURCE', 'no source');
  for (const { law, title, version, article, text } of rule.source) {
    expect(Boolean(law && title && article && text) && isLocalDate(version), 'MISSING_SOURCE', `${law} ${article}`);
    expect(version <= rule.effectiveFrom, 'BAD_PERIOD', `${law} is in force from ${version} only`);
  }
  expect(isLocalDate(rule.effectiveFrom) && (rule.effectiveTo === undefined || (isLocalDate(rule.effectiveTo) && rule.effectiveTo >= rule.effectiveFrom)), 'BAD_PERIOD', `${rule.effectiveFrom} – ${rule.effectiveTo ?? ''}`);
  if (runs) for (const { ground } of rule.pausable) expect(isOneOf(ground, pauseGrounds), 'UNKNOWN_PAUSE_GROUND', String(ground));
  expect(rule.examples.length > 0 || rule.version.includes('+'), 'NO_EXAMPLE', 'no worked example');
  if (rule.kind === 'clock') checkClock(rule, ladders, expect);
  else if (rule.kind === 'criterion') checkCriterion(rule, known, expect);
  else if (rule.kind === 'threshold') expect(Object.values(rule.yuan).length > 0 && Object.values(rule.yuan).every((yuan) => (yuan === null ? rule.limitSetBy === 'profile' : /^\d{1,15}$/.test(yuan))), 'BAD_THRESHOLD', JSON.stringify(rule.yuan));
  else if (rule.kind === 'bound') expect(Number.isInteger(rule.value) && rule.value > 0 && (rule.of !== 'percent' || rule.value <= 100), 'BAD_BOUND', `${rule.value} ${rule.of}`);
  else expect(rule.percentPerDay > 0 && Number.isInteger(rule.percentPerDay) && rule.capPercent >= rule.percentPerDay, 'BAD_ACCRUAL', `${rule.percentPerDay} %, cap ${rule.capPercent} %`);
  return findings;
}

function checkCriterion(rule: CriterionRule, known: KnownNames, expect: Expect): void {
  expect(criterionSorts.includes(rule.sort), 'BAD_CRITERION', `sort ${String(rule.sort)}`);
  expect(known.criteria.includes(rule.id), 'NO_FUNCTION', 'no function of this id in domain/criteria');
  for (const action of [...rule.blocks, ...rule.warns]) expect(known.actions.includes(action), 'UNKNOWN_ACTION', action);
  for (const key of Object.keys(rule.profileMaySet ?? {})) expect(Object.hasOwn(rule.values, key), 'BAD_CRITERION', `profileMaySet ${key}, but there is no such value`);
}

function checkClock(rule: ClockRule, ladders: RuleSet['ladders'], expect: Expect): void {
  const counted = rule.unit !== 'DATE';
  expect(units.includes(rule.unit), 'UNKNOWN_UNIT', String(rule.unit));
  expect(rolls.includes(rule.roll), 'UNKNOWN_ROLL', String(rule.roll));
  expect(isOneOf(rule.onLapse, lapseCodes), 'UNKNOWN_LAPSE_CODE', String(rule.onLapse));
  // A count of working days ends on one; hours and fixed dates do not roll; nor does what ends by operation of law, or a minimum.
  const neverRolls = ['WD', 'H', 'DATE'].includes(rule.unit) || ['AUTO_RELEASE', 'AUTO_STOP', 'NOT_BEFORE'].includes(rule.onLapse);
  expect(rule.roll === 'none' || !neverRolls, 'ROLL_WITHOUT_SENSE', `${rule.unit}, ${rule.onLapse}, ${rule.roll}`);
  expect(rule.pausable.length === 0 || (counted && rule.unit !== 'H'), 'PAUSE_WITHOUT_SENSE', rule.unit);
  expect(rule.onLapse !== 'NOT_BEFORE' || rule.earliestAction !== undefined, 'BAD_WAITING_TIME', 'NOT_BEFORE without an earliest action');

  const whole = (value: unknown): boolean => typeof value === 'number' && Number.isInteger(value) && value > 0;
  if (counted) {
    expect(whole(rule.limit), 'BAD_LIMIT', `limit ${String(rule.limit)}`);
    const bounded = whole(rule.minLimit) && whole(rule.maxLimit) && Number(rule.minLimit) <= Number(rule.limit) && Number(rule.limit) <= Number(rule.maxLimit);
    expect(rule.limitSetBy === undefined ? rule.minLimit === undefined && rule.maxLimit === undefined : bounded, 'BAD_LIMIT', 'a limit that others set needs bounds, a fixed one has none');
  } else {
    expect(rule.limit === null ? rule.limitSetBy !== undefined : isLocalDate(`2027-${rule.limit}`), 'BAD_LIMIT', `date ${String(rule.limit)}`);
  }
  expect(rule.extensions.length === 0 || (counted && rule.unit !== 'H'), 'BAD_EXTENSION', `${rule.unit} cannot be extended`);
  for (const step of rule.extensions) {
    expect(isOneOf(step.approver, roles) || outsideApprovers.some((body) => body === step.approver), 'UNKNOWN_ROLE', String(step.approver));
    const amountFits = step.limit === null ? step.amountRequired === true : whole(step.limit);
    expect(whole(step.count) && amountFits, 'BAD_EXTENSION', `${step.approver} ${String(step.limit)}`);
  }
  const ladder: Ladder | undefined = Object.hasOwn(ladders, rule.ladder) ? ladders[rule.ladder] : undefined;
  expect(ladder !== undefined, 'UNKNOWN_LADDER', String(rule.ladder));
  expect(ladder === undefined || ladder.filter((rung) => rung.effect === 'lapse').length === 1, 'LADDER_WITHOUT_LAPSE', String(rule.ladder));
  const mustEscalate = rule.onLapse === 'AGENCY_OVERDUE';
  expect(!mustEscalate || ladder === undefined || ladder.some((rung) => rung.effect === 'escalate'), 'LADDER_WITHOUT_ESCALATION', String(rule.ladder));
}

function checkVersions(rules: readonly Rule[]): RuleFinding[] {
  const findings: RuleFinding[] = [];
  rules.forEach((rule, at) => {
    for (const other of rules.slice(at + 1).filter(({ id }) => id === rule.id)) {
      if (other.version === rule.version || other.effectiveFrom === rule.effectiveFrom) {
        findings.push({ code: 'DUPLICATE_ID', ruleId: rule.id, version: other.version, detail: `version ${rule.version} twice` });
        continue;
      }
      const [older, newer] = rule.effectiveFrom < other.effectiveFrom ? [rule, other] : [other, rule];
      if (older.effectiveTo === undefined || older.effectiveTo >= newer.effectiveFrom) {
        findings.push({ code: 'OVERLAPPING_VERSIONS', ruleId: rule.id, version: older.version, detail: `${older.version} does not end before ${newer.version}` });
      }
    }
  });
  return findings;
}

function isOneOf(value: unknown, list: object): boolean {
  return typeof value === 'string' && Object.hasOwn(list, value);
}
