import { z } from 'zod';
import { askCriterion } from '../../criteria/criteria.ts';
import type { Role } from '../../roles.ts';
import { defineAction, type ActContext, type Guard } from '../action.ts';
import { text } from '../inspection/facts.ts';
import { decideRecusal as decideOn } from '../recusal/decide.ts';
import type { CaseFacts, CaseRecusal } from './facts.ts';
import { notBeingMerged } from './merge.ts';

/** The offices by which PPR 4 tells who decides; whoever else takes part is one of the others. */
const offices = ['handler', 'reviewer', 'hearing_staff', 'other', 'responsible_person', 'principal_head'] as const;

const rolesOf = (office: CaseRecusal['office']): readonly Role[] => (office === 'responsible_person' || office === 'principal_head' ? [office] : []);

/** Where somebody stands: the last recusal raised against them counts. */
function standing({ recusals }: CaseFacts, officerId: string): 'none' | 'pending' | 'upheld' | 'rejected' {
  const last = recusals?.findLast((one) => one.officerId === officerId);
  if (last?.decision === undefined) return last === undefined ? 'none' : 'pending';
  return last.decision.upheld ? 'upheld' : 'rejected';
}

function isBarred({ facts, occurredOn, rules }: Pick<ActContext<CaseFacts, unknown>, 'facts' | 'occurredOn' | 'rules'>, officerId: string): boolean {
  return askCriterion('recusal-case-effect', { recusal: standing(facts, officerId) }, occurredOn, rules) === 'refused';
}

/** PPR 4, APL 43: whoever was recused does nothing in the case any more. */
export function actorTakesPart<Input>(): Guard<CaseFacts, Input> {
  const rule = 'recusal-case-effect';
  return { name: 'actorTakesPart', rule, check: (context) => (isBarred(context, context.actor.id) ? { code: 'OFFICER_RECUSED', rule } : null) };
}

/** Nobody who was recused is named to handle the case or to staff its hearing. */
export function nobodyNamedIsRecused<Input>(named: (input: Input) => readonly string[], field: string): Guard<CaseFacts, Input> {
  const rule = 'recusal-case-effect';
  return { name: 'nobodyNamedIsRecused', rule, check: (context) => (named(context.input).some((id) => isBarred(context, id)) ? { code: 'OFFICER_RECUSED', field, rule } : null) };
}

/** A handler who was recused is replaced before the report goes to review. */
export function recusedHandlersReplaced<Input>(): Guard<CaseFacts, Input> {
  const rule = 'recusal-case-effect';
  return { name: 'recusedHandlersReplaced', rule, check: (context) => (context.facts.officerIds.some((id) => isBarred(context, id)) ? { code: 'OFFICER_RECUSED', rule } : null) };
}

const underWay = ({ recusals }: CaseFacts) => recusals?.find(({ decision }) => decision === undefined);

const raising = z.strictObject({
  officerId: z.string().regex(/^[a-z0-9-]{3,40}$/).describe('被申请回避的人员'),
  office: z.enum(offices).describe('其在本案中的身份'),
  ground: z.enum(['conflict_of_interest', 'relative', 'other_bias']).describe('利害关系 / 近亲属 / 其他影响公正'),
  reason: text(1000),
  onBehalfOf: text(200).optional().describe('代当事人提出时填写当事人'),
});

/** PPR 4, APL 43: by the person, or through an officer by the party. The investigation goes on until it is decided. */
export const raiseRecusal = defineAction<CaseFacts, z.infer<typeof raising>>({
  name: 'raiseRecusal',
  label: { zh: '提出回避', en: 'Raise a recusal' },
  roles: ['case_handler', 'handling_unit_head', 'case_reviewer', 'legal_reviewer', 'hearing_presider', 'responsible_person', 'principal_head'],
  input: raising,
  guards: [notBeingMerged(), { name: 'oneAtATime', rule: 'recusal-case-decider', check: ({ facts }) => (underWay(facts) ? { code: 'RECUSAL_UNDER_WAY', rule: 'recusal-case-decider' } : null) }],
  withdrawable: true,
  cites: ['recusal-case-decider', 'recusal-sla', 'recusal-case-effect'],
  perform: ({ input, facts, actor, occurredOn }) => ({ outcome: 'raised', facts: { recusals: [...(facts.recusals ?? []), { ...input, raisedBy: actor.id, raisedOn: occurredOn }] } }),
});

/** PPR 4: by the office that the person has in this case. */
export const decideRecusal = decideOn<CaseRecusal, CaseFacts>({ underWay, rolesOf: ({ office }) => rolesOf(office), cites: ['recusal-case-decider', 'recusal-sla', 'recusal-case-effect'] });
