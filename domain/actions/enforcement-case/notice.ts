import { z } from 'zod';
import { computeDeadline } from '../../deadlines/compute-deadline.ts';
import { actorIsAssigned } from '../../guards/officers.ts';
import { hasHearingRight } from '../../penalty/hearing-right.ts';
import { findRule } from '../../rules/find-rule.ts';
import { defineAction, type ActContext, type Guard } from '../action.ts';
import { text } from '../inspection/facts.ts';
import { byParty, documentNo, type CaseFacts } from './facts.ts';

const approval = z.strictObject({ outcome: z.enum(['approve', 'return']), opinion: text(2000) });

/** PPR 56: the responsible person approves the proposal: a notice to the party, or no penalty, which needs none; or sends it back. */
export const approveProposal = defineAction<CaseFacts, z.infer<typeof approval>>({
  name: 'approveProposal',
  label: { zh: '审批处理建议', en: 'Approve the proposal' },
  roles: ['responsible_person'],
  input: approval,
  guards: [{ name: 'reviewPassed', rule: 'legal-review-required', check: ({ facts }) => (facts.reviewPassed ? null : { code: 'REVIEW_NOT_PASSED', rule: 'legal-review-required' }) }],
  cites: ['proposal-approval', 'penalty-notice'],
  perform: ({ input, facts }) => {
    if (input.outcome === 'return') return { outcome: 'returned', facts: { reviewPassed: null } };
    return { outcome: facts.report?.proposal.kind === 'no_penalty' ? 'noPenalty' : 'noticeApproved' };
  },
});

const notice = z.strictObject({
  noticeNo: documentNo,
  hearingRightTold: z.boolean().describe('已告知要求听证的权利'),
  method: z.enum(['direct', 'leave', 'electronic', 'mail', 'entrusted']),
  receiver: text(200),
  proof: text(200).describe('送达回证'),
});

/** HRM 5: no notice without the right to a hearing where there is one. */
const hearingRightTold: Guard<CaseFacts, z.infer<typeof notice>> = {
  name: 'hearingRightTold',
  rule: 'hearing-right-scope',
  check: ({ facts, input, occurredOn, rules }) => {
    const { report, filing } = facts;
    if (report?.proposal.kind !== 'penalty') return { code: 'NO_PENALTY_PROPOSED', rule: 'penalty-notice' };
    const needed = hasHearingRight(report.proposal.penalty, filing?.partyKind ?? 'natural_person', occurredOn, rules);
    return needed && !input.hearingRightTold ? { code: 'HEARING_RIGHT_NOT_TOLD', field: '/hearingRightTold', rule: 'hearing-right-scope' } : null;
  },
};

/** PPR 57: the notice says exactly what was reviewed and approved; it is dated by its service, from which the party has five working days. */
export const serveNotice = defineAction<CaseFacts, z.infer<typeof notice>>({
  name: 'serveNotice',
  label: { zh: '送达行政处罚告知书', en: 'Serve the notice of the proposed penalty' },
  roles: ['case_handler'],
  input: notice,
  guards: [actorIsAssigned(), hearingRightTold],
  cites: ['penalty-notice', 'hearing-right-scope', 'discretion-tiers', 'statement-period', 'hearing-request'],
  perform: ({ input, facts, occurredOn }) => {
    if (facts.report?.proposal.kind !== 'penalty') throw new Error('a guard must refuse a notice without a proposed penalty');
    return {
      outcome: 'served',
      facts: { notice: { no: input.noticeNo, servedOn: occurredOn, hearingRightTold: input.hearingRightTold, penalty: facts.report.proposal.penalty } },
      ...(input.hearingRightTold ? {} : { clocks: { hearingRequest: null } }),
    };
  },
});

/** The last day of a right that began with the notice. */
function lastDay({ facts, calendar, rules }: Pick<ActContext<CaseFacts, unknown>, 'facts' | 'calendar' | 'rules'>, rule: 'statement-period' | 'hearing-request'): string | null {
  if (!facts.notice) return null;
  return computeDeadline({ rule: findRule(rule, facts.notice.servedOn, rules), trigger: facts.notice.servedOn, calendar, pauses: [] }).dueDate;
}

function inTime<Input>(rule: 'statement-period' | 'hearing-request'): Guard<CaseFacts, Input> {
  return {
    name: 'inTime',
    rule,
    check: (context) => {
      if (context.facts.waiver) return { code: 'RIGHT_WAIVED', rule };
      const last = lastDay(context, rule);
      return last === null || context.occurredOn > last ? { code: 'PERIOD_PASSED', field: '/occurredOn', rule } : null;
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
  cites: ['statement-period', 'statement-recheck', 'recheck'],
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
  cites: ['statement-period', 'hearing-request'],
  perform: ({ input, occurredOn }) => ({ outcome: 'waived', facts: { waiver: { on: occurredOn, document: input.document } } }),
});

const recheck = z.strictObject({
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
  guards: [actorIsAssigned()],
  cites: ['statement-recheck', 'recheck'],
  perform: ({ input, occurredOn }) => ({
    outcome: input.newFacts ? 'newFacts' : 'rechecked',
    facts: { recheck: { on: occurredOn, adoption: input.adoption, result: input.result }, ...(input.newFacts ? { reviewPassed: null } : {}) },
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
  cites: ['hearing-request', 'hearing-presider-appoint', 'hearing-free', 'case-decide'],
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
