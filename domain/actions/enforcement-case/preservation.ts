import { z } from 'zod';
import { actorIsAssigned, assignedOfficersCertified } from '../../guards/officers.ts';
import { defineAction, type FileLapse } from '../action.ts';
import { text } from '../inspection/facts.ts';
import type { CaseFacts } from './facts.ts';
import { notBeingMerged } from './merge.ts';
import { allowedBy, approvalOfMeasure, decideOnUrgent, instantOfMeasure, measureIsAllowed } from './urgent-measure.ts';

/** PPR 33-35: evidence that may be lost is kept where it is, by registration; one at a time in a file. */
const preserving = z.strictObject({
  goods: text(2000).describe('先行登记保存的证据及数量'),
  place: text(200).describe('保存地点'),
  ...approvalOfMeasure,
  document: text(200).describe('先行登记保存证据通知书'),
});

export const preserveEvidence = defineAction<CaseFacts, z.infer<typeof preserving>>({
  name: 'preserveEvidence',
  label: { zh: '先行登记保存证据', en: 'Preserve evidence by registration' },
  roles: ['case_handler'],
  input: preserving,
  instant: instantOfMeasure,
  guards: [
    actorIsAssigned(),
    assignedOfficersCertified(),
    notBeingMerged(),
    {
      name: 'nonePreserved',
      rule: 'evidence-preserve-dispose',
      check: ({ facts }) => (facts.preservation?.ended === null ? { code: 'MEASURE_UNDER_WAY', rule: 'evidence-preserve-dispose' } : null),
    },
    ...measureIsAllowed<z.infer<typeof preserving>>('preservation'),
  ],
  withdrawable: true,
  cites: ['two-officer-rule', 'evidence-preserve-approve', 'evidence-preserve-dispose'],
  dates: ['preservation.on', 'preservation.urgent.at'],
  perform: ({ input, occurredOn, occurredAt }) => {
    const { goods, place, document } = input;
    return {
      outcome: 'preserved',
      facts: { preservation: { goods, place, document, ...allowedBy(input, occurredAt), on: occurredOn, ended: null } },
      clocks: { preservationApproval: occurredAt === undefined ? null : { at: occurredAt } },
    };
  },
});

/** PPR 33: within 24 hours of an urgent preservation. */
export const decideUrgentPreservation = decideOnUrgent('preservation', {
  name: 'decideUrgentPreservation',
  label: { zh: '先行登记保存补办批准', en: 'Approve or refuse an urgent preservation' },
  lift: { zh: '负责人不同意先行登记保存:立即解除,返还物品', en: 'The preservation was refused: lift it at once and return the goods' },
});

const disposing = z.strictObject({
  outcome: z.enum(['copied', 'tested', 'sealed_or_seized', 'confiscated', 'lifted']).describe('复制、检测、查封扣押、没收或者解除'),
  document: text(200).describe('处理通知书'),
});

/** PPR 35: within seven working days; what is not disposed of by then is released by operation of law. */
export const disposePreserved = defineAction<CaseFacts, z.infer<typeof disposing>>({
  name: 'disposePreserved',
  label: { zh: '处理先行登记保存的证据', en: 'Dispose of preserved evidence' },
  roles: ['case_handler'],
  input: disposing,
  guards: [
    actorIsAssigned(),
    {
      name: 'somethingPreserved',
      rule: 'evidence-preserve-dispose',
      check: ({ facts }) => (facts.preservation?.ended === null ? null : { code: 'MEASURE_NOT_UNDER_WAY', rule: 'evidence-preserve-dispose' }),
    },
  ],
  cites: ['evidence-preserve-dispose'],
  perform: ({ input, facts, occurredOn }) => ({
    outcome: 'disposed',
    ...(facts.preservation ? { facts: { preservation: { ...facts.preservation, ended: { on: occurredOn, how: input.outcome, document: input.document } } } } : {}),
  }),
});

/** PPR 35: released by the lapse itself, without an act of anybody; the goods go back, which the reminder asks for. The case goes on as it is. */
export const preservationReleased: FileLapse<CaseFacts> = {
  clock: 'preservation',
  perform: ({ facts, occurredOn }) => (facts.preservation ? { facts: { preservation: { ...facts.preservation, ended: { on: occurredOn, how: 'released_by_law', document: null } } } } : {}),
};
