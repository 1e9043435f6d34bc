import type { Guard } from '../actions/action.ts';
import { recusalUnderWay, type DrawTaskFacts } from '../actions/draw-task/facts.ts';
import { askCriterion } from '../criteria/criteria.ts';
import { recusalOf } from './recusal.ts';

type DrawGuard<Input> = Guard<DrawTaskFacts, Input>;

/** OBE 54, RRI 66: what is drawn comes out of the frozen frame and the seed, never out of a hand. */
export function drawnAtRandom<Input>(): DrawGuard<Input> {
  const rule = 'draw-two-random';
  return {
    name: 'drawnAtRandom',
    rule,
    check: ({ facts, occurredOn, rules }) => {
      const given = { picked: 'by_draw' as const, frameFrozen: facts.frameHash !== undefined, seedShown: facts.seed !== undefined };
      return askCriterion(rule, given, occurredOn, rules) === 'allowed' ? null : { code: 'NOT_BY_DRAW', rule };
    },
  };
}

/** S004 三(一)(二): in a joint task the lead draws the targets; whoever matches officers matches those of their own department. */
export function byTheRightDepartment<Input>(act: 'draw_targets' | 'match_officers'): DrawGuard<Input> {
  const rule = 'draw-joint-lead';
  return {
    name: 'byTheRightDepartment',
    rule,
    check: ({ record, facts, actor, occurredOn, rules }) => {
      // the file, and with it the frame of officers, belongs to the lead
      const isOwn = actor.departmentId === record.departmentId;
      const given = { joint: facts.order.participatingDepartments.length > 0, act, byLead: isOwn, officersOfOwn: isOwn };
      return askCriterion(rule, given, occurredOn, rules) === 'allowed' ? null : { code: 'NOT_THE_LEAD', rule };
    },
  };
}

/** S004 三(二): nothing is assigned while a recusal waits for its decision or for the replacement. */
export function noRecusalUnderWay<Input>(): DrawGuard<Input> {
  const rule = 'recusal-inspection';
  return {
    name: 'noRecusalUnderWay',
    rule,
    check: ({ facts, occurredOn, rules }) => {
      const open = recusalUnderWay(facts);
      const recusal = open ? recusalOf([open], open.officerId) : 'none';
      return askCriterion(rule, { recusal }, occurredOn, rules) === 'allowed' ? null : { code: 'OFFICER_RECUSED', rule };
    },
  };
}
