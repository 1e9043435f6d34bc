import { z } from 'zod';
import { clockRunning } from '../../guards/clocks.ts';
import { clockOfVersion } from '../../rules/find-rule.ts';
import { defineAction, type Guard } from '../action.ts';
import { text } from '../inspection/facts.ts';
import { groundsAgainst, refusalGrounds, type CreditRepairFacts } from './facts.ts';
import { tellRecord } from './tell-record.ts';

const verification = z.strictObject({
  method: z.enum(['online', 'paper', 'on_site']),
  obligationsPerformed: z.boolean().describe('已履行处罚决定规定的义务'),
  corrected: z.boolean().describe('已主动消除危害后果和不良影响'),
  noSameKindPenalty: z.boolean().describe('未因同一类违法行为再次受到处罚'),
  harmsSecurity: z.boolean().default(false).describe('修复可能危害国家安全、公共利益'),
  fraudFound: z.boolean().default(false).describe('隐瞒真实情况、弄虚作假'),
  findings: text(4000),
});

/** CRM 11, 15-16; PIP 16: online, on paper or on site; recorded again when more was found. */
export const recordRepairVerification = defineAction<CreditRepairFacts, z.infer<typeof verification>>({
  name: 'recordRepairVerification',
  label: { zh: '登记核实结果', en: 'Record the verification' },
  roles: ['credit_officer'],
  input: verification,
  guards: [],
  withdrawable: true,
  cites: ['repair-decide-penalty', 'repair-refuse-security', 'repair-fraud'],
  perform: ({ input, actor, occurredOn }) => ({ outcome: 'verified', facts: { verification: { ...input, on: occurredOn, by: actor.id } } }),
});

const extension = z.strictObject({ reason: text(1000) });

/** CRM 16: once, by the whole length that the rule gives, when the matter is complex or needs checking. */
export const extendRepairDecision = defineAction<CreditRepairFacts, z.infer<typeof extension>>({
  name: 'extendRepairDecision',
  label: { zh: '延长信用修复决定期限', en: 'Extend the time to decide' },
  roles: ['responsible_person'],
  input: extension,
  guards: [clockRunning('decision', 'repair-decide-penalty')],
  withdrawable: true,
  cites: ['repair-decide-penalty', 'repair-serious-list'],
  perform: ({ record, input, rules }) => {
    const running = record.deadlines.find((deadline) => deadline.clock === 'decision');
    const step = running && clockOfVersion(running.ruleId, running.ruleVersion, rules).extensions[0];
    if (!step?.limit) throw new Error('a guard must refuse to extend what does not run');
    return { outcome: 'extended', extend: { clock: 'decision', amount: step.limit, reason: input.reason, approvedBy: step.approver } };
  },
});

const verifiedFirst: Guard<CreditRepairFacts, unknown> = {
  name: 'verifiedFirst',
  rule: 'repair-decide-penalty',
  check: ({ facts, occurredOn }) => (facts.verification && facts.verification.on <= occurredOn ? null : { code: 'VERIFICATION_FIRST', rule: 'repair-decide-penalty' }),
};

/** A design rule: an approval by the one who verified would be none. */
const approverDidNotVerify: Guard<CreditRepairFacts, unknown> = {
  name: 'approverDidNotVerify',
  rule: 'repair-decide-penalty',
  check: ({ facts, actor }) => (facts.verification?.by === actor.id ? { code: 'APPROVER_IS_VERIFIER', rule: 'repair-decide-penalty' } : null),
};

const nothingAgainst: Guard<CreditRepairFacts, unknown> = {
  name: 'nothingAgainst',
  rule: 'publicity-early-stop',
  check: ({ facts, occurredOn, rules }) => {
    const ground = facts.verification && groundsAgainst(facts, facts.verification, occurredOn, rules)[0];
    return ground ? { code: 'REPAIR_CONDITIONS_UNMET', rule: ruleOf[ground], reason: ground } : null;
  },
};

const ruleOf = { conditions_unmet: 'publicity-early-stop', security: 'repair-refuse-security', fraud: 'repair-fraud' } as const;

const granting = z.strictObject({ reason: text(2000) });

/** CRM 16: within 7 working days, by a responsible person, on a verification that found nothing against it. */
export const grantRepair = defineAction<CreditRepairFacts, z.infer<typeof granting>>({
  name: 'grantRepair',
  label: { zh: '准予信用修复', en: 'Grant the repair' },
  roles: ['responsible_person'],
  input: granting,
  guards: [verifiedFirst, approverDidNotVerify, nothingAgainst],
  cites: ['repair-decide-penalty', 'repair-serious-list', 'publicity-early-stop', 'repair-refuse-security', 'repair-fraud', 'repair-complete-data'],
  perform: ({ facts, input, actor, occurredOn }) => ({
    outcome: 'granted',
    facts: { decision: { granted: true, on: occurredOn, by: actor.id, reason: input.reason } },
    effects: [tellRecord(facts, 'repairGranted', { on: occurredOn })],
  }),
});

const refusing = z.strictObject({ ground: z.enum(refusalGrounds), reason: text(2000) });

/** CRM 16, 18, 23: refused with reasons, on a ground that the verification bears; after fraud with a ban of three years. */
export const refuseRepair = defineAction<CreditRepairFacts, z.infer<typeof refusing>>({
  name: 'refuseRepair',
  label: { zh: '不予信用修复', en: 'Refuse the repair' },
  roles: ['responsible_person'],
  input: refusing,
  guards: [
    verifiedFirst,
    approverDidNotVerify,
    {
      name: 'groundVerified',
      rule: 'publicity-early-stop',
      check: ({ facts, input, occurredOn, rules }) => (facts.verification && groundsAgainst(facts, facts.verification, occurredOn, rules).includes(input.ground) ? null : { code: 'REFUSAL_GROUND_NOT_FOUND', field: '/ground', rule: ruleOf[input.ground] }),
    },
  ],
  cites: ['repair-decide-penalty', 'publicity-early-stop', 'repair-refuse-security', 'repair-fraud', 'repair-remedy'],
  perform: ({ facts, input, actor, occurredOn }) => ({
    outcome: 'refused',
    facts: { decision: { granted: false, on: occurredOn, by: actor.id, reason: input.reason, ground: input.ground } },
    effects: [tellRecord(facts, 'repairRefused', { on: occurredOn, ground: input.ground, reason: input.reason })],
  }),
});

const execution = z.strictObject({
  publicityStopped: z.literal(true).describe('已停止公示'),
  dataUpdated: z.literal(true).describe('已更新数据并推送'),
  liftedMeasures: text(1000).optional().describe('解除的管理措施'),
  receipt: text(200).describe('公示系统回执'),
});

/** repair-complete-data · CRM 17, repair-effects: publicity is stopped, measures are lifted, the data updated and shared, within 3 working days. */
export const executeRepair = defineAction<CreditRepairFacts, z.infer<typeof execution>>({
  name: 'executeRepair',
  label: { zh: '停止公示并更新数据', en: 'Stop publicity and update the data' },
  roles: ['credit_officer', 'publication_officer'],
  input: execution,
  guards: [],
  cites: ['repair-complete-data', 'repair-effects'],
  perform: ({ facts, input, occurredOn }) => ({
    outcome: 'executed',
    facts: { execution: { on: occurredOn, receipt: input.receipt, ...(input.liftedMeasures === undefined ? {} : { liftedMeasures: input.liftedMeasures }) } },
    effects: [tellRecord(facts, 'repairExecuted', { on: occurredOn })],
  }),
});
