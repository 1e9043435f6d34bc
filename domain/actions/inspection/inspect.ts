import { z } from 'zod';
import { actorIsAssigned, assignedOfficersCertified, twoCertifiedOfficers } from '../../guards/officers.ts';
import { usccSchema } from '../../uscc.ts';
import { defineAction, type FileEvent } from '../action.ts';
import { localDate, officerIds, resultCategories, text, type InspectionFacts } from './facts.ts';

const assignment = z.strictObject({
  target: z.strictObject({ name: text(200), uscc: usccSchema }),
  matter: text(300),
  officerIds,
  plannedEnd: localDate.describe('检查任务截止日期'),
});

/** R-IN: opens an inspection with its target, matter and at least two certified officers (two-officer-rule; draw-two-random). */
export const assignInspection = defineAction<InspectionFacts, z.infer<typeof assignment>>({
  name: 'assignInspection',
  label: { zh: '派员检查', en: 'Assign the inspection' },
  roles: ['lead_coordinator', 'handling_unit_head'],
  input: assignment,
  guards: [twoCertifiedOfficers()],
  cites: ['two-officer-rule', 'inspection-task-end'],
  perform: ({ input }) => ({ outcome: 'assigned', facts: input, clocks: { inspectionEnd: { date: input.plannedEnd } } }),
});

/** The same, when a draw assigned it. */
export const inspectionAssigned: FileEvent<InspectionFacts> = {
  name: 'inspectionAssigned',
  label: { zh: '抽取派发检查', en: 'Inspection assigned by a draw' },
  perform: ({ payload, source }) => {
    const input = assignment.parse(payload);
    return { outcome: 'assigned', facts: { ...input, drawTaskId: source.fileId }, clocks: { inspectionEnd: { date: input.plannedEnd } } };
  },
};

const result = z.strictObject({
  category: z.enum(resultCategories),
  findings: text(4000),
  method: z.enum(['on_site', 'document', 'online']),
});

/** R-IN: the officers who inspected enter what they found, in one of the eight categories. */
export const recordInspectionResult = defineAction<InspectionFacts, z.infer<typeof result>>({
  name: 'recordInspectionResult',
  label: { zh: '录入检查结果', en: 'Record the inspection result' },
  roles: ['inspector'],
  input: result,
  guards: [actorIsAssigned(), assignedOfficersCertified()],
  cites: ['two-officer-rule', 'inspection-result-publish'],
  perform: ({ input }) => ({ outcome: 'recorded', facts: { result: input } }),
});

const returned = z.strictObject({ reason: text(1000) });

/** The unit head sends a result back; the publication clock goes on, since the result exists. */
export const returnInspectionResult = defineAction<InspectionFacts, z.infer<typeof returned>>({
  name: 'returnInspectionResult',
  label: { zh: '退回检查结果', en: 'Return the result' },
  roles: ['handling_unit_head'],
  input: returned,
  guards: [],
  cites: ['inspection-result-publish'],
  perform: () => ({ outcome: 'returned' }),
});

const clue = z.strictObject({ suspicion: text(2000) });

/** R-IN · PPR 18: a suspected violation goes to clue verification at once; its clock starts on discovery. */
export const registerClue = defineAction<InspectionFacts, z.infer<typeof clue>>({
  name: 'registerClue',
  label: { zh: '移交违法线索', en: 'Hand on a suspected violation' },
  roles: ['handling_unit_head'],
  input: clue,
  guards: [],
  cites: ['inspection-misreport-clue', 'clue-verify'],
  perform: ({ input, facts, occurredOn }) => ({
    outcome: 'registered',
    effects: [{ type: 'enforcementCase', name: 'clueFound', payload: { source: 'inspection', target: facts.target, suspicion: input.suspicion, foundOn: occurredOn } }],
  }),
});

const publication = z.strictObject({ redactionChecked: z.literal(true), channel: z.enum(['necips', 'department_site']) });

/** R-PB · SCM 12, FSI 39: the result is published within 20 working days, after the secrecy check. */
export const publishInspectionResult = defineAction<InspectionFacts, z.infer<typeof publication>>({
  name: 'publishInspectionResult',
  label: { zh: '公示检查结果', en: 'Publish the result' },
  roles: ['publication_officer', 'handling_unit_head'],
  input: publication,
  guards: [
    {
      name: 'followUpDoneFirst',
      rule: 'inspection-result-publish',
      check: ({ record, facts }) =>
        record.stage === 'result_review' && followUpFirst.has(facts.result?.category ?? '')
          ? { code: 'CATEGORY_NEEDS_FOLLOW_UP', rule: 'correction-order' }
          : null,
    },
  ],
  cites: ['inspection-result-publish', 'publish-redaction'],
  perform: () => ({ outcome: 'published' }),
});

const followUpFirst = new Set<string>(['disclosure_missing', 'disclosure_false', 'corrected_on_order', 'refused_serious', 'pending_followup']);

const closing = z.strictObject({ remark: text(1000).optional() });

/** The last act: nothing is open any more, and the draw that assigned it hears of it. */
export const closeInspection = defineAction<InspectionFacts, z.infer<typeof closing>>({
  name: 'closeInspection',
  label: { zh: '办结检查', en: 'Close the inspection' },
  roles: ['handling_unit_head'],
  input: closing,
  guards: [],
  cites: [],
  perform: ({ facts }) => ({
    outcome: 'closed',
    effects: facts.drawTaskId === undefined ? [] : [{ type: 'drawTask', fileId: facts.drawTaskId, name: 'inspectionClosed', payload: { target: facts.target.uscc, category: facts.result?.category ?? null } }],
  }),
});
