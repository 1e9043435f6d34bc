import * as accept from '../actions/credit-repair/accept.ts';
import * as decide from '../actions/credit-repair/decide.ts';
import { creditRepairChart } from '../charts/credit-repair.ts';
import { defineFile } from './file-definition.ts';

/** 信用修复 */
export const creditRepairFile = defineFile(creditRepairChart, {
  actions: [
    accept.acceptRepair, accept.requestRepairPapers, accept.supplyRepairPapers, accept.declineRepairAcceptance, accept.withdrawRepairApplication,
    decide.recordRepairVerification, decide.extendRepairDecision, decide.grantRepair, decide.refuseRepair, decide.executeRepair,
  ],
  events: [accept.repairApplied, accept.recordClosed],
});
