import * as clue from '../actions/enforcement-case/clue.ts';
import * as correct from '../actions/inspection/correct.ts';
import * as inspect from '../actions/inspection/inspect.ts';
import { enforcementCaseChart } from '../charts/enforcement-case.ts';
import { inspectionChart } from '../charts/inspection.ts';
import type { Action, FileEvent } from '../actions/action.ts';
import type { FileDefinition } from './file-definition.ts';

/** Every file type of the product, by name: the one list that the step, the API and the documentation read. */
export const fileTypes: Readonly<Record<string, FileDefinition>> = {
  inspection: {
    chart: inspectionChart,
    actions: byName<Action>([
      inspect.assignInspection, inspect.recordInspectionResult, inspect.returnInspectionResult, inspect.registerClue,
      inspect.publishInspectionResult, inspect.closeInspection, correct.orderCorrection, correct.reportCorrection,
      correct.extendCorrection, correct.withdrawCorrectionOrder, correct.recordReinspection,
    ] as unknown as Action[]),
    events: byName<FileEvent>([inspect.inspectionAssigned as unknown as FileEvent]),
  },
  enforcementCase: {
    chart: enforcementCaseChart,
    actions: byName<Action>([clue.declineFiling] as unknown as Action[]),
    events: byName<FileEvent>([clue.clueFound as unknown as FileEvent]),
  },
};

/** @throws when no such type exists: callers check what comes from outside before */
export function fileDefinition(type: string): FileDefinition {
  const definition = fileTypes[type];
  if (!definition) throw new Error(`unknown file type ${type}`);
  return definition;
}

function byName<T extends { readonly name: string }>(items: readonly T[]): Record<string, T> {
  return Object.fromEntries(items.map((item) => [item.name, item]));
}
