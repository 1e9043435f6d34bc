import { z } from 'zod';
import { nextOfficer } from '../../draw/draw-officers.ts';
import { whyNotEligible } from '../../draw/frame.ts';
import { officerIdPattern, type Registers } from '../../registers.ts';
import { text } from '../inspection/facts.ts';
import { defineAction } from '../action.ts';
import { decideRecusal as decideOn } from '../recusal/decide.ts';
import { everybodyIn, recusalUnderWay, replacementsOf, resultOf, type DrawTaskFacts, type Recusal } from './facts.ts';

const raising = z.strictObject({
  officerId: z.string().regex(officerIdPattern).describe('被抽中的执法人员'),
  target: z.string().length(18).describe('检查对象的统一社会信用代码'),
  ground: z.enum(['conflict_of_interest', 'relative', 'other_bias', 'unavailable']).describe('利害关系 / 近亲属 / 其他影响公正 / 不能到岗'),
  reason: text(1000),
  onBehalfOf: text(200).optional().describe('代当事人提出时填写当事人'),
});

/** recusal-inspection · S004 三(二); FSI 23; APL 43: an officer, or the party through one, says that the drawn person cannot inspect this target. */
export const raiseRecusal = defineAction<DrawTaskFacts, z.infer<typeof raising>>({
  name: 'raiseRecusal',
  label: { zh: '提出回避', en: 'Raise a recusal' },
  roles: ['inspector', 'expert', 'draw_operator', 'lead_coordinator', 'handling_unit_head'],
  input: raising,
  guards: [
    {
      name: 'drawnForTarget',
      rule: 'recusal-inspection',
      check: ({ facts, input }) => {
        const match = resultOf(facts).find(({ target }) => target === input.target);
        if (!match) return { code: 'RECUSAL_NOT_DRAWN', field: '/target', rule: 'recusal-inspection' };
        return match.officerIds.includes(input.officerId) ? null : { code: 'RECUSAL_NOT_DRAWN', field: '/officerId', rule: 'recusal-inspection' };
      },
    },
  ],
  cites: ['recusal-inspection', 'recusal-sla'],
  perform: ({ input, facts, actor, occurredOn }) => {
    const { target, officerId, ground, reason } = input;
    return { outcome: 'raised', facts: { recusals: [...facts.recusals, { target, officerId, ground, reason, raisedBy: actor.id, raisedOn: occurredOn }] } };
  },
});

/** PPR 4 · APL 43: until the decision no inspection is assigned; nobody decides on themselves. */
export const decideRecusal = decideOn<Recusal, DrawTaskFacts>({
  underWay: recusalUnderWay,
  rolesOf: ({ officerId }, officers) => officers[officerId]?.roles ?? [],
  cites: ['recusal-case-decider', 'recusal-sla', 'recusal-inspection'],
});

const nothing = z.strictObject({});

/** S004 三(二): the next ticket takes the place of the recused person, and of nobody else. The first draw stays on record. */
export const redrawOfficer = defineAction<DrawTaskFacts, z.infer<typeof nothing>>({
  name: 'redrawOfficer',
  label: { zh: '抽取递补人员', en: 'Draw the replacement' },
  roles: ['draw_operator'],
  input: nothing,
  needs: () => ({ officers: true }),
  guards: [
    {
      name: 'officerPool',
      rule: 'draw-officer-pool',
      check: ({ facts, registers }) => (registers && !replacementIn(facts, registers).next ? { code: 'DRAW_POOL_TOO_SMALL', rule: 'draw-officer-pool' } : null),
    },
  ],
  cites: ['draw-two-random', 'recusal-inspection', 'draw-officer-pool'],
  perform: ({ facts, registers }) => {
    if (!registers) throw new Error('the step reads the registers for this act');
    const { open, next, unavailable } = replacementIn(facts, registers);
    if (!next) throw new Error('the guard lets nobody come here without a replacement');
    const recusals = facts.recusals.map((one) => (one === open ? { ...one, replaced: { unavailable, replacement: next } } : one));
    return {
      outcome: 'redrawn',
      facts: { recusals, officerIds: everybodyIn(resultOf({ recusals, ...(facts.matches ? { matches: facts.matches } : {}) })) },
      evidence: { target: open.target, recused: open.officerId, unavailable, replacement: next },
    };
  },
});

function replacementIn(facts: DrawTaskFacts, registers: Registers) {
  const open = recusalUnderWay(facts);
  const { frame, seed, matches, order } = facts;
  if (!open || !frame || seed === undefined || !matches) throw new Error('the chart opens this act only for a recusal that was upheld');
  const eligible = new Set(registers.officers.filter((officer) => whyNotEligible(officer, order.to) === null).map(({ id }) => id));
  const unavailable = frame.officers.filter((id) => !eligible.has(id));
  return { open, unavailable, next: nextOfficer(frame, seed, matches, replacementsOf(facts.recusals), open.target, unavailable) };
}
