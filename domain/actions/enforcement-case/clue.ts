import { z } from 'zod';
import { askCriterion } from '../../criteria/criteria.ts';
import { clockRunning, firstExtension } from '../../guards/clocks.ts';
import { leniencyInput, lenientByLaw } from '../../guards/leniency.ts';
import { assignedOfficersCertified, twoCertifiedOfficers } from '../../guards/officers.ts';
import { partyKinds } from '../../penalty/hearing-right.ts';
import { findRule } from '../../rules/find-rule.ts';
import { addYears } from '../../time/months.ts';
import { usccSchema } from '../../uscc.ts';
import { defineAction, type FileEvent, type Guard, type Performed } from '../action.ts';
import { localDate, officerIds, text } from '../inspection/facts.ts';
import { clueSources, everyHandler, everyReviewer, hearingStaff, leniencyGrounds, openExamination, type CaseFacts } from './facts.ts';
import { notBeingMerged } from './merge.ts';
import { nobodyNamedIsRecused } from './recuse.ts';
import { asReopened, canBeReopened, reopening } from './reopen.ts';

const target = z.strictObject({ name: text(200), uscc: usccSchema });
const finding = z.object({ source: z.string(), target: z.object({ name: z.string(), uscc: z.string() }), suspicion: z.string(), foundOn: localDate });

/** PPR 18: a clue found by an inspection; its clock starts on the day of discovery. */
export const clueFound: FileEvent<CaseFacts> = {
  name: 'clueFound',
  dates: ['clue.foundOn'],
  label: { zh: '登记线索', en: 'Clue registered' },
  perform: ({ payload }) => ({ outcome: 'registered', facts: { clue: finding.parse(payload), officerIds: [] } }),
};

const received = z.strictObject({ source: z.enum(clueSources), target, suspicion: text(2000), reopens: reopening.optional().describe('重新处理已不予立案的线索') });

/** R-CLUE-01 · PPR 18: a clue that came in otherwise; the clock starts on the day on which the material was received. One that was not filed may be taken up again this way. */
export const receiveClue = defineAction<CaseFacts, z.infer<typeof received>>({
  name: 'receiveClue',
  label: { zh: '登记线索', en: 'Register a clue' },
  roles: ['case_handler', 'handling_unit_head'],
  input: received,
  needs: (_facts, _rules, body) => {
    const asked = body['reopens'];
    return typeof asked === 'object' && asked !== null && 'fileId' in asked && typeof asked.fileId === 'string' ? { file: asked.fileId } : null;
  },
  guards: [canBeReopened],
  cites: ['clue-verify', 'clue-reopen'],
  dates: ['clue.foundOn'],
  perform: ({ input: { reopens, ...clue }, occurredOn, registers }) => ({
    outcome: 'registered',
    ...asReopened(reopens, { clue: { ...clue, foundOn: occurredOn }, officerIds: [] }, occurredOn, registers),
  }),
});

const handlers = z.strictObject({ officerIds });

/** Only case handlers can do what a case asks of its handlers. */
function areHandlers<Input extends { readonly officerIds: readonly string[] }>(): Guard<CaseFacts, Input> {
  return {
    name: 'areHandlers',
    rule: 'two-officer-rule',
    check: ({ input, officers }) => (input.officerIds.every((id) => officers[id]?.roles.includes('case_handler')) ? null : { code: 'NOT_A_HANDLER', field: '/officerIds', rule: 'two-officer-rule' }),
  };
}

/** PPR 19, 22: the head of the handling unit names at least two certified handlers. */
export const assignHandlers = defineAction<CaseFacts, z.infer<typeof handlers>>({
  name: 'assignHandlers',
  label: { zh: '指派办案人员', en: 'Assign the handlers' },
  roles: ['handling_unit_head'],
  input: handlers,
  guards: [twoCertifiedOfficers(), areHandlers(), nobodyNamedIsRecused(({ officerIds }) => officerIds, '/officerIds')],
  cites: ['two-officer-rule', 'clue-verify'],
  perform: ({ input }) => ({ outcome: 'assigned', facts: { officerIds: input.officerIds } }),
});

const replacement = z.strictObject({ officerIds, reason: text(1000) });

/** A certificate ends, somebody leaves or is recused: others go on. Who once handled the case stays barred from reviewing it. */
export const replaceHandlers = defineAction<CaseFacts, z.infer<typeof replacement>>({
  name: 'replaceHandlers',
  label: { zh: '更换办案人员', en: 'Replace handlers' },
  roles: ['handling_unit_head'],
  input: replacement,
  guards: [
    twoCertifiedOfficers(),
    areHandlers(),
    nobodyNamedIsRecused(({ officerIds: named }) => named, '/officerIds'),
    {
      name: 'handlersDidNotReview',
      rule: 'review-separation',
      check: ({ facts, input, occurredOn, rules }) =>
        askCriterion('review-separation', { reviewers: everyReviewer(facts), handlers: input.officerIds, hearingStaff: [] }, occurredOn, rules) === 'refused'
          ? { code: 'REVIEWER_IS_HANDLER', field: '/officerIds', rule: 'review-separation' }
          : null,
    },
    {
      name: 'handlersDoNotStaffTheHearing',
      rule: 'hearing-separation',
      check: ({ facts, input, occurredOn, rules }) =>
        askCriterion('hearing-separation', { staff: hearingStaff(facts), handlers: input.officerIds, reviewers: [] }, occurredOn, rules) === 'refused'
          ? { code: 'PRESIDER_NOT_INDEPENDENT', field: '/officerIds', rule: 'hearing-separation' }
          : null,
    },
  ],
  cites: ['two-officer-rule', 'review-separation', 'hearing-separation'],
  perform: ({ input, facts }) => ({
    outcome: 'replaced',
    facts: { officerIds: input.officerIds, formerHandlerIds: everyHandler(facts) },
  }),
});

const extension = z.strictObject({ reason: text(1000) });

/** PPR 18: once, by the 15 working days of the rule. */
export const extendClueVerification = defineAction<CaseFacts, z.infer<typeof extension>>({
  name: 'extendClueVerification',
  label: { zh: '延长线索核查期限', en: 'Extend the verification of the clue' },
  roles: ['responsible_person'],
  input: extension,
  guards: [clockRunning('clueVerification', 'clue-verify')],
  withdrawable: true,
  cites: ['clue-verify'],
  perform: ({ input, record, rules }) => ({
    outcome: 'extended',
    extend: { clock: 'clueVerification', amount: firstExtension(record, 'clueVerification', rules), reason: input.reason, approvedBy: 'responsible_person' },
  }),
});

const filing = z.strictObject({
  findings: text(4000).describe('核查情况'),
  partyKind: z.enum(partyKinds),
  conditions: z
    .strictObject({ initialEvidence: z.boolean(), punishable: z.boolean(), ownJurisdiction: z.boolean(), withinLimitation: z.boolean() })
    .describe('立案条件:有初步证据、应予处罚、属于本机关管辖、在追责时效内'),
  violationEndedOn: localDate.nullable().describe('违法行为终了之日;仍在继续的为空'),
  harmsLifeOrHealth: z.boolean().default(false).describe('涉及公民生命健康安全、金融安全且有危害后果'),
  otherFiling: z.strictObject({ authority: text(200), filedOn: localDate }).optional().describe('其他部门已就同一违法行为立案的:部门及其立案日期 · another authority has filed the same violation'),
});
type Filing = z.infer<typeof filing>;

/** PPR 19: all four, each confirmed. */
const fileConditions: Guard<CaseFacts, Filing> = {
  name: 'caseFileConditions',
  rule: 'case-file-conditions',
  check: ({ facts, input, occurredOn, rules }) => {
    const met = Object.entries(input.conditions).flatMap(([condition, holds]) => (holds ? [condition] : []));
    const given = { met, form: input.findings !== '', handlers: new Set(facts.officerIds).size };
    if (askCriterion('case-file-conditions', given, occurredOn, rules) === 'allowed') return null;
    const unmet = Object.keys(input.conditions).find((condition) => !met.includes(condition));
    return unmet === undefined ? { code: 'TWO_OFFICERS_REQUIRED', rule: 'case-file-conditions' } : { code: 'FILING_CONDITION_UNMET', field: `/conditions/${unmet}`, rule: 'case-file-conditions' };
  },
};

/** APL 36: two years from the end of the violation, five where life or health was harmed; what was found by the last day is in time. */
const withinLimitation: Guard<CaseFacts, Filing> = {
  name: 'withinLimitation',
  rule: 'limitation-two-years',
  check: ({ facts, input, rules, occurredOn }) => {
    // the limit in force when the case is filed; the text that was in force when the violation ended is not older than the oldest version held
    const rule = findRule(input.harmsLifeOrHealth ? 'limitation-five-years' : 'limitation-two-years', occurredOn, rules);
    if (input.violationEndedOn === null || typeof rule.limit !== 'number') return null;
    // what was found once stays found, though it is taken up again later
    return addYears(input.violationEndedOn, rule.limit) < (facts.reopening?.firstFoundOn ?? facts.clue.foundOn) ? { code: 'PENALTY_TIME_BARRED', field: '/violationEndedOn', rule: rule.id } : null;
  },
};

/** PPR 12, APL 25: of several that are competent, the one that filed first; two filings of one day are settled by agreement first. */
const filedFirst: Guard<CaseFacts, Filing> = {
  name: 'filedFirst',
  rule: 'jurisdiction-first-filer',
  check: ({ input, occurredOn, rules }) =>
    askCriterion('jurisdiction-first-filer', { ownFiling: occurredOn, otherFiling: input.otherFiling?.filedOn ?? null }, occurredOn, rules) === 'allowed'
      ? null
      : { code: 'OTHER_FILED_FIRST', field: '/otherFiling/filedOn', rule: 'jurisdiction-first-filer' },
};

/** What was sent out before the filing and is not back yet: it stops the clock of the decision from its first day. */
function pauseUnderWay(facts: CaseFacts): Pick<Performed<CaseFacts>, 'pause'> {
  const open = openExamination(facts);
  return open ? { pause: { ground: open.kind ?? 'testing', document: open.document } } : {};
}

/** R-CLUE-04 · PPR 18-19: the responsible person files the case; 90 days to the decision begin. */
export const fileCase = defineAction<CaseFacts, Filing>({
  name: 'fileCase',
  label: { zh: '立案', en: 'File the case' },
  roles: ['responsible_person'],
  input: filing,
  guards: [notBeingMerged(), fileConditions, withinLimitation, filedFirst, assignedOfficersCertified()],
  cites: ['case-file-conditions', 'limitation-two-years', 'limitation-five-years', 'jurisdiction-first-filer', 'two-officer-rule', 'clue-verify', 'case-decide'],
  dates: ['filing.filedOn'],
  perform: ({ input, facts, actor, occurredOn }) => ({
    outcome: 'filed',
    ...pauseUnderWay(facts),
    facts: { filing: { partyKind: input.partyKind, filedOn: occurredOn, by: actor.id, findings: input.findings } },
  }),
});

/** PPR 20: the grounds on which a case is not filed. */
const declining = z.strictObject({ ground: z.enum(leniencyGrounds), reason: text(2000), form: text(200).describe('不予立案审批表文号'), ...leniencyInput });

/** PPR 20: the responsible person decides not to file, on one of the listed grounds. */
export const declineFiling = defineAction<CaseFacts, z.infer<typeof declining>>({
  name: 'declineFiling',
  label: { zh: '不予立案', en: 'Decline to file' },
  roles: ['responsible_person'],
  input: declining,
  guards: [
    notBeingMerged(),
    {
      name: 'groundForNotFiling',
      rule: 'case-not-filed',
      check: ({ input, occurredOn, rules }) => {
        const given = { ground: input.ground, form: input.form !== '', legalBasis: input.legalBasis ?? null };
        return askCriterion('case-not-filed', given, occurredOn, rules) === 'allowed' ? null : { code: 'NOT_FILED_FORM_MISSING', field: '/legalBasis', rule: 'case-not-filed' };
      },
    },
    lenientByLaw(),
  ],
  cites: ['case-not-filed', 'no-penalty-minor', 'no-penalty-first-violation', 'no-penalty-no-fault', 'national-exemption-list', 'clue-verify'],
  perform: ({ input }) => ({ outcome: 'declined', facts: { notFiled: input } }),
});
