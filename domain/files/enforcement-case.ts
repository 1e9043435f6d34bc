import * as clue from '../actions/enforcement-case/clue.ts';
import * as closure from '../actions/enforcement-case/closure.ts';
import * as court from '../actions/enforcement-case/court.ts';
import * as decision from '../actions/enforcement-case/decision.ts';
import * as furtherReport from '../actions/enforcement-case/further-report.ts';
import * as hearing from '../actions/enforcement-case/hearing.ts';
import * as illegalGains from '../actions/enforcement-case/illegal-gains.ts';
import * as investigation from '../actions/enforcement-case/investigation.ts';
import * as merge from '../actions/enforcement-case/merge.ts';
import * as notice from '../actions/enforcement-case/notice.ts';
import * as performance from '../actions/enforcement-case/performance.ts';
import * as preservation from '../actions/enforcement-case/preservation.ts';
import * as recuse from '../actions/enforcement-case/recuse.ts';
import * as refund from '../actions/enforcement-case/refund.ts';
import * as reopen from '../actions/enforcement-case/reopen.ts';
import * as review from '../actions/enforcement-case/review.ts';
import * as sealing from '../actions/enforcement-case/sealing.ts';
import * as service from '../actions/enforcement-case/service.ts';
import * as split from '../actions/enforcement-case/split.ts';
import type { Action } from '../actions/action.ts';
import type { CaseFacts } from '../actions/enforcement-case/facts.ts';
import { enforcementCaseChart } from '../charts/enforcement-case.ts';
import { defineFile } from './file-definition.ts';

// each act knows its own input; this asks only who acts
// oxlint-disable-next-line typescript/no-explicit-any
function barredWhereRecused(action: Action<CaseFacts, any>): Action<CaseFacts, any> {
  return { ...action, guards: [recuse.actorTakesPart(), ...action.guards] };
}

/** 案件: whoever was recused takes no part in any of it (PPR 4). */
export const enforcementCaseFile = defineFile(enforcementCaseChart, {
  actions: [
    clue.receiveClue, clue.assignHandlers, clue.replaceHandlers, clue.extendClueVerification, clue.fileCase, clue.declineFiling,
    furtherReport.recordFurtherReport, merge.mergeClue, split.splitCase,
    investigation.recordEvidence, investigation.sendForExamination, investigation.recordExamination, investigation.suspendInvestigation,
    investigation.confirmSuspension, investigation.resumeInvestigation, investigation.terminateInvestigation, investigation.submitFinalReport,
    preservation.preserveEvidence, preservation.disposePreserved, preservation.decideUrgentPreservation, sealing.applySealing, sealing.extendSealing, sealing.liftSealing, sealing.decideUrgentSealing,
    recuse.raiseRecusal, recuse.decideRecusal,
    review.recordReview, review.extendReview,
    notice.approveProposal, notice.serveNotice, notice.recordStatement, notice.waiveRights, notice.recordRecheck, notice.requestHearing,
    hearing.namePresider, hearing.handOverHearingFile, hearing.serveHearingNotice, hearing.holdHearing, hearing.terminateHearing, hearing.submitHearingReport,
    illegalGains.approveLeavingOutGains, refund.orderRefund, refund.recordRefund,
    decision.decidePenalty, decision.decideNoPenalty, decision.extendDecision, decision.referToCollective, decision.recordCollectiveDiscussion,
    service.prepareService, service.publishServiceNotice, service.recordService,
    performance.recordPayment, performance.recordPerformance, performance.serveDemand,
    court.applyToCourt, court.recordCourtOutcome, court.reviewMissedWindow,
    closure.submitClosureForm, closure.returnClosureForm, closure.closeCase,
  ].map(barredWhereRecused),
  events: [clue.clueFound, merge.mergeAsked, merge.mergeTaken, merge.mergeDeclined, split.splitOff, reopen.clueReopened],
  lapses: [preservation.preservationReleased, sealing.sealingReleased],
});
