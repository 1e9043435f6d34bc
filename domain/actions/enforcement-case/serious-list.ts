import { z } from 'zod';
import { askCriterion } from '../../criteria/criteria.ts';
import type { Guard } from '../action.ts';
import { text } from '../inspection/facts.ts';

/** SVL 2, 12: yes or no, with the penalty; what was found is what a yes needs. */
export const seriousListInput = z.strictObject({
  listed: z.boolean().describe('列入或者不列入'),
  found: z.array(z.enum(['listed_field', 'heavier_penalty', 'grave_circumstances'])).max(3).default([]).describe('属于第5至10条的领域、受到较重行政处罚、性质恶劣情节严重'),
  reason: text(2000),
});

/** svl-decide-with-penalty · SVL 2, 12-13: no penalty before it is answered whether the party goes on the serious-violation list. */
export const seriousListAnswered: Guard<unknown, { readonly seriousList?: z.infer<typeof seriousListInput> | undefined }> = {
  name: 'seriousListAnswered',
  rule: 'svl-decide-with-penalty',
  check: ({ input: { seriousList }, occurredOn, rules }) => {
    const given = seriousList === undefined ? { answer: 'none' as const } : { answer: seriousList.listed ? ('yes' as const) : ('no' as const), found: seriousList.found };
    const answer = askCriterion('svl-decide-with-penalty', given, occurredOn, rules);
    if (answer === 'allowed') return null;
    return { code: answer === 'unanswered' ? 'SERIOUS_LIST_UNDECIDED' : 'SERIOUS_LIST_GROUNDS', field: answer === 'unanswered' ? '/seriousList' : '/seriousList/found', rule: 'svl-decide-with-penalty' };
  },
};
