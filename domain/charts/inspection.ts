import { defineChart } from '../chart/chart.ts';

/** 回避: whoever is assigned may be recused while the inspection or the re-inspection is under way; the file stays where it is, that person is barred. */
const recusal = {
  raiseRecusal: { raised: { reach: 'recusalRaised' } },
  decideRecusal: { upheld: { reach: 'recusalDecided' }, rejected: { reach: 'recusalDecided' } },
  redrawOfficer: { redrawn: { reach: 'officerRedrawn' } },
} as const;

/**
 * 检查: one inspection of one drawn object, with at most one correction order.
 * States and timers: lifecycle of inspection, correction and re-inspection (R-IN, R-RC); an order does not replace a due penalty.
 */
export const inspectionChart = defineChart({
  type: 'inspection',
  collection: 'inspections',
  label: { zh: '检查', en: 'Inspection' },
  milestones: [
    'assigned', 'started', 'resultRecorded', 'correctionOrdered', 'correctionReported', 'correctionPeriodPassed', 'orderWithdrawn',
    'corrected', 'notCorrected', 'violationSuspected', 'recusalRaised', 'recusalDecided', 'officerRedrawn', 'resultPublished', 'closed',
  ],
  stages: {
    none: {
      label: { zh: '未立卷', en: 'Not opened' },
      acts: { assignInspection: { assigned: { to: 'assigned', reach: 'assigned' } } },
      events: { inspectionAssigned: { assigned: { to: 'assigned', reach: 'assigned' } } },
    },
    assigned: {
      label: { zh: '已派员', en: 'Assigned' },
      task: { roles: ['inspector'], label: { zh: '实施检查并录入结果', en: 'Inspect and record the result' }, clock: 'inspectionEnd' },
      // where nothing could be entered on site, beginning and result are entered together
      acts: { startInspection: { started: { to: 'inspecting', reach: 'started' } }, recordInspectionResult: { recorded: { to: 'result_review', reach: 'resultRecorded' } }, ...recusal },
    },
    inspecting: {
      label: { zh: '检查中', en: 'Inspecting' },
      task: { roles: ['inspector'], label: { zh: '录入检查结果', en: 'Record the result' }, clock: 'inspectionEnd' },
      acts: { recordInspectionResult: { recorded: { to: 'result_review', reach: 'resultRecorded' } }, ...recusal },
    },
    result_review: {
      label: { zh: '结果审核', en: 'Result under review' },
      task: { roles: ['handling_unit_head'], label: { zh: '审核检查结果', en: 'Review the result' }, clock: 'resultPublication' },
      acts: {
        returnInspectionResult: { returned: { to: 'inspecting' } },
        orderCorrection: { ordered: { to: 'correction_ordered', reach: 'correctionOrdered' } },
        registerClue: { registered: { to: 'correction_failed', reach: 'violationSuspected' } },
        publishInspectionResult: { published: { to: 'result_published', reach: 'resultPublished' } },
      },
    },
    correction_ordered: {
      label: { zh: '责令改正', en: 'Correction ordered' },
      task: { roles: ['inspector'], label: { zh: '跟踪整改', en: 'Follow the correction' }, clock: 'correction' },
      acts: {
        reportCorrection: { reported: { to: 'reinspecting', reach: 'correctionReported' } },
        extendCorrection: { extended: {} },
        withdrawCorrectionOrder: { withdrawn: { to: 'result_review', reach: 'orderWithdrawn' } },
      },
    },
    reinspecting: {
      label: { zh: '复查', en: 'Re-inspection' },
      task: { roles: ['inspector'], label: { zh: '复查整改情况', en: 'Re-inspect the correction' }, clock: 'recheck' },
      acts: {
        recordReinspection: {
          corrected: { to: 'correction_verified', reach: 'corrected' },
          notCorrected: { to: 'correction_failed', reach: 'notCorrected' },
        },
        ...recusal,
      },
    },
    correction_verified: {
      label: { zh: '已改正', en: 'Corrected' },
      task: { roles: ['publication_officer'], label: { zh: '公示检查结果', en: 'Publish the result' }, clock: 'resultPublication' },
      acts: { publishInspectionResult: { published: { to: 'result_published', reach: 'resultPublished' } } },
    },
    correction_failed: {
      label: { zh: '移交线索', en: 'Handed on as a clue' },
      task: { roles: ['publication_officer'], label: { zh: '公示检查结果', en: 'Publish the result' }, clock: 'resultPublication' },
      acts: { publishInspectionResult: { published: { to: 'result_published', reach: 'resultPublished' } } },
    },
    result_published: {
      label: { zh: '已公示', en: 'Published' },
      task: { roles: ['handling_unit_head'], label: { zh: '办结检查', en: 'Close the inspection' } },
      acts: { closeInspection: { closed: { to: 'inspection_closed', reach: 'closed' } } },
    },
    inspection_closed: { label: { zh: '已办结', en: 'Closed' }, acts: {}, end: true },
  },
  clocks: {
    inspectionEnd: { rules: ['inspection-task-end'], startsAt: ['assigned'], stopsAt: ['resultRecorded'] },
    recusalDecision: { rules: ['recusal-sla'], startsAt: ['recusalRaised'], stopsAt: ['recusalDecided'], cancelsAt: ['resultRecorded', 'corrected', 'notCorrected'] },
    resultPublication: { rules: ['inspection-result-publish'], startsAt: ['resultRecorded'], stopsAt: ['resultPublished'] },
    correction: {
      rules: ['correction-default-deadline', 'correction-instant-disclosure', 'product-quality-correct'],
      startsAt: ['correctionOrdered'],
      stopsAt: ['correctionReported', 'orderWithdrawn'],
      lapse: { to: 'reinspecting', reach: 'correctionPeriodPassed' },
    },
    recheck: {
      rules: ['correction-recheck-default', 'special-equipment-recheck'],
      // a report, or nobody reported and the date passed
      startsAt: ['correctionReported', 'correctionPeriodPassed'],
      stopsAt: ['corrected', 'notCorrected'],
    },
    // of a failed sample test only: the authority's own period, from the same order (PQS 47), in the place of the recheck above
    productRecheck: { rules: ['product-quality-recheck'], startsAt: ['correctionOrdered'], stopsAt: ['corrected', 'notCorrected'], cancelsAt: ['orderWithdrawn'] },
  },
});
