import type { Guard } from '../actions/action.ts';
import { askCriterion } from '../criteria/criteria.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { RuleSet } from '../rules/rule.ts';

/** A recusal as the guards see it: raised against somebody, perhaps decided, perhaps that person was replaced. */
export interface RecusalState {
  readonly officerId: string;
  readonly decision?: { readonly upheld: boolean };
  readonly replaced?: unknown;
}

interface Recusable {
  readonly officerIds: readonly string[];
  readonly recusals?: readonly RecusalState[];
}

/** Where somebody stands: the last recusal raised against them counts. */
export function recusalOf(recusals: readonly RecusalState[], officerId: string): 'none' | 'pending' | 'upheld' | 'rejected' {
  const last = recusals.findLast((one) => one.officerId === officerId);
  if (last === undefined || last.replaced !== undefined) return 'none';
  if (last.decision === undefined) return 'pending';
  return last.decision.upheld ? 'upheld' : 'rejected';
}

/** S004 三(二); FSI 23; APL 43: who was recused, or may be, does nothing here until it is decided. */
export function actorNotRecused<Facts extends Recusable, Input>(): Guard<Facts, Input> {
  return {
    name: 'actorNotRecused',
    rule: 'recusal-inspection',
    check: ({ facts, actor, occurredOn, rules }) => (isBarred(facts.recusals ?? [], actor.id, occurredOn, rules) ? { code: 'OFFICER_RECUSED', rule: 'recusal-inspection' } : null),
  };
}

/** The same for everybody whom the file names: nothing goes on before a recused person is replaced. */
export function nobodyAssignedRecused<Facts extends Recusable, Input>(): Guard<Facts, Input> {
  return {
    name: 'nobodyAssignedRecused',
    rule: 'recusal-inspection',
    check: ({ facts, occurredOn, rules }) =>
      facts.officerIds.some((id) => isBarred(facts.recusals ?? [], id, occurredOn, rules)) ? { code: 'OFFICER_RECUSED', rule: 'recusal-inspection' } : null,
  };
}

function isBarred(recusals: readonly RecusalState[], officerId: string, on: LocalDate, rules: RuleSet): boolean {
  return askCriterion('recusal-inspection', { recusal: recusalOf(recusals, officerId) }, on, rules) !== 'allowed';
}
