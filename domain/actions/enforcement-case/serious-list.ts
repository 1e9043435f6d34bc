import { z } from 'zod';
import { askCriterion } from '../../criteria/criteria.ts';
import type { Guard } from '../action.ts';
import { text } from '../inspection/facts.ts';

/** SVL 2, 12: yes or no, with the penalty; what was found is what a yes needs. */
export const seriousListInput = z.strictObject({
  listed: z.boolean().describe('列入或者不列入'),
  found: z.array(z.enum(['listed_field', 'heavier_penalty', 'grave_circumstances'])).max(3).default([]).describe('属于第5至10条的领域、受到较重行政处罚、性质恶劣情节严重'),
  authorityLevel: z.enum(['county', 'city', 'province']).default('county').describe('作出列入决定的机关层级'),
  superiorConsent: z.strictObject({ authority: text(200), document: text(200) }).optional().describe('上一级市场监督管理部门同意列入的文书'),
  reason: text(2000),
});
type SeriousList = { readonly seriousList?: z.infer<typeof seriousListInput> | undefined };

/** svl-decide-with-penalty · SVL 2, 12-13: no penalty before it is answered whether the party goes on the serious-violation list. */
export const seriousListAnswered: Guard<unknown, SeriousList> = {
  name: 'seriousListAnswered',
  rule: 'svl-decide-with-penalty',
  check: ({ input: { seriousList }, occurredOn, rules }) => {
    const given = seriousList === undefined ? { answer: 'none' as const } : { answer: seriousList.listed ? ('yes' as const) : ('no' as const), found: seriousList.found };
    const answer = askCriterion('svl-decide-with-penalty', given, occurredOn, rules);
    if (answer === 'allowed') return null;
    return { code: answer === 'unanswered' ? 'SERIOUS_LIST_UNDECIDED' : 'SERIOUS_LIST_GROUNDS', field: answer === 'unanswered' ? '/seriousList' : '/seriousList/found', rule: 'svl-decide-with-penalty' };
  },
};

/** svl-superior-consent · SVL 22: a county or city authority lists nobody without the consent of the next higher one. A draft of 2025 would drop this; no final text was found. */
export const superiorConsents: Guard<unknown, SeriousList> = {
  name: 'superiorConsents',
  rule: 'svl-superior-consent',
  check: ({ input: { seriousList }, occurredOn, rules }) => {
    if (!seriousList?.listed) return null;
    const given = { level: seriousList.authorityLevel, consent: seriousList.superiorConsent !== undefined };
    return askCriterion('svl-superior-consent', given, occurredOn, rules) === 'refused' ? { code: 'SUPERIOR_CONSENT_MISSING', field: '/seriousList/superiorConsent', rule: 'svl-superior-consent' } : null;
  },
};
