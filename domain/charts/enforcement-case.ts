import { defineChart } from '../chart/chart.ts';
import { examination, measureActs, measureClocks, measureEnds } from './measures-branch.ts';
import { hearingClocks, hearingStages } from './hearing-branch.ts';
import { mergingActs, mergingEvents } from './merging-branch.ts';
import { recusalActs } from './recusal-acts.ts';
import { performanceClocks, performanceStages } from './performance-branch.ts';

/**
 * 案件: from the clue to the archive (PPR 18-77, APL 54-72). Two stages stand between an approval and what it allows: `notice_approved` (the handlers
 * serve what was approved) and `closure_approval` (the form waits for its approver), so that there is always one who is waited for.
 */
export const enforcementCaseChart = defineChart({
  type: 'enforcementCase',
  collection: 'enforcement-cases',
  label: { zh: '案件', en: 'Enforcement case' },
  milestones: [
    'clueRegistered', 'handlersAssigned', 'filed', 'notFiled', 'merged', 'splitOff', 'examinationStarted', 'examinationEnded', 'evidencePreserved', 'preservationDisposed', 'preservationReleased', 'sealingApplied', 'sealingLifted', 'sealingReleased', 'preservationApproved', 'preservationRefused', 'sealingApproved', 'sealingRefused', 'recusalRaised', 'recusalDecided', 'suspended', 'suspensionReviewed', 'resumed',
    'investigationTerminated', 'reportSubmitted', 'reviewPassed', 'reviewReturned', 'noticeApproved', 'noPenaltyProposed', 'proposalReturned',
    'noticeServed', 'refundOrdered', 'refundEnded', 'statementReceived', 'rightsWaived', 'rechecked', 'reinvestigated',
    'hearingRequested', 'presiderNamed', 'hearingFileReceived', 'hearingNoticeServed', 'hearingHeld', 'hearingTerminated', 'hearingReported', 'postHearingReviewPassed',
    'penaltyDecided', 'noPenaltyDecided', 'servicePrepared', 'serviceNoticePublished', 'publicNoticePassed', 'decisionServed',
    'paymentOverdue', 'demandServed', 'demandPeriodPassed', 'remedyPeriodsExpired', 'performed', 'courtApplied', 'courtEnded', 'windowMissed', 'windowReviewed', 'closed',
  ],
  stages: {
    none: {
      label: { zh: '未立卷', en: 'Not opened' },
      acts: { receiveClue: { registered: { to: 'clue_registered', reach: 'clueRegistered' } } },
      events: {
        clueFound: { registered: { to: 'clue_registered', reach: 'clueRegistered' } },
        splitOff: { opened: { to: 'investigating', reach: 'splitOff' } },
      },
    },
    clue_registered: {
      label: { zh: '线索登记', en: 'Clue registered' },
      task: { roles: ['handling_unit_head'], label: { zh: '指派办案人员', en: 'Assign the handlers' }, clock: 'clueVerification' },
      acts: {
        assignHandlers: { assigned: { to: 'clue_verifying', reach: 'handlersAssigned' } },
        ...mergingActs,
        extendClueVerification: { extended: {} },
        declineFiling: { declined: { to: 'not_filed', reach: 'notFiled' } },
      },
      events: mergingEvents,
    },
    clue_verifying: {
      label: { zh: '线索核查', en: 'Clue being verified' },
      task: [
        { roles: ['case_handler'], label: { zh: '核查线索', en: 'Verify the clue' }, clock: 'clueVerification' },
        { roles: ['responsible_person'], label: { zh: '决定是否立案', en: 'Decide on filing' }, clock: 'clueVerification' },
      ],
      acts: {
        ...recusalActs,
        replaceHandlers: { replaced: {} },
        recordEvidence: { recorded: {} },
        sendForExamination: { sent: { reach: 'examinationStarted' } },
        recordExamination: { recorded: { reach: 'examinationEnded' } },
        ...measureActs,
        ...mergingActs,
        extendClueVerification: { extended: {} },
        fileCase: { filed: { to: 'investigating', reach: 'filed' } },
        declineFiling: { declined: { to: 'not_filed', reach: 'notFiled' } },
      },
      events: mergingEvents,
    },
    // taken up again in a new file only: what is closed takes no acts
    not_filed: { label: { zh: '不予立案', en: 'Not filed' }, acts: {}, events: { clueReopened: { linked: {} } }, end: true },
    merged: { label: { zh: '已并案', en: 'Merged into another clue' }, acts: {}, end: true },
    investigating: {
      label: { zh: '调查取证', en: 'Investigating' },
      task: { roles: ['case_handler'], label: { zh: '调查取证并提交终结报告', en: 'Investigate and submit the final report' }, clock: 'decision' },
      acts: {
        ...recusalActs,
        replaceHandlers: { replaced: {} },
        recordEvidence: { recorded: {} },
        sendForExamination: { sent: { reach: 'examinationStarted' } },
        recordExamination: { recorded: { reach: 'examinationEnded' } },
        ...measureActs,
        splitCase: { split: {} },
        submitFinalReport: { submitted: { to: 'under_review', reach: 'reportSubmitted' } },
        extendDecision: { extended: {} },
        suspendInvestigation: { suspended: { to: 'suspended', reach: 'suspended' } },
        terminateInvestigation: { terminated: { to: 'closing', reach: 'investigationTerminated' } },
      },
    },
    suspended: {
      label: { zh: '中止调查', en: 'Suspended' },
      task: { roles: ['responsible_person'], label: { zh: '复核中止原因', en: 'Review the suspension' }, clock: 'suspensionReview' },
      acts: {
        ...recusalActs,
        ...measureEnds,
        replaceHandlers: { replaced: {} },
        confirmSuspension: { confirmed: { reach: 'suspensionReviewed' } },
        recordExamination: { recorded: { reach: 'examinationEnded' } },
        resumeInvestigation: { resumed: { to: 'investigating', reach: 'resumed' } },
        terminateInvestigation: { terminated: { to: 'closing', reach: 'investigationTerminated' } },
      },
    },
    under_review: {
      label: { zh: '审核', en: 'Under review' },
      task: { roles: ['case_reviewer', 'legal_reviewer'], label: { zh: '审核案件', en: 'Review the case' }, clock: 'review' },
      acts: {
        ...recusalActs,
        ...measureEnds,
        replaceHandlers: { replaced: {} },
        recordReview: {
          passed: { to: 'proposal_approval', reach: 'reviewPassed' },
          returned: { to: 'investigating', reach: 'reviewReturned' },
        },
        extendReview: { extended: {} },
        extendDecision: { extended: {} },
      },
    },
    proposal_approval: {
      label: { zh: '处理建议审批', en: 'Proposal to be approved' },
      task: { roles: ['responsible_person'], label: { zh: '审批处理建议', en: 'Approve the proposal' }, clock: 'proposalApproval' },
      acts: {
        ...recusalActs,
        ...measureEnds,
        approveProposal: {
          noticeApproved: { to: 'notice_approved', reach: 'noticeApproved' },
          noPenalty: { to: 'decision_pending', reach: 'noPenaltyProposed' },
          returned: { to: 'investigating', reach: 'proposalReturned' },
        },
        extendDecision: { extended: {} },
      },
    },
    notice_approved: {
      label: { zh: '待告知', en: 'Notice to be served' },
      task: { roles: ['case_handler'], label: { zh: '送达行政处罚告知书', en: 'Serve the notice' }, clock: 'decision' },
      acts: {
        ...recusalActs,
        ...measureEnds,
        replaceHandlers: { replaced: {} },
        serveNotice: { served: { to: 'notice_served', reach: 'noticeServed' } },
        extendDecision: { extended: {} },
      },
    },
    notice_served: {
      label: { zh: '已告知', en: 'Notice served' },
      task: { roles: ['case_handler'], label: { zh: '听取陈述、申辩', en: 'Hear the party' }, clock: 'statement' },
      acts: {
        ...recusalActs,
        ...measureEnds,
        replaceHandlers: { replaced: {} },
        recordStatement: { stated: { to: 'rechecking', reach: 'statementReceived' } },
        requestHearing: { requested: { to: 'hearing_preparing', reach: 'hearingRequested' } },
        waiveRights: { waived: { to: 'decision_pending', reach: 'rightsWaived' } },
        extendDecision: { extended: {} },
      },
    },
    rechecking: {
      label: { zh: '复核', en: 'Rechecking' },
      task: { roles: ['case_handler'], label: { zh: '复核陈述、申辩意见', en: 'Recheck the statement' }, clock: 'recheck' },
      acts: {
        ...recusalActs,
        ...measureEnds,
        replaceHandlers: { replaced: {} },
        recordStatement: { stated: {} },
        requestHearing: { requested: { to: 'hearing_preparing', reach: 'hearingRequested' } },
        recordRecheck: {
          rechecked: { to: 'decision_pending', reach: 'rechecked' },
          newFacts: { to: 'investigating', reach: 'reinvestigated' },
        },
        extendDecision: { extended: {} },
      },
    },
    ...hearingStages,
    decision_pending: {
      label: { zh: '待决定', en: 'Decision pending' },
      task: { roles: ['responsible_person'], label: { zh: '作出处理决定', en: 'Decide' }, clock: 'decision' },
      acts: {
        ...recusalActs,
        ...measureEnds,
        decidePenalty: { decided: { to: 'decided', reach: 'penaltyDecided' } },
        decideNoPenalty: { decided: { to: 'closing', reach: 'noPenaltyDecided' } },
        referToCollective: { referred: { to: 'collective_discussion' } },
        extendDecision: { extended: {} },
        approveLeavingOutGains: { approved: {} },
        orderRefund: { ordered: { reach: 'refundOrdered' } },
        recordRefund: { recorded: { reach: 'refundEnded' } },
        // the party's days go on, whatever was rechecked
        recordStatement: { stated: { to: 'rechecking', reach: 'statementReceived' } },
        requestHearing: { requested: { to: 'hearing_preparing', reach: 'hearingRequested' } },
        waiveRights: { waived: { reach: 'rightsWaived' } },
        // of a statement that was overtaken by a hearing which did not take place
        recordRecheck: { rechecked: { reach: 'rechecked' }, newFacts: { to: 'investigating', reach: 'reinvestigated' } },
      },
    },
    collective_discussion: {
      label: { zh: '集体讨论', en: 'Collective discussion' },
      task: { roles: ['collective_meeting'], label: { zh: '集体讨论', en: 'Discuss together' }, clock: 'decision' },
      acts: { ...recusalActs, recordCollectiveDiscussion: { discussed: { to: 'decision_pending' }, extended: { to: 'decision_pending' } } },
    },
    ...performanceStages,
  },
  clocks: {
    clueVerification: {
      rules: ['clue-verify'],
      startsAt: ['clueRegistered'],
      stopsAt: ['filed', 'notFiled'],
      cancelsAt: ['merged'],
      pauses: [examination],
    },
    decision: {
      rules: ['case-decide'],
      startsAt: ['filed', 'splitOff'],
      stopsAt: ['penaltyDecided', 'noPenaltyDecided'],
      cancelsAt: ['investigationTerminated'],
      pauses: [
        examination,
        { ground: 'suspension', from: 'suspended', to: ['resumed'] },
        { ground: 'hearing', from: 'hearingRequested', to: ['hearingReported', 'hearingTerminated'] },
        { ground: 'refund_order', from: 'refundOrdered', to: ['refundEnded'] },
      ],
    },
    recusalDecision: { rules: ['recusal-sla'], startsAt: ['recusalRaised'], stopsAt: ['recusalDecided'] },
    suspensionReview: { rules: ['case-suspend'], startsAt: ['suspended', 'suspensionReviewed'], stopsAt: ['resumed', 'investigationTerminated'] },
    review: { rules: ['review-complete'], startsAt: ['reportSubmitted', 'hearingReported'], stopsAt: ['reviewPassed', 'reviewReturned', 'postHearingReviewPassed'] },
    proposalApproval: { rules: ['proposal-approval'], startsAt: ['reviewPassed'], stopsAt: ['noticeApproved', 'noPenaltyProposed', 'proposalReturned'] },
    statement: {
      rules: ['statement-period'],
      startsAt: ['noticeServed'],
      stopsAt: ['statementReceived', 'rightsWaived'],
      cancelsAt: ['hearingRequested'],
      lapse: { to: 'decision_pending', reach: 'rightsWaived' },
    },
    // falls due with the statement period; what it gives up is recorded, the step to the decision is the other's
    hearingRequest: { rules: ['hearing-request'], startsAt: ['noticeServed'], stopsAt: ['hearingRequested', 'rightsWaived'], cancelsAt: ['reinvestigated'] },
    recheck: { rules: ['recheck'], startsAt: ['statementReceived'], stopsAt: ['rechecked', 'reinvestigated'], cancelsAt: ['hearingRequested'] },
    ...measureClocks,
    ...hearingClocks,
    ...performanceClocks,
  },
});
