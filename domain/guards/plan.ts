import type { Guard } from '../actions/action.ts';
import { isWithinBound } from '../rules/lines.ts';
import { completeItem, type DraftItem, type PlanItem } from '../actions/annual-plan/facts.ts';
import { findBound } from '../rules/find-rule.ts';

/** S004 二(四): the plan names items, scope, number, method, time and bodies. The field points into the plan that is submitted. */
export function planContentMin<Facts, Input>(itemsOf: (facts: Facts, input: Input) => readonly DraftItem[]): Guard<Facts, Input> {
  return {
    name: 'planContentMin',
    rule: 'plan-content-min',
    check: ({ facts, input }) => {
      const items = itemsOf(facts, input);
      if (items.length === 0) return { code: 'PLAN_CONTENT_MISSING', field: '/items', rule: 'plan-content-min' };
      for (const [i, item] of items.entries()) {
        const parsed = completeItem.safeParse(item);
        if (!parsed.success) return { code: 'PLAN_CONTENT_MISSING', field: `/items/${i}/${parsed.error.issues[0]?.path.join('/') ?? ''}`, rule: 'plan-content-min' };
      }
      return null;
    },
  };
}

/** S004 二(四): every share of a general item stays below the cap. */
export function planGeneralItemRatioCap<Facts, Input>(itemsOf: (facts: Facts, input: Input) => readonly DraftItem[]): Guard<Facts, Input> {
  return ratioGuard('planGeneralItemRatioCap', 'plan-general-item-ratio-cap', 'general', itemsOf);
}

/** S004 二(四): a key item has no cap but the whole. */
export function planKeyItemNoCap<Facts, Input>(itemsOf: (facts: Facts, input: Input) => readonly DraftItem[]): Guard<Facts, Input> {
  return ratioGuard('planKeyItemNoCap', 'plan-key-item-no-cap', 'key', itemsOf);
}

function ratioGuard<Facts, Input>(name: string, rule: string, itemType: PlanItem['itemType'], itemsOf: (facts: Facts, input: Input) => readonly DraftItem[]): Guard<Facts, Input> {
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
