import { criterion } from './criterion.ts';

/** 线索核查与立案: what stands behind the criteria of law/rules/clue-and-filing.yaml. */
export const clueAndFilingCriteria = {
  'case-file-conditions': criterion<{ met: readonly string[]; form: boolean; handlers: number }, { conditions: readonly string[]; handlers: number }>(({ met, form, handlers }, values) =>
    values.conditions.every((condition) => met.includes(condition)) && form && handlers >= values.handlers ? 'allowed' : 'refused'),

  'case-not-filed': criterion<{ ground: string; form: boolean; legalBasis: string | null }, { grounds: readonly string[]; needsLegalBasis: readonly string[] }>(
    ({ ground, form, legalBasis }, { grounds, needsLegalBasis }) =>
      grounds.includes(ground) && form && (legalBasis !== null || !needsLegalBasis.includes(ground)) ? 'allowed' : 'refused',
  ),

  'report-handling': criterion<{ repeated: boolean; newFacts: boolean }>(({ repeated, newFacts }) => {
    if (!repeated) return 'verify';
    return newFacts ? 'merge_and_restart' : 'no_new_handling';
  }),

  'clue-restart': criterion<{ heldDue: string; restartedDue: string }>(({ heldDue, restartedDue }) => (restartedDue > heldDue ? 'restarts' : 'stays')),

  'clue-merge': criterion<{ targetStage: string; underWay: readonly string[] }, { stages: readonly string[] }>(({ targetStage, underWay }, { stages }) =>
    stages.includes(targetStage) && underWay.length === 0 ? 'allowed' : 'refused'),

  'clue-reopen': criterion<{ stage: string; ground: string }, { stages: readonly string[]; grounds: readonly string[] }>(({ stage, ground }, { stages, grounds }) =>
    stages.includes(stage) && grounds.includes(ground) ? 'allowed' : 'refused'),

  'case-split': criterion<{ recusalPending: boolean }>(({ recusalPending }) => (recusalPending ? 'refused' : 'allowed')),

  'report-feedback': criterion<{ otherLawAsks: boolean; reward: boolean }>(({ otherLawAsks, reward }) => (otherLawAsks || reward ? 'tell' : 'no_duty')),
};
