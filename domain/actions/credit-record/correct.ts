import { z } from 'zod';
import { standingAfterPublicity } from '../../credit/credit-class.ts';
import { defineAction } from '../action.ts';
import { text } from '../inspection/facts.ts';
import { penaltyFields, type CreditRecordFacts } from './facts.ts';

const finding = z.strictObject({ finding: text(2000), document: text(200).describe('发现或者当事人证明的材料'), onBehalfOf: text(200).optional().describe('当事人提出的,填当事人') });

/** PIP 12: found to be inaccurate, by the authority or by a party who proves it. Publicity goes on meanwhile. */
export const recordInaccuracy = defineAction<CreditRecordFacts, z.infer<typeof finding>>({
  name: 'recordInaccuracy',
  label: { zh: '登记公示信息不准确', en: 'Record that the publication is inaccurate' },
  roles: ['publication_officer', 'case_handler'],
  input: finding,
  guards: [],
  withdrawable: true,
  cites: ['publish-correct'],
  perform: ({ input, occurredOn }) => ({ outcome: 'found', facts: { inaccuracy: { foundOn: occurredOn, finding: input.finding, document: input.document } } }),
});

const { party, violationType, summary } = penaltyFields;
const correction = z.strictObject({
  // what the penalty is cannot be corrected here: another penalty is another decision, with a record of its own
  changes: z.strictObject({ party, violationType, summary }).partial().refine((changes) => Object.values(changes).some((change) => change !== undefined), { error: '没有更正内容 / nothing to correct' }),
  explanation: text(1000),
});

/** PIP 12: corrected at once; the words only, so that class and periods stay. */
export const correctPublication = defineAction<CreditRecordFacts, z.infer<typeof correction>>({
  name: 'correctPublication',
  label: { zh: '更正公示信息', en: 'Correct the publication' },
  roles: ['publication_officer'],
  input: correction,
  guards: [],
  cites: ['publish-correct', 'publish-content'],
  perform: ({ facts, input }) => ({ outcome: 'corrected', facts: { penalty: { ...facts.penalty, ...input.changes } as CreditRecordFacts['penalty'], inaccuracy: null } }),
});

const withdrawal = z.strictObject({
  publicReason: text(2000).describe('向社会公开的理由'),
  listRemoved: z.boolean().default(false).describe('已移出严重违法失信名单并解除管理措施'),
});

/** APL 48, PPR 63, PIP 11: taken back with a public reason; a changed decision gets a record of its own. The listing that went with it ends as well (SVL 19). */
export const withdrawPublication = defineAction<CreditRecordFacts, z.infer<typeof withdrawal>>({
  name: 'withdrawPublication',
  label: { zh: '撤回公示并说明理由', en: 'Withdraw the publication, with a public reason' },
  roles: ['publication_officer'],
  input: withdrawal,
  guards: [
    {
      name: 'listingEnded',
      rule: 'svl-revoke-follow',
      check: ({ facts, input }) => (facts.penalty?.seriousList && !input.listRemoved ? { code: 'LIST_REMOVAL_MISSING', field: '/listRemoved', rule: 'svl-revoke-follow' } : null),
    },
  ],
  cites: ['publish-withdraw', 'svl-revoke-follow'],
  perform: ({ facts, input, occurredOn }) => ({
    outcome: 'withdrawn',
    facts: {
      withdrawal: { on: occurredOn, publicReason: input.publicReason, ...(facts.penalty?.seriousList ? { listRemoved: input.listRemoved } : {}) },
      ...(facts.credit ? { credit: standingAfterPublicity(facts.credit, occurredOn) } : {}),
    },
  }),
});
