import * as carryOut from '../actions/annual-plan/carry-out.ts';
import * as compile from '../actions/annual-plan/compile.ts';
import { annualPlanChart } from '../charts/annual-plan.ts';
import { defineFile } from './file-definition.ts';

/** 年度抽查计划 */
export const annualPlanFile = defineFile(annualPlanChart, {
  actions: [
    compile.createPlan, compile.editPlan, compile.submitPlan, compile.approvePlan, compile.returnPlan, compile.publishPlan,
    compile.recordPlanWithSuperior, carryOut.openDrawTask, carryOut.adjustPlan, carryOut.fileHalfYearReport,
    carryOut.fileFullYearReport, carryOut.closePlan,
  ],
  events: [compile.yearBegun, carryOut.taskEnded],
  // S004 二(四): each department makes one plan a year
  identity: ({ year }) => `${Number(year)}`,
});
