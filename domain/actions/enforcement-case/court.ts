import { z } from 'zod';
import { askCriterion } from '../../criteria/criteria.ts';
import { computeDeadline } from '../../deadlines/compute-deadline.ts';
import { findRule } from '../../rules/find-rule.ts';
import { defineAction } from '../action.ts';
import { text } from '../inspection/facts.ts';
import type { CaseFacts } from './facts.ts';
import { toldToCredit } from './performance.ts';

const application = z.strictObject({
  court: text(200),
  document: text(200).describe('强制执行申请书'),
  pendingRemedy: z.enum(['none', 'reconsideration', 'litigation']).default('none').describe('批准申请的负责人声明:是否有未决的复议或者诉讼,不填即声明没有;系统不登记复议、诉讼案件,以此声明为准并记入台账 · what the responsible person who applies declares; left out, that there is none. No file here knows of reconsiderations or suits: this word counts, and the ledger keeps whose it is'),
});

/** AEL 53-54, PPR 76: ten working days after the demand, and inside the three months that begin when nobody sued in six. */
export const applyToCourt = defineAction<CaseFacts, z.infer<typeof application>>({
  name: 'applyToCourt',
  label: { zh: '申请人民法院强制执行', en: 'Apply to the court for enforcement' },
  roles: ['responsible_person'],
  input: application,
  guards: [
    {
      name: 'demandPeriodOver',
      rule: 'demand-performance',
      check: ({ facts, occurredOn, calendar, rules }) => {
        const trigger = facts.demand?.servedOn;
        const earliest = trigger === undefined ? undefined : computeDeadline({ rule: findRule('demand-performance', trigger, rules), trigger, calendar, pauses: [] }).earliestActionDate;
        return earliest === undefined || occurredOn < earliest ? { code: 'TOO_EARLY', field: '/occurredOn', rule: 'demand-performance', ...(earliest === undefined ? {} : { earliestOn: earliest }) } : null;
      },
    },
    {
      name: 'noPendingRemedy',
      rule: 'court-no-pending-remedy',
      check: ({ input, occurredOn, rules }) =>
        askCriterion('court-no-pending-remedy', { pending: input.pendingRemedy }, occurredOn, rules) === 'refused' ? { code: 'REMEDY_PENDING', field: '/pendingRemedy', rule: 'court-no-pending-remedy' } : null,
    },
    {
      name: 'insideTheWindow',
      rule: 'court-apply-window',
      check: ({ record }) => (record.deadlines.some(({ clock, state }) => clock === 'courtWindow' && state === 'running') ? null : { code: 'COURT_WINDOW_CLOSED', rule: 'court-apply-window' }),
    },
  ],
  withdrawable: true,
  cites: ['court-apply-window', 'demand-performance', 'court-no-pending-remedy', 'court-window-start', 'sue-direct'],
  dates: ['court.appliedOn'],
  perform: ({ input, actor, occurredOn }) => ({
    outcome: 'applied',
    facts: { court: { appliedOn: occurredOn, court: input.court } },
    evidence: { declared: { pendingRemedy: input.pendingRemedy, by: actor.id } },
  }),
});

const outcome = z.strictObject({ outcome: z.enum(['enforced', 'enforcement_ended', 'not_accepted']), performedInFull: z.boolean(), document: text(200) });

/** AEL 56-58: what the court did; the authority only records it. */
export const recordCourtOutcome = defineAction<CaseFacts, z.infer<typeof outcome>>({
  name: 'recordCourtOutcome',
  label: { zh: '登记法院执行结果', en: 'Record the outcome at court' },
  roles: ['remedy_officer'],
  input: outcome,
  guards: [],
  withdrawable: true,
  cites: ['court-accept', 'court-rule', 'closure-conditions', 'case-close'],
  dates: ['court.endedOn'],
  perform: ({ input, facts, occurredOn }) => ({
    outcome: 'ended',
    ...(facts.court ? { facts: { court: { ...facts.court, outcome: input.outcome, endedOn: occurredOn } } } : {}),
    effects: input.performedInFull ? toldToCredit(facts, occurredOn) : [],
  }),
});

const account = z.strictObject({ findings: text(4000), measures: text(4000) });

/** The window was missed: somebody answers for it before the case is closed. */
export const reviewMissedWindow = defineAction<CaseFacts, z.infer<typeof account>>({
  name: 'reviewMissedWindow',
  label: { zh: '逾期未申请执行的责任核查', en: 'Answer for the missed window' },
  roles: ['responsible_person'],
  input: account,
  guards: [],
  cites: ['court-apply-window', 'case-close'],
  perform: ({ input }) => ({ outcome: 'reviewed', facts: { windowReview: input } }),
});
