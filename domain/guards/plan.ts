import type { Guard } from '../actions/action.ts';
import { completeItem, type DraftItem, type PlanItem } from '../actions/annual-plan/facts.ts';
import { askCriterion } from '../criteria/criteria.ts';
import type { Refusal } from '../errors.ts';
import { findBound } from '../rules/find-rule.ts';
import { isWithinBound } from '../rules/lines.ts';
import type { RuleSet } from '../rules/rule.ts';

type ItemsOf<Facts, Input> = (facts: Facts, input: Input) => readonly DraftItem[];

/** S004 二(四): the plan names items, scope, number, method, time and bodies. The field points into the plan that is submitted. */
export function planContentMin<Facts, Input>(itemsOf: ItemsOf<Facts, Input>): Guard<Facts, Input> {
  const rule = 'plan-content-min';
  return {
    name: 'planContentMin',
    rule,
    check: ({ facts, input, rules, occurredOn }) => {
      const items = itemsOf(facts, input);
      const said = (item: DraftItem) => Object.entries(item).flatMap(([field, value]) => (value === undefined ? [] : [field]));
      const isComplete = askCriterion(rule, { items: items.map(said) }, occurredOn, rules) === 'allowed';
      if (items.length === 0) return { code: 'PLAN_CONTENT_MISSING', field: '/items', rule };
      for (const [i, item] of items.entries()) {
        const parsed = completeItem.safeParse(item);
        if (!parsed.success) return { code: 'PLAN_CONTENT_MISSING', field: `/items/${i}/${parsed.error.issues[0]?.path.join('/') ?? ''}`, rule };
      }
      return isComplete ? null : { code: 'PLAN_CONTENT_MISSING', field: '/items', rule };
    },
  };
}

/** S004 二(四): every share of a general item stays below the cap. */
export function planGeneralItemRatioCap<Facts, Input>(itemsOf: ItemsOf<Facts, Input>): Guard<Facts, Input> {
  return ratioGuard('planGeneralItemRatioCap', 'plan-general-item-ratio-cap', 'general', itemsOf);
}

/** S004 二(四): a key item has no cap but the whole. */
export function planKeyItemNoCap<Facts, Input>(itemsOf: ItemsOf<Facts, Input>): Guard<Facts, Input> {
  return ratioGuard('planKeyItemNoCap', 'plan-key-item-no-cap', 'key', itemsOf);
}

function ratioGuard<Facts, Input>(name: string, rule: string, itemType: PlanItem['itemType'], itemsOf: ItemsOf<Facts, Input>): Guard<Facts, Input> {
  return {
    name,
    rule,
    check: ({ facts, input, rules, occurredOn }) => {
      const bound = findBound(rule, occurredOn, rules);
      for (const [i, item] of itemsOf(facts, input).entries()) {
        if (item.itemType !== itemType || item.quota?.kind !== 'ratio') continue;
        const over = Object.entries(item.quota.percent).find(([, percent]) => !isWithinBound(bound, percent));
        if (over) return { code: 'PLAN_RATIO_CAP', field: `/items/${i}/quota/percent/${over[0]}`, rule };
      }
      return null;
    },
  };
}

/** What only warns: a ratio that is not raised where it should be, one that does not rise with the credit risk, an item that is not drawn at random. */
export function planWarnings<Facts, Input>(itemsOf: ItemsOf<Facts, Input>): readonly Guard<Facts, Input>[] {
  return [
    eachItem(itemsOf, 'ratioRaised', 'plan-raise-ratio-flags', (item, on, rules) =>
      askCriterion('plan-raise-ratio-flags', { flags: item.flags ?? [], raised: item.ratioRaised === true }, on, rules) === 'warned' ? { code: 'PLAN_RATIO_NOT_RAISED', field: 'ratioRaised' } : null),
    eachItem(itemsOf, 'ratioRisesWithRisk', 'draw-ratio-by-class', (item, on, rules) =>
      item.quota?.kind === 'ratio' && askCriterion('draw-ratio-by-class', { percent: item.quota.percent }, on, rules) === 'warned' ? { code: 'PLAN_RATIO_NOT_BY_CLASS', field: 'quota/percent' } : null),
    eachItem(itemsOf, 'drawnAtRandom', 'plan-random-negative-list', (item, on, rules) =>
      askCriterion('plan-random-negative-list', { selection: item.selection ?? 'random', onNegativeList: item.onNegativeList === true }, on, rules) === 'warned' ? { code: 'PLAN_NOT_RANDOM', field: 'selection' } : null),
  ];
}

function eachItem<Facts, Input>(
  itemsOf: ItemsOf<Facts, Input>,
  name: string,
  rule: string,
  check: (item: DraftItem, on: string, rules: RuleSet) => Pick<Refusal, 'code' | 'field'> | null,
): Guard<Facts, Input> {
  return {
    name,
    rule,
    check: ({ facts, input, rules, occurredOn }) => {
      for (const [i, item] of itemsOf(facts, input).entries()) {
        const found = check(item, occurredOn, rules);
        if (found) return { code: found.code, field: `/items/${i}/${found.field ?? ''}`, rule };
      }
      return null;
    },
  };
}
