import { z } from 'zod';
import { enforcementCaseChart } from '../../charts/enforcement-case.ts';
import { askCriterion } from '../../criteria/criteria.ts';
import { fileIdPattern, fileTypeOf } from '../../ids.ts';
import type { FileRecord } from '../../record/record.ts';
import { defineAction, type EffectDraft, type FileEvent, type Guard } from '../action.ts';
import { localDate, text } from '../inspection/facts.ts';
import { lastReportOn, linkedWith, openExamination, type CaseFacts } from './facts.ts';
import { restartByRule, restartedBy } from './further-report.ts';
import { awaitingApproval } from './urgent-measure.ts';

const type = 'enforcementCase';
const rule = 'clue-merge';

/** What of a clue is under way and would be lost with it. */
function underWay(facts: CaseFacts, { deadlines }: FileRecord): string[] {
  return [
    // an approval of a measure that is asked for, whatever became of the measure
    ...deadlines.flatMap(({ clock }) => (clock === 'clueVerification' ? [] : [clock])),
    ...(openExamination(facts) ? ['examination'] : []),
    ...(facts.preservation?.ended === null || awaitingApproval(facts, 'preservation') ? ['preservation'] : []),
    ...(facts.sealing?.ended === null || awaitingApproval(facts, 'sealing') ? ['sealing'] : []),
    ...(facts.recusals?.some(({ decision }) => decision === undefined) ? ['recusal'] : []),
  ];
}

/** While a clue waits for the answer of another, nothing is begun that could not end with it. */
export function notBeingMerged<Input>(): Guard<CaseFacts, Input> {
  return { name: 'notBeingMerged', rule, check: ({ facts }) => (facts.mergeAsked ? { code: 'MERGE_UNDER_WAY', rule } : null) };
}

const merging = z.strictObject({
  intoFileId: z.string().regex(fileIdPattern).describe('并入的线索'),
  newFacts: z.boolean().describe('本线索有新的违法事实;同一事实的为否'),
  reason: text(1000),
});

/**
 * 并案 · R-TIP-02, CRH 35: a duplicate asks to be merged into another open clue. It goes on as it is, with its clock, until the other has said
 * yes (`mergeTaken`) or no (`mergeDeclined`): one of the two always handles the matter.
 */
export const mergeClue = defineAction<CaseFacts, z.infer<typeof merging>>({
  name: 'mergeClue',
  label: { zh: '并入其他线索', en: 'Merge into another clue' },
  roles: ['handling_unit_head'],
  input: merging,
  needs: (_facts, _rules, body) => (typeof body['intoFileId'] === 'string' ? { file: body['intoFileId'] } : null),
  guards: [
    notBeingMerged(),
    {
      name: 'nothingUnderWay',
      rule,
      check: ({ facts, record, occurredOn, rules }) =>
        askCriterion(rule, { targetStage: 'clue_registered', underWay: underWay(facts, record) }, occurredOn, rules) === 'refused' ? { code: 'MERGE_UNFINISHED_WORK', rule } : null,
    },
    restartByRule((_input, facts) => lastReportOn(facts)),
    { name: 'notIntoItself', rule, check: ({ record, input }) => (input.intoFileId === record.id ? { code: 'MERGE_INTO_ITSELF', field: '/intoFileId', rule } : null) },
    {
      name: 'openClueOfTheDepartment',
      rule,
      check: ({ input, registers, occurredOn, rules }) => {
        if (fileTypeOf(input.intoFileId) !== type || registers?.file === null) return { code: 'LINKED_FILE_UNKNOWN', field: '/intoFileId', rule };
        // before the act is sent nobody has looked
        if (registers?.file === undefined) return null;
        return askCriterion(rule, { targetStage: registers.file.stage, underWay: [] }, occurredOn, rules) === 'refused' ? { code: 'MERGE_TARGET_PAST', field: '/intoFileId', rule } : null;
      },
    },
  ],
  cites: ['clue-merge', 'report-handling', 'clue-restart', 'clue-verify'],
  perform: ({ input, facts, occurredOn }) => ({
    outcome: 'asked',
    facts: { mergeAsked: { into: input.intoFileId, on: occurredOn, reason: input.reason } },
    effects: [{ type, fileId: input.intoFileId, name: 'mergeAsked', payload: { source: facts.clue.source, suspicion: facts.clue.suspicion, lastReportOn: lastReportOn(facts), newFacts: input.newFacts, reason: input.reason } }],
  }),
});

const ask = z.object({ source: z.string(), suspicion: z.string(), lastReportOn: localDate, newFacts: z.boolean(), reason: z.string() });
const refusal = z.object({ because: z.object({ zh: z.string(), en: z.string() }) });

/** Nobody but a case asks, and only who asks is answered. */
const decline = (toFileId: string, zh: string, en: string): EffectDraft[] => (fileTypeOf(toFileId) === type ? [{ type, fileId: toFileId, name: 'mergeDeclined', payload: { because: { zh, en } } }] : []);

/**
 * Another clue asks to be taken in. A clue that itself waits for an answer takes none in: two that ask each other both go on, and no ring of
 * merged clues can come about. Whatever else stands in the way, who asks is told no.
 */
export const mergeAsked: FileEvent<CaseFacts> = {
  name: 'mergeAsked',
  label: { zh: '请求并入本线索', en: 'Another clue asks to be merged into this one' },
  perform({ payload, facts, record, source, occurredOn, rules, calendar }) {
    if (fileTypeOf(source.fileId) !== type) return { outcome: 'noted' };
    if (facts.mergeAsked) return { outcome: 'declined', effects: decline(source.fileId, '该线索正在请求并入其他线索', 'it asks to be merged itself') };
    const { lastReportOn: receivedOn, ...asked } = ask.parse(payload);
    const restart = asked.newFacts ? restartedBy(receivedOn, asked.reason, record, occurredOn, { rules, calendar }) : {};
    return {
      outcome: restart.restart ? 'restarted' : 'taken',
      ...restart,
      facts: {
        furtherReports: [...(facts.furtherReports ?? []), { source: asked.source, content: asked.suspicion, receivedOn, newFacts: asked.newFacts, fileId: source.fileId }],
        ...linkedWith(facts, { as: 'merged_from', fileId: source.fileId, on: occurredOn }),
      },
      effects: [{ type, fileId: source.fileId, name: 'mergeTaken', payload: { reason: asked.reason } }],
    };
  },
  otherwise: ({ record, source }) => {
    const stage = enforcementCaseChart.stages[record.stage as keyof typeof enforcementCaseChart.stages];
    return decline(source.fileId, `该案卷处于“${stage?.label.zh ?? record.stage}”阶段`, `it stands at “${stage?.label.en ?? record.stage}”`);
  },
};

/** The other clue has it: this one ends, and what it waited for with it. */
export const mergeTaken: FileEvent<CaseFacts> = {
  name: 'mergeTaken',
  label: { zh: '已并入其他线索', en: 'Merged into another clue' },
  perform: ({ facts, source, occurredOn }) =>
    facts.mergeAsked?.into === source.fileId
      ? { outcome: 'merged', facts: { mergeAsked: null, ...linkedWith(facts, { as: 'merged_into', fileId: source.fileId, on: occurredOn }) } }
      : { outcome: 'noted' },
};

/** The other clue cannot take it in: this one goes on as it was, and the head of the unit is told. */
export const mergeDeclined: FileEvent<CaseFacts> = {
  name: 'mergeDeclined',
  label: { zh: '未能并入其他线索', en: 'Not merged into the other clue' },
  perform: ({ facts, payload, source }) => {
    if (facts.mergeAsked?.into !== source.fileId) return { outcome: 'noted' };
    const { because } = refusal.parse(payload);
    return {
      outcome: 'goesOn',
      facts: { mergeAsked: null },
      tasks: [{ kind: 'reminder', roles: ['handling_unit_head'], officerIds: [], label: { zh: `未能并案,继续办理:${because.zh}`, en: `Not merged, it goes on: ${because.en}` } }],
    };
  },
};
