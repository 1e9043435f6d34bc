import { askCriterion } from '../../criteria/criteria.ts';
import type { Guard } from '../action.ts';
import type { CaseFacts } from './facts.ts';

/** True where what the party said was adopted, in part at least, or a hearing was held: the decision may then be lighter than what was announced (PPR 58). */
export function answeredByRecheck({ recheck, hearing }: CaseFacts): boolean {
  return recheck?.adoption === 'adopted' || recheck?.adoption === 'partly' || hearing?.report !== undefined;
}

/** statement-recheck · PPR 58, APL 45: what the party said is rechecked before the decision; the report of a hearing answers it as well. */
export function partyWasAnswered<Input>(): Guard<CaseFacts, Input> {
  return {
    name: 'partyWasAnswered',
    rule: 'statement-recheck',
    check: ({ facts, occurredOn, rules }) => {
      const stated = Boolean(facts.statements?.length) && !facts.hearing?.report;
      return askCriterion('statement-recheck', { stated, rechecked: facts.recheck?.covers ?? [], heavier: false }, occurredOn, rules) === 'refused' ? { code: 'RECHECK_MISSING', rule: 'statement-recheck' } : null;
    },
  };
}
