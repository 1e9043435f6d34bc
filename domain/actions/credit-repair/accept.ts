import { z } from 'zod';
import { askCriterion } from '../../criteria/criteria.ts';
import type { Refusal } from '../../errors.ts';
import { defineAction, type FileEvent, type Guard } from '../action.ts';
import { localDate, text } from '../inspection/facts.ts';
import { tellRecord } from './tell-record.ts';
import type { CreditRepairFacts } from './facts.ts';

/** CRM 14: the application is in; to be accepted or not within 2 working days. */
export const repairApplied: FileEvent<CreditRepairFacts> = {
  name: 'repairApplied',
  label: { zh: '收到信用修复申请', en: 'Application for credit repair received' },
  perform: ({ payload, source }) => ({
    outcome: 'applied',
    facts: { recordFileId: source.fileId, recordClass: typeof payload['recordClass'] === 'string' ? payload['recordClass'] : null, told: payload },
  }),
};

/** The publicity has ended otherwise, or the decision is gone: nothing is left to repair. */
export const recordClosed: FileEvent<CreditRepairFacts> = {
  name: 'recordClosed',
  label: { zh: '信用记录已终结', en: 'The credit record is closed' },
  perform: ({ payload, source }) => ({ outcome: 'discontinued', facts: { recordFileId: source.fileId, closedBecause: typeof payload['ground'] === 'string' ? payload['ground'] : 'unknown' } }),
};

const acceptance = z.strictObject({
  harmsSecurity: z.boolean().default(false).describe('修复可能损害国家安全、社会公共利益'),
  remark: text(1000).optional(),
});
type Acceptance = z.infer<typeof acceptance>;

/** The minimum of the record's class is over: asked when it was applied for, and asked again by what the record told. */
const minimumOver: Guard<CreditRepairFacts, Acceptance> = {
  name: 'minimumOver',
  rule: 'publicity-general-min',
  check: ({ facts, occurredOn }) => notBefore(facts, 'earliestOn', occurredOn, 'TOO_EARLY', typeof facts.told['minimumRule'] === 'string' ? facts.told['minimumRule'] : 'publicity-general-min'),
};

/** repair-fraud · CRM 23 */
const noFraudBan: Guard<CreditRepairFacts, Acceptance> = {
  name: 'noFraudBan',
  rule: 'repair-fraud',
  check: ({ facts, occurredOn }) => notBefore(facts, 'afterBan', occurredOn, 'REPAIR_BANNED', 'repair-fraud'),
};

function notBefore(facts: CreditRepairFacts, field: 'earliestOn' | 'afterBan', on: string, code: 'TOO_EARLY' | 'REPAIR_BANNED', rule: string): Refusal | null {
  const first = localDate.safeParse(facts.told[field]);
  return first.success && on < first.data ? { code, field: '/occurredOn', rule, earliestOn: first.data } : null;
}

/** repair-refuse-security · CRM 18: what could harm may not even be accepted; a responsible person declines it, with reasons. */
const securityUnharmed: Guard<CreditRepairFacts, Acceptance> = {
  name: 'securityUnharmed',
  rule: 'repair-refuse-security',
  check: ({ input, occurredOn, rules }) =>
    askCriterion('repair-refuse-security', { harmsSecurity: input.harmsSecurity }, occurredOn, rules) === 'refused' ? { code: 'REPAIR_CONDITIONS_UNMET', field: '/harmsSecurity', rule: 'repair-refuse-security', reason: 'security' } : null,
};

/** repair-accept · CRM 14: the time to decide begins; 7 working days, also for the serious-violation list. */
export const acceptRepair = defineAction<CreditRepairFacts, Acceptance>({
  name: 'acceptRepair',
  label: { zh: '受理信用修复申请', en: 'Accept the application' },
  roles: ['credit_officer'],
  input: acceptance,
  guards: [minimumOver, noFraudBan, securityUnharmed],
  cites: ['repair-accept', 'publicity-general-min', 'publicity-serious-min', 'repair-fraud', 'repair-refuse-security', 'repair-decide-penalty', 'repair-serious-list'],
  perform: ({ facts }) => ({ outcome: 'accepted', clocks: { decision: { rule: facts.recordClass === 'serious_d' ? 'repair-serious-list' : 'repair-decide-penalty' } } }),
});

const request = z.strictObject({ missing: z.array(text(200)).min(1).max(20).describe('一次性告知需要补正的全部材料;不得要求可以共享取得的材料') });

/** CRM 14: what is missing is told at once and once only. */
export const requestRepairPapers = defineAction<CreditRepairFacts, z.infer<typeof request>>({
  name: 'requestRepairPapers',
  label: { zh: '一次性告知补正材料', en: 'Ask for missing papers, once' },
  roles: ['credit_officer'],
  input: request,
  guards: [{ name: 'askedOnceOnly', rule: 'repair-accept', check: ({ facts }) => (facts.papers ? { code: 'PAPERS_ASKED_ALREADY', rule: 'repair-accept' } : null) }],
  cites: ['repair-accept'],
  perform: ({ input, occurredOn }) => ({ outcome: 'requested', facts: { papers: { missing: input.missing, requestedOn: occurredOn } } }),
});

const supply = z.strictObject({ onBehalfOf: text(200), document: text(400).describe('补正的材料') });

/** The papers are in; the time to accept begins anew. */
export const supplyRepairPapers = defineAction<CreditRepairFacts, z.infer<typeof supply>>({
  name: 'supplyRepairPapers',
  label: { zh: '登记补正材料', en: 'Record the missing papers' },
  roles: ['credit_officer'],
  input: supply,
  guards: [],
  withdrawable: true,
  cites: ['repair-accept'],
  perform: ({ facts, input, occurredOn }) => ({ outcome: 'supplied', facts: { papers: { missing: [], requestedOn: occurredOn, ...facts.papers, suppliedOn: occurredOn, document: input.document } } }),
});

const declining = z.strictObject({ reason: text(2000) });

/** repair-accept · CRM 14: not accepted only with a responsible person's approval, and with reasons. */
export const declineRepairAcceptance = defineAction<CreditRepairFacts, z.infer<typeof declining>>({
  name: 'declineRepairAcceptance',
  label: { zh: '批准不予受理', en: 'Approve not to accept' },
  roles: ['responsible_person'],
  input: declining,
  guards: [],
  cites: ['repair-accept'],
  perform: ({ facts, input }) => ({ outcome: 'notAccepted', facts: { notAccepted: input }, effects: [tellRecord(facts, 'repairRefused', { ground: 'not_accepted', reason: input.reason })] }),
});

const withdrawal = z.strictObject({ onBehalfOf: text(200), document: text(200) });

/** The party takes its application back, as long as nothing is decided. */
export const withdrawRepairApplication = defineAction<CreditRepairFacts, z.infer<typeof withdrawal>>({
  name: 'withdrawRepairApplication',
  label: { zh: '登记撤回申请', en: 'Record that the application is withdrawn' },
  roles: ['credit_officer'],
  input: withdrawal,
  guards: [],
  cites: ['repair-accept'],
  perform: ({ facts }) => ({ outcome: 'withdrawn', effects: [tellRecord(facts, 'repairWithdrawn', {})] }),
});
