import { z } from 'zod';
import type { ActContext, Guard } from '../actions/action.ts';
import { askCriterion } from '../criteria/criteria.ts';
import type { Refusal } from '../errors.ts';

/** What shows that a ground of leniency is there (APL 33; PPR 20); which of it is asked for depends on the ground. */
export const leniencyInput = {
  leniency: z
    .strictObject({
      correctedInTime: z.boolean().default(false).describe('及时改正'),
      harm: z.enum(['none', 'slight', 'more']).default('more').describe('危害后果:没有 / 轻微 / 较重'),
      isMinor: z.boolean().default(false).describe('违法行为轻微'),
      violatedOn: z.iso.date().optional().describe('违法行为发生之日'),
      lastSameKindOn: z.iso.date().nullable().default(null).describe('上一次同类违法行为之日;没有为空'),
      faultDisproved: z.boolean().default(false).describe('当事人已证明没有主观过错'),
      lawSaysOtherwise: z.boolean().default(false).describe('法律、行政法规另有规定'),
      isEducated: z.boolean().default(false).describe('已对当事人进行教育'),
      refund: z.enum(['not_owed', 'owed', 'made']).default('not_owed').describe('应当退还的违法所得:无 / 未退 / 已退'),
    })
    .optional()
    .describe('不予处罚的情形'),
  exemption: z
    .strictObject({ list: z.enum(['first_violation', 'minor', 'provincial']), item: z.int().min(1).describe('清单序号') })
    .optional()
    .describe('所依据的首违不罚、轻微免罚清单'),
  legalBasis: z.string().trim().min(1).max(500).optional().describe('依法不予处罚的其他情形的依据'),
};

const input = z.strictObject(leniencyInput);
type Lenient = z.infer<typeof input> & { readonly ground: string };
type Question = (context: Pick<ActContext<unknown, Lenient>, 'input' | 'occurredOn' | 'rules'>) => Refusal | null;

const codes: Readonly<Record<string, Refusal['code']>> = { education_missing: 'EDUCATION_MISSING', refund_missing: 'REFUND_MISSING' };

/** Null for the answers that let the party off; for any other the refusal that says what is missing. */
function refusalOf(answer: string, rule: string): Refusal | null {
  return answer === 'must_not_punish' || answer === 'may_not_punish' ? null : { code: codes[answer] ?? 'LENIENCY_UNMET', field: '/leniency', rule };
}

const questions: Readonly<Record<string, Question>> = {
  minor_corrected_no_harm: ({ input: { leniency: found }, occurredOn, rules }) =>
    refusalOf(
      askCriterion('no-penalty-minor', {
        minor: found?.isMinor === true, correctedInTime: found?.correctedInTime === true, harm: found?.harm !== 'none',
        educated: found?.isEducated === true, refundDue: found?.refund === 'owed' || found?.refund === 'made', refunded: found?.refund === 'made',
      }, occurredOn, rules),
      'no-penalty-minor',
    ),
  first_slight_corrected: ({ input: { leniency: found }, occurredOn, rules }) =>
    refusalOf(
      askCriterion('no-penalty-first-violation', {
        lastSameKindOn: found?.lastSameKindOn ?? null, violatedOn: found?.violatedOn ?? occurredOn, slightHarm: found !== undefined && found.harm !== 'more',
        correctedInTime: found?.correctedInTime === true, educated: found?.isEducated === true,
      }, occurredOn, rules),
      'no-penalty-first-violation',
    ),
  no_fault: ({ input: { leniency: found }, occurredOn, rules }) =>
    refusalOf(askCriterion('no-penalty-no-fault', { provedByParty: found?.faultDisproved === true, lawSaysOtherwise: found?.lawSaysOtherwise === true }, occurredOn, rules), 'no-penalty-no-fault'),
  other_by_law: ({ input: { ground, legalBasis }, occurredOn, rules }) =>
    askCriterion('case-not-filed', { ground, form: true, legalBasis: legalBasis ?? null }, occurredOn, rules) === 'allowed' ? null : { code: 'LENIENCY_UNMET', field: '/legalBasis', rule: 'case-not-filed' },
};

/** APL 33; PPR 20; FVL10: the conditions of the ground are there, and the item of the list that it leans on exists. */
export function lenientByLaw<Facts, Input extends Lenient>(): Guard<Facts, Input> {
  return {
    name: 'lenientByLaw',
    rule: 'no-penalty-minor',
    check: ({ input: given, occurredOn, rules }) => {
      const refusal = questions[given.ground]?.({ input: given, occurredOn, rules });
      if (refusal) return refusal;
      if (given.exemption === undefined) return null;
      const listed = askCriterion('national-exemption-list', given.exemption, occurredOn, rules);
      return listed === 'not_listed' ? { code: 'LENIENCY_UNMET', field: '/exemption/item', rule: 'national-exemption-list' } : null;
    },
  };
}
