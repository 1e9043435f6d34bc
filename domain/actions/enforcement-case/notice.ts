import { z } from 'zod';
import { askCriterion } from '../../criteria/criteria.ts';
import { computeDeadline } from '../../deadlines/compute-deadline.ts';
import { actorIsAssigned } from '../../guards/officers.ts';
import { hasHearingRight } from '../../penalty/hearing-right.ts';
import { findRule } from '../../rules/find-rule.ts';
import { shanghaiDate } from '../../time/shanghai.ts';
import { defineAction, type ActContext, type Guard } from '../action.ts';
import { text } from '../inspection/facts.ts';
import { positiveYuanSchema } from '../../penalty/money.ts';
import { byParty, documentNo, type CaseFacts } from './facts.ts';
import { reviewPassed } from './review.ts';

const approval = z.strictObject({ outcome: z.enum(['approve', 'return']), opinion: text(2000) });

/** PPR 56: the responsible person approves the proposal: a notice to the party, or no penalty, which needs none; or sends it back. */
export const approveProposal = defineAction<CaseFacts, z.infer<typeof approval>>({
  name: 'approveProposal',
  label: { zh: '审批处理建议', en: 'Approve the proposal' },
  roles: ['responsible_person'],
  input: approval,
  guards: [reviewPassed()],
  cites: ['proposal-approval', 'legal-review-required', 'case-review-required', 'penalty-notice'],
  perform: ({ input, facts }) => {
    if (input.outcome === 'return') return { outcome: 'returned', facts: { reviewPassed: null } };
    return { outcome: facts.report?.proposal.kind === 'no_penalty' ? 'noPenalty' : 'noticeApproved' };
  },
});

const notice = z.strictObject({
  noticeNo: documentNo,
  rightsTold: z.boolean().describe('已告知陈述、申辩的权利'),
  hearingRightTold: z.boolean().describe('已告知要求听证的权利'),
  refundAmountYuan: positiveYuanSchema.optional().describe('告知的应退还多收价款'),
  method: z.enum(['direct', 'leave', 'electronic', 'mail', 'entrusted']),
  receiver: text(200),
  proof: text(200).describe('送达回证'),
});

type Notice = z.infer<typeof notice>;

/** What the notice says: the content of what was reviewed, and what the handler told beside it (PPR 57). */
function toldBy({ report }: CaseFacts, input: Notice): string[] {
  if (report?.proposal.kind !== 'penalty') return [];
  const said = {
    penalty: true, facts: report.facts !== '', reasons: report.proposal.penalty.reasons !== '', basis: report.legalBasis !== '',
    rights: input.rightsTold, hearing_right: input.hearingRightTold, refund_amount: input.refundAmountYuan !== undefined,
  };
  return Object.entries(said).flatMap(([part, isSaid]) => (isSaid ? [part] : []));
}

/** PPR 57, HRM 5, APL 44: no notice that leaves out a right, or the right to a hearing where there is one, or what is to be refunded. */
const noticeComplete: Guard<CaseFacts, Notice> = {
  name: 'noticeComplete',
  rule: 'penalty-notice',
  check: ({ facts, input, occurredOn, rules }) => {
    const { report, filing } = facts;
    if (report?.proposal.kind !== 'penalty') return { code: 'NO_PENALTY_PROPOSED', rule: 'penalty-notice' };
    const hearing = hasHearingRight(report.proposal.penalty, filing?.partyKind ?? 'natural_person', occurredOn, rules);
    const refund = report.overchargedYuan !== undefined;
    if (askCriterion('penalty-notice', { told: toldBy(facts, input), hearing, refund }, occurredOn, rules) === 'allowed') return null;
    if (!input.rightsTold) return { code: 'NOTICE_INCOMPLETE', field: '/rightsTold', rule: 'penalty-notice' };
    if (hearing && !input.hearingRightTold) return { code: 'HEARING_RIGHT_NOT_TOLD', field: '/hearingRightTold', rule: 'hearing-right-scope' };
    return { code: 'NOTICE_INCOMPLETE', field: '/refundAmountYuan', rule: 'penalty-notice' };
  },
};

/** PPR 57: the notice says exactly what was reviewed and approved; it is dated by its service, from which the party has five working days. */
export const serveNotice = defineAction<CaseFacts, Notice>({
  name: 'serveNotice',
  label: { zh: '送达行政处罚告知书', en: 'Serve the notice of the proposed penalty' },
  roles: ['case_handler'],
  input: notice,
  guards: [actorIsAssigned(), noticeComplete],
  withdrawable: true,
  cites: ['penalty-notice', 'hearing-right-scope', 'hearing-right-kinds', 'discretion-tiers', 'statement-period', 'hearing-request'],
  dates: ['notice.servedOn'],
  perform: ({ input, facts, occurredOn }) => {
    if (facts.report?.proposal.kind !== 'penalty') throw new Error('a guard must refuse a notice without a proposed penalty');
    return {
      outcome: 'served',
      facts: { notice: { no: input.noticeNo, servedOn: occurredOn, hearingRightTold: input.hearingRightTold, told: toldBy(facts, input), penalty: facts.report.proposal.penalty } },
      ...(input.hearingRightTold ? {} : { clocks: { hearingRequest: null } }),
    };
  },
});

/** The last day of a right that began with the notice. */
function lastDay({ facts, calendar, rules }: Pick<ActContext<CaseFacts, unknown>, 'facts' | 'calendar' | 'rules'>, rule: 'statement-period' | 'hearing-request'): string | null {
  if (!facts.notice) return null;
  return computeDeadline({ rule: findRule(rule, facts.notice.servedOn, rules), trigger: facts.notice.servedOn, calendar, pauses: [] }).dueDate;
}

/** period-transit-excluded · PPR 80: the day of such an act is the one on which the paper was handed in or posted; how long it was on its way is not counted. */
function isLate({ occurredOn, at, rules }: Pick<ActContext<CaseFacts, unknown>, 'occurredOn' | 'at' | 'rules'>, lastDay: string): boolean {
  return askCriterion('period-transit-excluded', { posted: occurredOn, received: shanghaiDate(at), lastDay }, undefined, rules) === 'late';
}

function inTime<Input>(rule: 'statement-period' | 'hearing-request'): Guard<CaseFacts, Input> {
  return {
    name: 'inTime',
    rule,
    check: (context) => {
      if (context.facts.waiver) return { code: 'RIGHT_WAIVED', rule };
      const last = lastDay(context, rule);
      return last === null || isLate(context, last) ? { code: 'PERIOD_PASSED', field: '/occurredOn', rule } : null;
    },
  };
}

const statement = z.strictObject({ content: text(8000), ...byParty });

/** PPR 57-58: what the party says within its period is heard, also a second time and also after a recheck. */
export const recordStatement = defineAction<CaseFacts, z.infer<typeof statement>>({
  name: 'recordStatement',
  label: { zh: '登记陈述、申辩', en: 'Record the statement or defence' },
  roles: ['case_handler'],
  input: statement,
  guards: [inTime('statement-period')],
  withdrawable: true,
  cites: ['statement-period', 'period-transit-excluded', 'statement-recheck', 'recheck'],
  perform: ({ input, facts, occurredOn }) => ({
    outcome: 'stated',
    facts: { statements: [...(facts.statements ?? []), { on: occurredOn, content: input.content, document: input.document }], recheck: null },
  }),
});

const waiver = z.strictObject({ ...byParty });

/** The party gives up statement, defence and hearing in writing: nothing is waited for any more. */
export const waiveRights = defineAction<CaseFacts, z.infer<typeof waiver>>({
  name: 'waiveRights',
  label: { zh: '登记放弃陈述、申辩和听证', en: 'Record the waiver of statement and hearing' },
  roles: ['case_handler'],
  input: waiver,
  guards: [],
  withdrawable: true,
  cites: ['statement-period', 'hearing-request'],
  dates: ['waiver.on'],
  perform: ({ input, occurredOn }) => ({ outcome: 'waived', facts: { waiver: { on: occurredOn, document: input.document } } }),
});

const recheck = z.strictObject({
  covers: z.array(z.enum(['facts', 'reasons', 'evidence'])).max(3).describe('复核的内容:当事人提出的事实、理由、证据'),
  adoption: z.enum(['adopted', 'partly', 'rejected']),
  result: text(4000),
  newFacts: z.boolean().default(false).describe('复核发现新的事实,须重新调查、审核并告知'),
});

/** PPR 58: facts, reasons and evidence are rechecked. New facts void the review and the notice (R-LR-04): the case is investigated again. */
export const recordRecheck = defineAction<CaseFacts, z.infer<typeof recheck>>({
  name: 'recordRecheck',
  label: { zh: '登记复核意见', en: 'Record the recheck' },
  roles: ['case_handler'],
  input: recheck,
  guards: [
    actorIsAssigned(),
    {
      name: 'wholeStatementRechecked',
      rule: 'statement-recheck',
      check: ({ input, occurredOn, rules }) =>
        askCriterion('statement-recheck', { stated: true, rechecked: input.covers, heavier: false }, occurredOn, rules) === 'refused' ? { code: 'RECHECK_INCOMPLETE', field: '/covers', rule: 'statement-recheck' } : null,
    },
  ],
  cites: ['statement-recheck', 'recheck'],
  perform: ({ input, occurredOn }) => ({
    outcome: input.newFacts ? 'newFacts' : 'rechecked',
    facts: { recheck: { on: occurredOn, covers: input.covers, adoption: input.adoption, result: input.result }, ...(input.newFacts ? { reviewPassed: null } : {}) },
  }),
});

const request = z.strictObject({ ...byParty });

/** HRM 7: within five working days of the notice, also where a statement was made before. */
export const requestHearing = defineAction<CaseFacts, z.infer<typeof request>>({
  name: 'requestHearing',
  label: { zh: '登记听证要求', en: 'Record the request for a hearing' },
  roles: ['case_handler'],
  input: request,
  guards: [
    { name: 'rightTold', rule: 'hearing-right-scope', check: ({ facts }) => (facts.notice?.hearingRightTold ? null : { code: 'HEARING_RIGHT_NOT_TOLD', rule: 'hearing-right-scope' }) },
    { name: 'notYetRequested', rule: 'hearing-request', check: ({ facts }) => (facts.hearing ? { code: 'HEARING_ALREADY_REQUESTED', rule: 'hearing-request' } : null) },
    inTime('hearing-request'),
  ],
  withdrawable: true,
  cites: ['hearing-request', 'period-transit-excluded', 'hearing-presider-appoint', 'hearing-free', 'case-decide'],
  dates: ['hearing.requestedOn'],
  perform: ({ input, occurredOn }) => ({ outcome: 'requested', facts: { hearing: { requestedOn: occurredOn, document: input.document } } }),
});

/** The day from which a decision is allowed: after the last day of every right that the party has neither used nor given up. */
export function earliestDecision(context: Pick<ActContext<CaseFacts, unknown>, 'facts' | 'calendar' | 'rules'>): string | null {
  const { facts, calendar, rules } = context;
  if (!facts.notice) return null;
  if (facts.waiver) return facts.waiver.on;
  const { servedOn } = facts.notice;
  const rights = ['statement-period', ...(facts.notice.hearingRightTold && !facts.hearing ? ['hearing-request'] : [])];
  return rights
    .map((rule) => computeDeadline({ rule: findRule(rule, servedOn, rules), trigger: servedOn, calendar, pauses: [] }).earliestActionDate ?? servedOn)
    .sort()
    .at(-1) ?? servedOn;
}
