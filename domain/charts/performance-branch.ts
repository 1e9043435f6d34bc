import { measureEnds } from './measures-branch.ts';

/** 送达、履行、强制执行与结案: the branch of a case from the decision to the archive (PPR 71-83, APL 61-72). */
export const performanceStages = {
  decided: {
    label: { zh: '已决定', en: 'Decided' },
    task: { roles: ['case_handler'], label: { zh: '制作送达文书', en: 'Prepare the service' }, clock: 'service' },
    acts: {
      ...measureEnds,
      replaceHandlers: { replaced: {} },
      prepareService: { prepared: { to: 'serving', reach: 'servicePrepared' } },
    },
  },
  serving: {
    label: { zh: '送达', en: 'Being served' },
    task: { roles: ['case_handler'], label: { zh: '送达决定书', en: 'Serve the decision' }, clock: 'service' },
    acts: {
      ...measureEnds,
      replaceHandlers: { replaced: {} },
      publishServiceNotice: { published: { reach: 'serviceNoticePublished' } },
      recordService: { served: { to: 'performing', reach: 'decisionServed' } },
    },
  },
  performing: {
    label: { zh: '履行', en: 'To be performed' },
    task: { roles: ['case_handler'], label: { zh: '跟踪履行', en: 'Follow the performance' }, clock: 'payment' },
    acts: {
      ...measureEnds,
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
      ...measureEnds,
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
} as const;

/** The clocks from the decision on. */
export const performanceClocks = {
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
} as const;
