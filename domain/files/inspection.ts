import * as correct from '../actions/inspection/correct.ts';
import * as inspect from '../actions/inspection/inspect.ts';
import * as recuse from '../actions/inspection/recuse.ts';
import { startInspection } from '../actions/inspection/start.ts';
import { inspectionChart } from '../charts/inspection.ts';
import { defineFile } from './file-definition.ts';

/** 检查 */
export const inspectionFile = defineFile(inspectionChart, {
  actions: [
    inspect.assignInspection, startInspection, inspect.recordInspectionResult, inspect.returnInspectionResult, inspect.registerClue,
    inspect.publishInspectionResult, inspect.closeInspection, correct.orderCorrection, correct.reportCorrection,
    recuse.raiseRecusal, recuse.decideRecusal, recuse.redrawOfficer, correct.extendCorrection, correct.withdrawCorrectionOrder, correct.recordReinspection,
  ],
  events: [inspect.inspectionAssigned],
  lapses: [correct.correctionPassed],
});
