import * as correct from '../actions/inspection/correct.ts';
import * as inspect from '../actions/inspection/inspect.ts';
import { inspectionChart } from '../charts/inspection.ts';
import { defineFile } from './file-definition.ts';

/** 检查 */
export const inspectionFile = defineFile(inspectionChart, {
  actions: [
    inspect.assignInspection, inspect.recordInspectionResult, inspect.returnInspectionResult, inspect.registerClue,
    inspect.publishInspectionResult, inspect.closeInspection, correct.orderCorrection, correct.reportCorrection,
    correct.extendCorrection, correct.withdrawCorrectionOrder, correct.recordReinspection,
  ],
  events: [inspect.inspectionAssigned],
});
