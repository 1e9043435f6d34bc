import { z } from 'zod';
import { countsOfFrame, frameHashOf, frameOf } from '../../draw/frame.ts';
import type { Registers } from '../../registers.ts';
import { findBound } from '../../rules/find-rule.ts';
import { isWithinBound } from '../../rules/lines.ts';
import type { RuleSet } from '../../rules/rule.ts';
import type { Refusal } from '../../errors.ts';
import { defineAction, type FileEvent, type Guard } from '../action.ts';
import type { DrawTaskFacts, TaskOrder } from './facts.ts';

/** The plan opens a task; its order is fixed with it. */
export const taskOpened: FileEvent<DrawTaskFacts> = {
  name: 'taskOpened',
  label: { zh: '下达抽查任务', en: 'Draw task opened' },
  perform: ({ payload, source }) => ({
    outcome: 'opened',
    facts: { planId: source.fileId, order: payload as unknown as TaskOrder, contributions: [], discardedRounds: [], recusals: [], officerIds: [], closedInspections: [] },
  }),
};

const nothing = z.strictObject({});
type Nothing = z.infer<typeof nothing>;

/** A guard on what the registers hold; before the act is sent nobody has read them. */
function ofRegisters(name: string, rule: string, check: (registers: Registers, facts: DrawTaskFacts, law: Law) => Refusal | null): Guard<DrawTaskFacts, Nothing> {
  return { name, rule, check: ({ registers, facts, occurredOn, rules }) => (registers ? check(registers, facts, { occurredOn, rules }) : null) };
}

/** The rules of the day on which the frame is frozen. */
interface Law {
  readonly occurredOn: string;
  readonly rules: RuleSet;
}

const bound = (rule: string, { occurredOn, rules }: Law) => findBound(rule, occurredOn, rules);
const prepare = (registers: Registers, { order }: DrawTaskFacts, law: Law) => frameOf(registers, order.quota, bound('two-officer-rule', law).value, order.to);

/**
 * R-DR · OBE 54: freezes who can be drawn, and how many of whom. The hash stands in the ledger before any part of the seed
 * exists, so that nobody can fit the list to the draw. There is no field to fill in: nobody is added or left out by hand.
 */
export const freezeFrame = defineAction<DrawTaskFacts, Nothing>({
  name: 'freezeFrame',
  label: { zh: '冻结抽取名录', en: 'Freeze the frame' },
  roles: ['draw_operator'],
  input: nothing,
  needs: ({ order }, rules) => ({
    targets: {
      category: order.scope.category,
      ...(order.scope.industry === undefined ? {} : { industry: order.scope.industry }),
      ...(order.scope.riskClasses === undefined ? {} : { riskClasses: order.scope.riskClasses }),
      atMost: findBound('draw-frame-size', undefined, rules).value,
    },
    officers: true,
  }),
  guards: [
    {
      name: 'withinTaskTime',
      rule: 'plan-content-min',
      check: ({ facts, occurredOn }) => (occurredOn <= facts.order.to ? null : { code: 'DRAW_WINDOW_PASSED', rule: 'plan-content-min' }),
    },
    ofRegisters('frameNotTooLarge', 'draw-frame-size', ({ targets }, _facts, law) => (!isWithinBound(bound('draw-frame-size', law), targets.length) ? { code: 'DRAW_FRAME_TOO_LARGE', rule: 'draw-frame-size' } : null)),
    ofRegisters('officerPool', 'draw-officer-pool', (registers, facts, law) =>
      !isWithinBound(bound('draw-officer-pool', law), prepare(registers, facts, law).frame.officers.length) ? { code: 'DRAW_POOL_TOO_SMALL', rule: 'draw-officer-pool' } : null),
    ofRegisters('somebodyDrawn', 'draw-two-random', (registers, facts, law) => (drawn(registers, facts, law) === 0 ? { code: 'DRAW_FRAME_EMPTY', rule: 'draw-two-random' } : null)),
    ofRegisters('drawNotTooLarge', 'draw-task-size', (registers, facts, law) => (!isWithinBound(bound('draw-task-size', law), drawn(registers, facts, law)) ? { code: 'DRAW_TOO_MANY_TARGETS', rule: 'draw-task-size' } : null)),
    ofRegisters('generalItemRatioCap', 'plan-general-item-ratio-cap', (registers, facts, law) => {
      const { itemType, quota } = facts.order;
      const isEverybody = itemType === 'general' && quota.kind === 'number' && drawn(registers, facts, law) === prepare(registers, facts, law).frame.targets.length;
      return isEverybody ? { code: 'PLAN_RATIO_CAP', rule: 'plan-general-item-ratio-cap' } : null;
    }),
  ],
  cites: ['draw-two-random', 'draw-officer-pool', 'plan-general-item-ratio-cap', 'two-officer-rule'],
  perform: ({ registers, facts, occurredOn, rules }) => {
    if (!registers) throw new Error('the step reads the registers for this act');
    const { frame, leftOut } = prepare(registers, facts, { occurredOn, rules });
    const frameHash = frameHashOf(frame);
    return { outcome: 'frozen', facts: { frame, frameHash, leftOut }, evidence: { frame, frameHash, leftOut } };
  },
});

function drawn(registers: Registers, facts: DrawTaskFacts, law: Law): number {
  return Object.values(countsOfFrame(prepare(registers, facts, law).frame)).reduce((sum, count) => sum + count, 0);
}
