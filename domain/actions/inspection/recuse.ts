import { z } from 'zod';
import { whyNotEligible } from '../../draw/frame.ts';
import { orderByTicket, type Ticket } from '../../draw/sampler.ts';
import type { Registers } from '../../registers.ts';
import { defineAction } from '../action.ts';
import { decideRecusal as decideOn } from '../recusal/decide.ts';
import { officerId, text, type InspectionFacts, type InspectionRecusal } from './facts.ts';

/** The recusal that waits for its decision, or for the replacement: at most one at a time. */
function underWay({ recusals }: InspectionFacts): InspectionRecusal | undefined {
  return recusals?.find(({ decision, replaced }) => decision === undefined || (decision.upheld && replaced === undefined));
}

const raising = z.strictObject({
  officerId: officerId.describe('被申请回避的检查人员'),
  ground: z.enum(['conflict_of_interest', 'relative', 'other_bias']).describe('利害关系 / 近亲属 / 其他影响公正'),
  reason: text(1000),
  onBehalfOf: text(200).optional().describe('代当事人提出时填写当事人'),
});

/** recusal-inspection · S004 三(二); FSI 23; APL 43: said on site, by the officer or, through an officer, by the enterprise. That officer does nothing here until it is decided. */
export const raiseRecusal = defineAction<InspectionFacts, z.infer<typeof raising>>({
  name: 'raiseRecusal',
  label: { zh: '提出回避', en: 'Raise a recusal' },
  roles: ['inspector', 'expert', 'lead_coordinator', 'handling_unit_head'],
  input: raising,
  guards: [
    {
      name: 'oneAtATime',
      rule: 'recusal-inspection',
      check: ({ facts }) => (underWay(facts) ? { code: 'RECUSAL_UNDER_WAY', rule: 'recusal-inspection' } : null),
    },
    {
      name: 'isAssigned',
      rule: 'recusal-inspection',
      check: ({ facts, input }) => (facts.officerIds.includes(input.officerId) ? null : { code: 'RECUSAL_NOT_DRAWN', field: '/officerId', rule: 'recusal-inspection' }),
    },
  ],
  withdrawable: true,
  cites: ['recusal-inspection', 'recusal-sla'],
  perform: ({ input, facts, actor, occurredOn }) => {
    const { onBehalfOf: _, ...recusal } = input;
    return { outcome: 'raised', facts: { recusals: [...(facts.recusals ?? []), { ...recusal, raisedBy: actor.id, raisedOn: occurredOn }] } };
  },
});

/** PPR 4 · APL 43: who decides depends on whom it is about; nobody decides on themselves. */
export const decideRecusal = decideOn<InspectionRecusal, InspectionFacts>({
  underWay,
  rolesOf: ({ officerId: id }, officers) => officers[id]?.roles ?? [],
  cites: ['recusal-case-decider', 'recusal-sla', 'recusal-inspection'],
});

const nothing = z.strictObject({});

/** S004 三(二): the recused person is replaced, nobody else; the next one comes by ticket, not by choice. */
export const redrawOfficer = defineAction<InspectionFacts, z.infer<typeof nothing>>({
  name: 'redrawOfficer',
  label: { zh: '抽取递补人员', en: 'Draw the replacement' },
  roles: ['draw_operator', 'handling_unit_head'],
  input: nothing,
  needs: () => ({ officers: true }),
  guards: [
    {
      name: 'recusalUpheld',
      rule: 'recusal-inspection',
      check: ({ facts }) => (underWay(facts)?.decision?.upheld === true ? null : { code: 'RECUSAL_NOT_DRAWN', rule: 'recusal-inspection' }),
    },
    {
      name: 'officerPool',
      rule: 'draw-officer-pool',
      check: ({ record, facts, registers }) => (registers && !replacementFor(record.id, facts, registers).next ? { code: 'DRAW_POOL_TOO_SMALL', rule: 'draw-officer-pool' } : null),
    },
  ],
  cites: ['recusal-inspection', 'draw-two-random', 'draw-officer-pool'],
  perform: ({ record, facts, registers, occurredOn }) => {
    const open = underWay(facts);
    if (!registers || !open) throw new Error('the step reads the registers for this act, and the guard lets nobody come here without a recusal');
    const { seed, pool, next } = replacementFor(record.id, facts, registers);
    if (!next) throw new Error('the guard lets nobody come here without a replacement');
    return {
      outcome: 'redrawn',
      facts: {
        officerIds: facts.officerIds.map((id) => (id === open.officerId ? next.id : id)),
        recusals: (facts.recusals ?? []).map((one) => (one === open ? { ...one, replaced: { officerId: next.id, on: occurredOn } } : one)),
      },
      evidence: { seed, pool, recused: open.officerId, replacement: { ...next } },
    };
  },
});

/** The order of tickets hangs on the file and the number of its recusals, which nobody chooses; whoever was assigned or recused here stays out. */
function replacementFor(fileId: string, facts: InspectionFacts, registers: Registers): { readonly seed: string; readonly pool: string[]; readonly next: Ticket | undefined } {
  const barred = new Set([...facts.officerIds, ...(facts.recusals ?? []).map((one) => one.officerId)]);
  const pool = registers.officers.filter((officer) => !barred.has(officer.id) && whyNotEligible(officer, facts.plannedEnd) === null).map(({ id }) => id);
  const seed = `${fileId}/recusal/${facts.recusals?.length ?? 0}`;
  return { seed, pool, next: orderByTicket(pool, seed)[0] };
}
