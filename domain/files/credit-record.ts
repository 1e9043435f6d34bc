import * as correct from '../actions/credit-record/correct.ts';
import * as open from '../actions/credit-record/open.ts';
import * as publish from '../actions/credit-record/publish.ts';
import * as repair from '../actions/credit-record/repair.ts';
import { creditRecordChart } from '../charts/credit-record.ts';
import { defineFile } from './file-definition.ts';

/** 信用记录 */
export const creditRecordFile = defineFile(creditRecordChart, {
  actions: [
    open.enterPenaltyInformation, publish.reviewSecrecy, publish.publishPenalty, publish.publishOnSite, publish.declinePublication,
    correct.recordInaccuracy, correct.correctPublication, correct.withdrawPublication, repair.applyForRepair,
  ],
  events: [
    open.publicationDue, open.obligationsPerformed, open.decisionRevoked,
    repair.repairGranted, repair.repairExecuted, repair.repairRefused, repair.repairWithdrawn,
  ],
  lapses: [repair.maximumPassed],
});
