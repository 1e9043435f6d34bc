import { z } from 'zod';
import { askCriterion } from '../../criteria/criteria.ts';
import { actorIsAssigned, assignedOfficersCertified } from '../../guards/officers.ts';
import { positiveYuanSchema } from '../../penalty/money.ts';
import { penaltySchema } from '../../penalty/penalty.ts';
import { defineAction, type Guard } from '../action.ts';
import { text } from '../inspection/facts.ts';
import { caseDomains, examinationKinds, openExamination, leniencyGrounds, majorGrounds, type CaseFacts } from './facts.ts';
import { fineFitsTier, fineRangeInput } from './discretion.ts';
import { notBeingMerged } from './merge.ts';
import { recusedHandlersReplaced } from './recuse.ts';

const evidence = z.strictObject({
  kind: z.enum(['on_site_record', 'interview_record', 'documentary', 'physical', 'audio_visual', 'electronic_data', 'sample_test', 'appraisal']),
  summary: text(4000),
  fromParty: z.boolean().describe('向当事人收集'),
  rightsTold: z.boolean().default(false).describe('已当场告知陈述、申辩和申请回避的权利'),
});

/** PPR 21: the party is told its rights before the first evidence is taken from it. */
const rightsToldAtFirstContact: Guard<CaseFacts, z.infer<typeof evidence>> = {
  name: 'rightsToldAtFirstContact',
  rule: 'rights-told-first-contact',
  check: ({ facts, input, occurredOn, rules }) => {
    const contact = { fromParty: input.fromParty, toldNow: input.rightsTold, toldBefore: facts.rightsToldOn !== undefined };
    return askCriterion('rights-told-first-contact', contact, occurredOn, rules) === 'refused' ? { code: 'RIGHTS_NOT_TOLD', field: '/rightsTold', rule: 'rights-told-first-contact' } : null;
  },
};

/** PPR 21-31: the handlers collect evidence, never fewer than two. */
export const recordEvidence = defineAction<CaseFacts, z.infer<typeof evidence>>({
  name: 'recordEvidence',
  label: { zh: '登记证据', en: 'Record evidence' },
  roles: ['case_handler'],
  input: evidence,
  guards: [actorIsAssigned(), assignedOfficersCertified(), rightsToldAtFirstContact],
  withdrawable: true,
  cites: ['rights-told-first-contact', 'two-officer-rule'],
  dates: ['evidence.*.on', 'rightsToldOn'],
  perform: ({ input, facts, actor, occurredOn }) => ({
    outcome: 'recorded',
    facts: {
      evidence: [...(facts.evidence ?? []), { kind: input.kind, summary: input.summary, on: occurredOn, by: actor.id }],
      ...(input.rightsTold && facts.rightsToldOn === undefined ? { rightsToldOn: occurredOn } : {}),
    },
  }),
});

const sending = z.strictObject({
  kind: z.enum(examinationKinds).default('testing').describe('检测、检验、检疫、鉴定、权利人辨认或者鉴别'),
  matter: text(500), institution: text(200), document: text(200).describe('期间告知书'),
});

/** PPR 18, 64: the time of testing, inspection, quarantine or appraisal is left out of the clock, from the day of sending. */
export const sendForExamination = defineAction<CaseFacts, z.infer<typeof sending>>({
  name: 'sendForExamination',
  label: { zh: '送检测、检验、检疫、鉴定', en: 'Send for testing or appraisal' },
  roles: ['case_handler'],
  input: sending,
  guards: [
    actorIsAssigned(),
    notBeingMerged(),
    { name: 'noneUnderWay', rule: 'case-decide', check: ({ facts }) => (openExamination(facts) ? { code: 'CLOCK_ALREADY_PAUSED', rule: 'case-decide' } : null) },
  ],
  dates: ['examinations.*.from'],
  withdrawable: true,
  cites: ['clue-verify', 'case-decide', 'seal-seize-term'],
  perform: ({ input, facts, occurredOn }) => ({
    outcome: 'sent',
    pause: { ground: input.kind, document: input.document },
    facts: { examinations: [...(facts.examinations ?? []), { kind: input.kind, matter: input.matter, institution: input.institution, document: input.document, from: occurredOn, to: null, result: null }] },
  }),
});

const examined = z.strictObject({ result: text(4000) });

/** The result is in: the clock runs again from this day. */
export const recordExamination = defineAction<CaseFacts, z.infer<typeof examined>>({
  name: 'recordExamination',
  label: { zh: '登记检测、检验、检疫、鉴定结果', en: 'Record the result of testing or appraisal' },
  roles: ['case_handler'],
  input: examined,
  guards: [
    actorIsAssigned(),
    {
      name: 'oneUnderWay',
      rule: 'case-decide',
      check: ({ facts, occurredOn }) => {
        const open = openExamination(facts);
        if (!open) return { code: 'CLOCK_NOT_PAUSED', rule: 'case-decide' };
        return occurredOn < open.from ? { code: 'FACT_BEFORE_STAGE', field: '/occurredOn', rule: 'case-decide' } : null;
      },
    },
  ],
  withdrawable: true,
  cites: ['clue-verify', 'case-decide'],
  dates: ['examinations.*.to'],
  perform: ({ input, facts, occurredOn }) => ({
    outcome: 'recorded',
    facts: { examinations: (facts.examinations ?? []).map((one) => (one.to === null ? { ...one, to: occurredOn, result: input.result } : one)) },
  }),
});

const suspension = z.strictObject({
  ground: z.enum(['other_case_result_needed', 'legal_interpretation_asked', 'force_majeure', 'party_missing', 'criminal_transfer', 'other']),
  reason: text(2000),
});

/** PPR 46: on a listed ground, approved by the responsible person; the clock of the decision stands still. */
export const suspendInvestigation = defineAction<CaseFacts, z.infer<typeof suspension>>({
  name: 'suspendInvestigation',
  label: { zh: '中止调查', en: 'Suspend the investigation' },
  roles: ['responsible_person'],
  input: suspension,
  guards: [
    {
      name: 'groundForSuspension',
      rule: 'case-suspend-grounds',
      check: ({ input, occurredOn, rules }) =>
        askCriterion('case-suspend-grounds', { ground: input.ground }, occurredOn, rules) === 'refused' ? { code: 'SUSPENSION_GROUND', field: '/ground', rule: 'case-suspend-grounds' } : null,
    },
  ],
  withdrawable: true,
  cites: ['case-suspend', 'case-suspend-grounds', 'case-decide'],
  dates: ['suspension.from'],
  perform: ({ input, occurredOn }) => ({ outcome: 'suspended', facts: { suspension: { ...input, from: occurredOn, to: null } } }),
});

const keeping = z.strictObject({ reason: text(2000).describe('中止原因仍未消除的情况') });

/** The reason is looked at again in time; while it lasts, the next review is due. */
export const confirmSuspension = defineAction<CaseFacts, z.infer<typeof keeping>>({
  name: 'confirmSuspension',
  label: { zh: '复核中止原因', en: 'Review the suspension' },
  roles: ['responsible_person'],
  input: keeping,
  guards: [],
  withdrawable: true,
  cites: ['case-suspend'],
  perform: () => ({ outcome: 'confirmed' }),
});

const resumption = z.strictObject({ reason: text(2000) });

/** PPR 46: at once when the cause has ended. */
export const resumeInvestigation = defineAction<CaseFacts, z.infer<typeof resumption>>({
  name: 'resumeInvestigation',
  label: { zh: '恢复调查', en: 'Resume the investigation' },
  roles: ['case_handler', 'responsible_person'],
  input: resumption,
  guards: [],
  withdrawable: true,
  cites: ['case-suspend', 'case-decide'],
  dates: ['suspension.to'],
  perform: ({ facts, occurredOn }) => ({ outcome: 'resumed', ...(facts.suspension ? { facts: { suspension: { ...facts.suspension, to: occurredOn } } } : {}) }),
});

const termination = z.strictObject({ ground: z.enum(['deceased_without_heir', 'ended_without_successor', 'other_by_law']), reason: text(2000) });

/** PPR 47: a party died or ended and nobody succeeds. */
export const terminateInvestigation = defineAction<CaseFacts, z.infer<typeof termination>>({
  name: 'terminateInvestigation',
  label: { zh: '终止调查', en: 'Terminate the investigation' },
  roles: ['responsible_person'],
  input: termination,
  guards: [
    {
      name: 'groundForTermination',
      rule: 'case-terminate-investigation',
      check: ({ input, occurredOn, rules }) =>
        askCriterion('case-terminate-investigation', { ground: input.ground }, occurredOn, rules) === 'refused' ? { code: 'TERMINATION_GROUND', field: '/ground', rule: 'case-terminate-investigation' } : null,
    },
  ],
  cites: ['case-terminate-investigation', 'case-close'],
  perform: () => ({ outcome: 'terminated' }),
});

const report = z.strictObject({
  facts: text(8000).describe('违法事实'),
  violationType: text(200).describe('违法行为类型'),
  legalBasis: text(2000).describe('处罚依据'),
  domain: z.enum(caseDomains),
  majorGrounds: z.array(z.enum(majorGrounds)).max(majorGrounds.length).default([]).describe('情节复杂或者重大的事由;数额较大的无须填写'),
  overchargedYuan: positiveYuanSchema.optional().describe('多收价款,应当责令退还'),
  fineRange: fineRangeInput.optional().describe('法定罚款幅度,填写的核对裁量等级'),
  proposal: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('penalty'), penalty: penaltySchema }),
    z.strictObject({ kind: z.literal('no_penalty'), ground: z.enum([...leniencyGrounds, 'not_established']), reason: text(2000) }),
  ]),
});

/** PPR 48-49: the final report, with the proposal, goes to review; its tier and reasons of discretion are never empty (APL 34). */
export const submitFinalReport = defineAction<CaseFacts, z.infer<typeof report>>({
  name: 'submitFinalReport',
  label: { zh: '提交调查终结报告', en: 'Submit the final report' },
  roles: ['case_handler'],
  input: report,
  guards: [
    actorIsAssigned(),
    assignedOfficersCertified(),
    recusedHandlersReplaced(),
    {
      name: 'fullyInvestigated',
      rule: 'review-submit',
      check: ({ facts, occurredOn, rules }) => {
        const evidence = facts.evidence?.length ?? 0;
        if (askCriterion('review-submit', { evidence, examinationUnderWay: openExamination(facts) !== undefined }, occurredOn, rules) === 'allowed') return null;
        return { code: evidence === 0 ? 'EVIDENCE_REQUIRED' : 'CLOCK_ALREADY_PAUSED', rule: 'review-submit' };
      },
    },
    {
      name: 'rightsTold',
      rule: 'rights-told-first-contact',
      check: ({ facts, occurredOn, rules }) => {
        const contact = { fromParty: true, toldNow: false, toldBefore: facts.rightsToldOn !== undefined };
        return askCriterion('rights-told-first-contact', contact, occurredOn, rules) === 'refused' ? { code: 'RIGHTS_NOT_TOLD', rule: 'rights-told-first-contact' } : null;
      },
    },
  ],
  warns: fineFitsTier({ penaltyOf: ({ proposal }) => (proposal.kind === 'penalty' ? proposal.penalty : undefined), rangeOf: ({ fineRange }) => fineRange }),
  cites: ['review-submit', 'rights-told-first-contact', 'discretion-tiers', 'discretion-tier-amount', 'discretion-bands', 'review-complete'],
  // what was passed, told or rechecked before concerned another proposal
  perform: ({ input, occurredOn }) => ({
    outcome: 'submitted',
    facts: { report: { ...input, submittedOn: occurredOn }, reviewPassed: null, notice: null, waiver: null, statements: [], recheck: null, hearing: null, collective: null },
  }),
});
