import { z } from 'zod';
import { askCriterion } from '../../criteria/criteria.ts';
import type { Label } from '../../label.ts';
import type { LocalDate } from '../../time/local-date.ts';
import type { Instant } from '../../time/shanghai.ts';
import { defineAction, type Action, type Guard } from '../action.ts';
import { instantInput } from '../instant-input.ts';
import { text } from '../inspection/facts.ts';
import type { CaseFacts } from './facts.ts';

/** 情况紧急,当场实施: a measure on goods taken before anybody could approve it (PPR 33, 36; AEL 19). `decision` is absent while it waits for its approval. */
export interface UrgentMeasure {
  readonly at: Instant;
  readonly reason: string;
  readonly decision?: { readonly approved: boolean; readonly opinion: string; readonly document: string; readonly by: string; readonly on: LocalDate; readonly at: Instant | null };
}

/** How a measure was allowed, in the form of the act that takes it: by a paper beforehand, or not yet. */
export const approvalOfMeasure = {
  approval: text(200).optional().describe('负责人事前批准文书;情况紧急、当场实施的不填 · the approval given beforehand; none where it was urgent'),
  urgent: z
    .strictObject({ at: instantInput.describe('当场实施的时刻,精确到分钟 · the minute at which it was taken'), reason: text(1000).describe('紧急情形 · what made it urgent') })
    .optional()
    .describe('情况紧急、当场实施,须补办批准手续的 · taken on the spot, to be approved afterwards'),
};

interface Allowed {
  readonly approval?: string | undefined;
  readonly urgent?: { readonly at: Instant; readonly reason: string } | undefined;
}

/** The instant of a measure: told where it was urgent, since the hours run from it. */
export const instantOfMeasure = { field: '/urgent/at', of: ({ urgent }: Allowed): Instant | undefined => urgent?.at };

/** What the file keeps of it. @param at the instant of the act, in UTC */
export function allowedBy({ approval, urgent }: Allowed, at: Instant | undefined): { readonly approval: string | null; readonly urgent?: UrgentMeasure } {
  return { approval: approval ?? null, ...(urgent && at !== undefined ? { urgent: { at, reason: urgent.reason } } : {}) };
}

const measures = {
  preservation: { rule: 'evidence-preserve-approve', refused: 'evidence-preserve-approve-refused' },
  sealing: { rule: 'coercive-approve', refused: 'coercive-approve-refused' },
} as const;
export type MeasureName = keyof typeof measures;

/** The urgent measure that waits for its approval, ended meanwhile or not. */
export const awaitingApproval = (facts: CaseFacts, measure: MeasureName): UrgentMeasure | undefined => {
  const urgent = facts[measure]?.urgent;
  return urgent?.decision === undefined ? urgent : undefined;
};

/** PPR 33, 36; AEL 19: a measure is approved before it is taken, or it was urgent, and says why. The one before has had its approval. */
export function measureIsAllowed<Input extends Allowed>(measure: MeasureName): Guard<CaseFacts, Input>[] {
  const { rule } = measures[measure];
  return [
    { name: 'approvedOrUrgent', rule, check: ({ input }) => ((input.approval === undefined) === (input.urgent === undefined) ? { code: 'MEASURE_APPROVAL', field: '/approval', rule } : null) },
    { name: 'noneWaitsForApproval', rule, check: ({ facts }) => (awaitingApproval(facts, measure) ? { code: 'MEASURE_APPROVAL_OPEN', rule } : null) },
  ];
}

const deciding = z.strictObject({
  approved: z.boolean().describe('是否同意采取该措施 · whether the measure should have been taken'),
  opinion: text(1000),
  document: text(200).describe('补办的批准文书;不同意的,解除措施的文书 · the approval; where it is refused, the decision to lift'),
  at: instantInput.optional().describe('批准的时刻,精确到分钟;当日办理的可不填,补记的必填 · the minute of the decision; may be left out where it is entered as it is made'),
});

/**
 * 补办批准: the responsible person approves an urgent measure afterwards, or finds that it should not have been taken: then it has ended with this very
 * decision, and the handlers lift it at once and return the goods (PPR 33, 36; AEL 19). A measure that has ended meanwhile is decided on all the same. Late or
 * in time goes by the instant of the decision, not by that of its entry.
 */
export function decideOnUrgent(measure: MeasureName, { name, label, lift }: { readonly name: string; readonly label: Label; readonly lift: Label }): Action<CaseFacts, z.infer<typeof deciding>> {
  const { rule, refused } = measures[measure];
  return defineAction<CaseFacts, z.infer<typeof deciding>>({
    name,
    label,
    roles: ['responsible_person'],
    input: deciding,
    instant: { field: '/at', of: ({ at }) => at, orReceived: true },
    guards: [
      { name: 'waitsForApproval', rule, check: ({ facts }) => (awaitingApproval(facts, measure) ? null : { code: 'MEASURE_APPROVAL_NOT_OPEN', rule }) },
      { name: 'notBeforeTheMeasure', rule, check: ({ facts, occurredAt }) => (occurredAt !== undefined && occurredAt < (awaitingApproval(facts, measure)?.at ?? '') ? { code: 'FACT_BEFORE_STAGE', field: '/at', rule } : null) },
    ],
    cites: [rule, refused],
    dates: [`${measure}.urgent.decision.on`, `${measure}.urgent.decision.at`],
    perform: ({ input, facts, actor, occurredOn, occurredAt, rules }) => {
      const { approved, opinion, document } = input;
      const taken = facts[measure];
      const urgent = awaitingApproval(facts, measure);
      if (!taken || !urgent) throw new Error('a guard refuses this where no urgent measure waits');
      const isReleased = taken.ended === null && askCriterion(refused, { approved }, occurredOn, rules) === 'released';
      const decided = { ...taken, urgent: { ...urgent, decision: { approved, opinion, document, by: actor.id, on: occurredOn, at: occurredAt ?? null } } };
      return {
        outcome: approved ? 'approved' : 'refused',
        facts: { [measure]: isReleased ? { ...decided, ended: { on: occurredOn, how: 'refused', document } } : decided },
        ...(isReleased ? { tasks: [{ kind: 'reminder' as const, roles: ['case_handler'] as const, officerIds: facts.officerIds, label: lift, deadlineId: null }] } : {}),
      };
    },
  });
}
