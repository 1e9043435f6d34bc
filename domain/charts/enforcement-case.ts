import { defineChart } from '../chart/chart.ts';

/**
 * 案件: from the clue to the archive (PPR 18-77, APL 54-72). Two stages stand between an approval and what it allows: `notice_approved` (the handlers
 * serve what was approved) and `closure_approval` (the form waits for its approver), so that there is always one who is waited for.
 */
export const enforcementCaseChart = defineChart({
  type: 'enforcementCase',
  collection: 'enforcement-cases',
  label: { zh: '案件', en: 'Enforcement case' },
  milestones: [
    'clueRegistered', 'handlersAssigned', 'filed', 'notFiled', 'examinationStarted', 'examinationEnded', 'suspended', 'suspensionReviewed', 'resumed',
    'investigationTerminated', 'reportSubmitted', 'reviewPassed', 'reviewReturned', 'noticeApproved', 'noPenaltyProposed', 'proposalReturned',
    'noticeServed', 'statementReceived', 'rightsWaived', 'rechecked', 'reinvestigated',
    'hearingRequested', 'presiderNamed', 'hearingFileReceived', 'hearingNoticeServed', 'hearingHeld', 'hearingTerminated', 'hearingReported', 'postHearingReviewPassed',
    'penaltyDecided', 'noPenaltyDecided', 'servicePrepared', 'serviceNoticePublished', 'publicNoticePassed', 'decisionServed',
    'paymentOverdue', 'demandServed', 'demandPeriodPassed', 'remedyPeriodsExpired', 'performed', 'courtApplied', 'courtEnded', 'windowMissed', 'windowReviewed', 'closed',
  ],
  stages: {
    none: {
      label: { zh: '未立卷', en: 'Not opened' },
      acts: { receiveClue: { registered: { to: 'clue_registered', reach: 'clueRegistered' } } },
      events: { clueFound: { registered: { to: 'clue_registered', reach: 'clueRegistered' } } },
    },
    clue_registered: {
      label: { zh: '线索登记', en: 'Clue registered' },
      task: { roles: ['handling_unit_head'], label: { zh: '指派办案人员', en: 'Assign the handlers' }, clock: 'clueVerification' },
      acts: {
        assignHandlers: { assigned: { to: 'clue_verifying', reach: 'handlersAssigned' } },
        extendClueVerification: { extended: {} },
        declineFiling: { declined: { to: 'not_filed', reach: 'notFiled' } },
      },
    },
    clue_verifying: {
      label: { zh: '线索核查', en: 'Clue being verified' },
      task: [
        { roles: ['case_handler'], label: { zh: '核查线索', en: 'Verify the clue' }, clock: 'clueVerification' },
        { roles: ['responsible_person'], label: { zh: '决定是否立案', en: 'Decide on filing' }, clock: 'clueVerification' },
      ],
      acts: {
        replaceHandlers: { replaced: {} },
        recordEvidence: { recorded: {} },
        sendForExamination: { sent: { reach: 'examinationStarted' } },
        recordExamination: { recorded: { reach: 'examinationEnded' } },
        extendClueVerification: { extended: {} },
        fileCase: { filed: { to: 'investigating', reach: 'filed' } },
        declineFiling: { declined: { to: 'not_filed', reach: 'notFiled' } },
      },
    },
    not_filed: { label: { zh: '不予立案', en: 'Not filed' }, acts: {}, end: true },
    investigating: {
      label: { zh: '调查取证', en: 'Investigating' },
      task: { roles: ['case_handler'], label: { zh: '调查取证并提交终结报告', en: 'Investigate and submit the final report' }, clock: 'decision' },
      acts: {
        replaceHandlers: { replaced: {} },
        recordEvidence: { recorded: {} },
        sendForExamination: { sent: { reach: 'examinationStarted' } },
        recordExamination: { recorded: { reach: 'examinationEnded' } },
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
        replaceHandlers: { replaced: {} },
        serveNotice: { served: { to: 'notice_served', reach: 'noticeServed' } },
        extendDecision: { extended: {} },
      },
    },
    notice_served: {
      label: { zh: '已告知', en: 'Notice served' },
      task: { roles: ['case_handler'], label: { zh: '听取陈述、申辩', en: 'Hear the party' }, clock: 'statement' },
      acts: {
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
    hearing_preparing: {
      label: { zh: '听证准备', en: 'Hearing being prepared' },
      task: [
        { roles: ['responsible_person'], label: { zh: '指定听证主持人', en: 'Name the presider' }, clock: 'presider' },
        { roles: ['case_handler'], label: { zh: '移交听证案卷', en: 'Hand the file to the presider' } },
        { roles: ['hearing_presider'], label: { zh: '准备并举行听证', en: 'Prepare and hold the hearing' } },
      ],
      acts: {
        replaceHandlers: { replaced: {} },
        namePresider: { named: { reach: 'presiderNamed' } },
        handOverHearingFile: { handedOver: { reach: 'hearingFileReceived' } },
        serveHearingNotice: { served: { reach: 'hearingNoticeServed' } },
        holdHearing: { held: { to: 'hearing_held', reach: 'hearingHeld' } },
        terminateHearing: { terminated: { to: 'decision_pending', reach: 'hearingTerminated' } },
      },
    },
    hearing_held: {
      label: { zh: '已听证', en: 'Hearing held' },
      task: { roles: ['hearing_presider'], label: { zh: '提交听证报告', en: 'Submit the hearing report' }, clock: 'hearingReport' },
      acts: { submitHearingReport: { reported: { to: 'post_hearing_review', reach: 'hearingReported' } } },
    },
    post_hearing_review: {
      label: { zh: '听证后审核', en: 'Review after the hearing' },
      task: { roles: ['legal_reviewer'], label: { zh: '听证后法制审核', en: 'Legal review after the hearing' }, clock: 'review' },
      acts: {
        recordReview: {
          passed: { to: 'decision_pending', reach: 'postHearingReviewPassed' },
          returned: { to: 'investigating', reach: 'reviewReturned' },
        },
        extendReview: { extended: {} },
        extendDecision: { extended: {} },
      },
    },
    decision_pending: {
      label: { zh: '待决定', en: 'Decision pending' },
      task: { roles: ['responsible_person'], label: { zh: '作出处理决定', en: 'Decide' }, clock: 'decision' },
      acts: {
        decidePenalty: { decided: { to: 'decided', reach: 'penaltyDecided' } },
        decideNoPenalty: { decided: { to: 'closing', reach: 'noPenaltyDecided' } },
        referToCollective: { referred: { to: 'collective_discussion' } },
        extendDecision: { extended: {} },
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
      acts: { recordCollectiveDiscussion: { discussed: { to: 'decision_pending' }, extended: { to: 'decision_pending' } } },
    },
    decided: {
      label: { zh: '已决定', en: 'Decided' },
      task: { roles: ['case_handler'], label: { zh: '制作送达文书', en: 'Prepare the service' }, clock: 'service' },
      acts: {
        replaceHandlers: { replaced: {} },
        prepareService: { prepared: { to: 'serving', reach: 'servicePrepared' } },
      },
    },
    serving: {
      label: { zh: '送达', en: 'Being served' },
      task: { roles: ['case_handler'], label: { zh: '送达决定书', en: 'Serve the decision' }, clock: 'service' },
      acts: {
        replaceHandlers: { replaced: {} },
        publishServiceNotice: { published: { reach: 'serviceNoticePublished' } },
        recordService: { served: { to: 'performing', reach: 'decisionServed' } },
      },
    },
    performing: {
      label: { zh: '履行', en: 'To be performed' },
      task: { roles: ['case_handler'], label: { zh: '跟踪履行', en: 'Follow the performance' }, clock: 'payment' },
      acts: {
        replaceHandlers: { replaced: {} },
        recordPayment: { performed: { to: 'closing', reach: 'performed' }, partly: {} },
        recordPerformance: { performed: { to: 'closing', reach: 'performed' }, partly: {} },
        serveDemand: { served: { to: 'demanded', reach: 'demandServed' } },
      },
    },
    overdue: {
      label: { zh: '逾期未履行', en: 'Overdue' },
      task: { roles: ['case_handler'], label: { zh: '催告履行', en: 'Demand performance' } },
      acts: {
        replaceHandlers: { replaced: {} },
        recordPayment: { performed: { to: 'closing', reach: 'performed' }, partly: {} },
        recordPerformance: { performed: { to: 'closing', reach: 'performed' }, partly: {} },
        serveDemand: { served: { to: 'demanded', reach: 'demandServed' } },
      },
    },
    demanded: {
      label: { zh: '已催告', en: 'Demanded' },
      task: { roles: ['case_handler', 'responsible_person'], label: { zh: '跟踪履行,准备申请强制执行', en: 'Follow up; prepare the application to the court' }, clock: 'demand' },
      acts: {
        replaceHandlers: { replaced: {} },
        recordPayment: { performed: { to: 'closing', reach: 'performed' }, partly: {} },
        recordPerformance: { performed: { to: 'closing', reach: 'performed' }, partly: {} },
        applyToCourt: { applied: { to: 'court_applied', reach: 'courtApplied' } },
      },
    },
    court_applied: {
      label: { zh: '已申请强制执行', en: 'Court asked to enforce' },
      task: { roles: ['remedy_officer'], label: { zh: '登记法院执行结果', en: 'Record the outcome at court' } },
      acts: {
        recordPayment: { performed: { to: 'closing', reach: 'performed' }, partly: {} },
        recordCourtOutcome: { ended: { to: 'closing', reach: 'courtEnded' } },
      },
    },
    window_missed: {
      label: { zh: '逾期未申请执行', en: 'Court window missed' },
      task: { roles: ['responsible_person'], label: { zh: '责任核查', en: 'Answer for the missed window' }, clock: 'closure' },
      acts: {
        recordPayment: { performed: { to: 'closing', reach: 'performed' }, partly: {} },
        reviewMissedWindow: { reviewed: { to: 'closing', reach: 'windowReviewed' } },
      },
    },
    closing: {
      label: { zh: '结案', en: 'Closing' },
      task: { roles: ['case_handler'], label: { zh: '填写结案审批表', en: 'Fill in the closure form' }, clock: 'closure' },
      acts: {
        replaceHandlers: { replaced: {} },
        submitClosureForm: { submitted: { to: 'closure_approval' } },
      },
    },
    closure_approval: {
      label: { zh: '结案审批', en: 'Closure to be approved' },
      task: { roles: ['responsible_person'], label: { zh: '批准结案', en: 'Approve the closure' }, clock: 'closure' },
      acts: { closeCase: { closed: { to: 'archived', reach: 'closed' } }, returnClosureForm: { returned: { to: 'closing' } } },
    },
    archived: { label: { zh: '已归档', en: 'Archived' }, acts: {}, end: true },
  },
  clocks: {
    clueVerification: {
      rules: ['clue-verify'],
      startsAt: ['clueRegistered'],
      stopsAt: ['filed', 'notFiled'],
      pauses: [{ ground: 'testing', from: 'examinationStarted', to: ['examinationEnded'] }],
    },
    decision: {
      rules: ['case-decide'],
      startsAt: ['filed'],
      stopsAt: ['penaltyDecided', 'noPenaltyDecided'],
      cancelsAt: ['investigationTerminated'],
      pauses: [
        { ground: 'testing', from: 'examinationStarted', to: ['examinationEnded'] },
        { ground: 'suspension', from: 'suspended', to: ['resumed'] },
        { ground: 'hearing', from: 'hearingRequested', to: ['hearingReported', 'hearingTerminated'] },
      ],
    },
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
    presider: { rules: ['hearing-presider-appoint'], startsAt: ['hearingRequested'], stopsAt: ['presiderNamed'], cancelsAt: ['hearingTerminated'] },
    hearingFile: { rules: ['hearing-file-handover'], startsAt: ['presiderNamed'], stopsAt: ['hearingFileReceived'], cancelsAt: ['hearingTerminated'] },
    hearingDate: { rules: ['hearing-fix-date'], startsAt: ['hearingFileReceived'], stopsAt: ['hearingNoticeServed'], cancelsAt: ['hearingTerminated'] },
    hearingReport: { rules: ['hearing-report'], startsAt: ['hearingHeld'], stopsAt: ['hearingReported'] },
    service: { rules: ['service-decision'], startsAt: ['penaltyDecided'], stopsAt: ['decisionServed', 'serviceNoticePublished'] },
    publicNotice: { rules: ['service-public-notice'], startsAt: ['serviceNoticePublished'], stopsAt: [], cancelsAt: ['decisionServed'], lapse: { reach: 'publicNoticePassed' } },
    payment: { rules: ['fine-pay'], startsAt: ['decisionServed'], stopsAt: ['performed'], cancelsAt: ['windowMissed'], lapse: { to: 'overdue', reach: 'paymentOverdue' } },
    demand: { rules: ['demand-performance'], startsAt: ['demandServed'], stopsAt: ['performed'], cancelsAt: ['windowMissed'], lapse: { reach: 'demandPeriodPassed' } },
    remedy: { rules: ['sue-direct'], startsAt: ['decisionServed'], stopsAt: [], cancelsAt: ['performed'], lapse: { reach: 'remedyPeriodsExpired' } },
    courtWindow: {
      rules: ['court-apply-window'],
      startsAt: ['remedyPeriodsExpired'],
      stopsAt: ['courtApplied'],
      cancelsAt: ['performed'],
      lapse: { to: 'window_missed', reach: 'windowMissed' },
    },
    closure: { rules: ['case-close'], startsAt: ['performed', 'courtEnded', 'windowMissed', 'noPenaltyDecided', 'investigationTerminated'], stopsAt: ['closed'] },
  },
});
