import { z } from 'zod';
import { clockRunning, firstExtension } from '../../guards/clocks.ts';
import { actorIsAssigned, assignedOfficersCertified } from '../../guards/officers.ts';
import { defineAction, type FileLapse } from '../action.ts';
import { text } from '../inspection/facts.ts';
import type { CaseFacts } from './facts.ts';
import { notBeingMerged } from './merge.ts';
import { allowedBy, approvalOfMeasure, decideOnUrgent, instantOfMeasure, measureIsAllowed } from './urgent-measure.ts';

const applying = z.strictObject({
  kind: z.enum(['seal', 'seize']),
  goods: text(2000).describe('查封、扣押的场所、设施或者财物及数量'),
  ...approvalOfMeasure,
  document: text(200).describe('实施行政强制措施决定书和清单'),
});

/** PPR 36-38, AEL 18-25: thirty days; one measure at a time in a file. */
export const applySealing = defineAction<CaseFacts, z.infer<typeof applying>>({
  name: 'applySealing',
  label: { zh: '实施查封、扣押', en: 'Seal or seize' },
  roles: ['case_handler'],
  input: applying,
  instant: instantOfMeasure,
  guards: [
    actorIsAssigned(),
    assignedOfficersCertified(),
    notBeingMerged(),
    { name: 'noneApplied', rule: 'seal-seize-term', check: ({ facts }) => (facts.sealing?.ended === null ? { code: 'MEASURE_UNDER_WAY', rule: 'seal-seize-term' } : null) },
    ...measureIsAllowed<z.infer<typeof applying>>('sealing'),
  ],
  cites: ['two-officer-rule', 'coercive-approve', 'seal-seize-term'],
  dates: ['sealing.on', 'sealing.urgent.at'],
  perform: ({ input, occurredOn, occurredAt }) => {
    const { kind, goods, document } = input;
    return {
      outcome: 'applied',
      facts: { sealing: { kind, goods, document, ...allowedBy(input, occurredAt), on: occurredOn, ended: null } },
      clocks: { sealingApproval: occurredAt === undefined ? null : { at: occurredAt } },
    };
  },
});

/** PPR 36, AEL 19: within 24 hours of an urgent sealing or seizure. */
export const decideUrgentSealing = decideOnUrgent('sealing', {
  name: 'decideUrgentSealing',
  label: { zh: '查封、扣押补办批准', en: 'Approve or refuse an urgent sealing or seizure' },
  lift: { zh: '负责人不同意查封、扣押:立即解除,返还财物', en: 'The sealing or seizure was refused: lift it at once and return the goods' },
});

const extending = z.strictObject({ reason: text(1000), document: text(200).describe('告知当事人的延长期限文书') });

/** AEL 25, PPR 38: once, by the thirty days of the rule, told to the party in writing. */
export const extendSealing = defineAction<CaseFacts, z.infer<typeof extending>>({
  name: 'extendSealing',
  label: { zh: '延长查封、扣押期限', en: 'Extend the sealing or seizure' },
  roles: ['responsible_person'],
  input: extending,
  guards: [clockRunning('sealing', 'seal-seize-term')],
  withdrawable: true,
  cites: ['seal-seize-term'],
  perform: ({ input, record, rules }) => ({
    outcome: 'extended',
    extend: { clock: 'sealing', amount: firstExtension(record, 'sealing', rules), reason: `${input.reason}(${input.document})`, approvedBy: 'responsible_person' },
  }),
});

const lifting = z.strictObject({ outcome: z.enum(['lifted_and_returned', 'confiscated', 'destroyed', 'transferred']), document: text(200).describe('解除或者处理决定书') });

/** PPR 42, AEL 27-28: decided within the term; lifted at once where the ground has gone. */
export const liftSealing = defineAction<CaseFacts, z.infer<typeof lifting>>({
  name: 'liftSealing',
  label: { zh: '解除或者处理查封、扣押', en: 'Lift or dispose of the sealing or seizure' },
  roles: ['responsible_person'],
  input: lifting,
  guards: [{ name: 'oneApplied', rule: 'seal-seize-term', check: ({ facts }) => (facts.sealing?.ended === null ? null : { code: 'MEASURE_NOT_UNDER_WAY', rule: 'seal-seize-term' }) }],
  cites: ['seal-seize-term'],
  perform: ({ input, facts, occurredOn }) => ({
    outcome: 'lifted',
    ...(facts.sealing ? { facts: { sealing: { ...facts.sealing, ended: { on: occurredOn, how: input.outcome, document: input.document } } } } : {}),
  }),
});

/** AEL 27, PPR 42: the term has passed, the measure has ended; the goods go back. */
export const sealingReleased: FileLapse<CaseFacts> = {
  clock: 'sealing',
  perform: ({ facts, occurredOn }) => (facts.sealing ? { facts: { sealing: { ...facts.sealing, ended: { on: occurredOn, how: 'released_by_law', document: null } } } } : {}),
};
