import { z } from 'zod';
import { askCriterion } from '../../criteria/criteria.ts';
import type { Role } from '../../roles.ts';
import { defineAction, type Action, type Officer } from '../action.ts';
import { text } from '../inspection/facts.ts';

/** A recusal as every file type keeps it, decided or not; a type may keep more of it. */
export type RaisedRecusal = {
  readonly officerId: string;
  readonly decision?: { readonly upheld: boolean; readonly reason: string; readonly by: string; readonly on: string };
};

const deciding = z.strictObject({ upheld: z.boolean(), reason: text(1000) });

/**
 * PPR 4, APL 43: the principal head's recusal is decided by the meeting, another head's by the principal head, everybody else's by a responsible
 * person; nobody decides on themselves. The same on every file on which a recusal may be raised; what follows from it is the chart's.
 */
export function decideRecusal<One extends RaisedRecusal, Facts extends { readonly recusals?: readonly One[] }>(of: {
  /** The recusal that waits; one that was decided waits for nothing here. */
  readonly underWay: (facts: Facts) => One | undefined;
  /** By which roles the law tells who decides. */
  readonly rolesOf: (recusal: One, officers: Readonly<Record<string, Officer>>) => readonly Role[];
  readonly cites: readonly string[];
}): Action<Facts, z.infer<typeof deciding>> {
  const rule = 'recusal-case-decider';
  const openIn = (facts: Facts) => {
    const found = of.underWay(facts);
    return found?.decision === undefined ? found : undefined;
  };
  return defineAction<Facts, z.infer<typeof deciding>>({
    name: 'decideRecusal',
    label: { zh: '决定是否回避', en: 'Decide on the recusal' },
    roles: ['responsible_person', 'principal_head', 'collective_meeting'],
    input: deciding,
    guards: [
      {
        name: 'rightDecider',
        rule,
        check: ({ facts, officers, actor, occurredOn, rules }) => {
          const open = openIn(facts);
          if (!open) return { code: 'RECUSAL_NOT_OPEN', rule };
          const given = { recused: of.rolesOf(open, officers), decider: actor.roles, isSelf: actor.id === open.officerId };
          return askCriterion(rule, given, occurredOn, rules) === 'allowed' ? null : { code: 'RECUSAL_DECIDER', rule };
        },
      },
    ],
    cites: of.cites,
    perform: ({ input, facts, actor, occurredOn }) => {
      const open = openIn(facts);
      const decision = { ...input, by: actor.id, on: occurredOn };
      const recusals = (facts.recusals ?? []).map((one) => (one === open ? { ...one, decision } : one));
      // the compiler does not see that a part of whatever facts may be this one
      return { outcome: input.upheld ? 'upheld' : 'rejected', facts: { recusals } as unknown as Partial<Facts> };
    },
  });
}
