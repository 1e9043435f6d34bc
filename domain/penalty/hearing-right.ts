import { askCriterion } from '../criteria/criteria.ts';
import { findThreshold } from '../rules/find-rule.ts';
import { reachesLine } from '../rules/lines.ts';
import type { RuleSet } from '../rules/rule.ts';
import type { LocalDate } from '../time/local-date.ts';
import { fenOf } from './money.ts';
import type { Penalty } from './penalty.ts';

export const partyKinds = ['legal_person', 'other_organisation', 'sole_trader', 'natural_person'] as const;
export type PartyKind = (typeof partyKinds)[number];

/**
 * hearing-right-scope, hearing-right-kinds · HRM 5, APL 63: whether the party must be told of the right to a hearing. The line includes the number
 * itself (HRM 31): a fine of exactly 100,000 yuan for a company meets it. Confiscated gains and goods are added up.
 */
export function hasHearingRight(penalty: Penalty, party: PartyKind, on: LocalDate, rules: RuleSet): boolean {
  if (askCriterion('hearing-right-kinds', { kinds: penalty.kinds }, on, rules) === 'reached') return true;
  const rule = findThreshold('hearing-right-scope', on, rules);
  const confiscated = fenOf(penalty.confiscatedYuan ?? '0') + fenOf(penalty.goodsYuan ?? '0');
  return reachesLine(rule, party, fenOf(penalty.fineYuan ?? '0')) || reachesLine(rule, party, confiscated);
}
