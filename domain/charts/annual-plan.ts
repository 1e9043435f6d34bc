import { defineChart } from '../chart/chart.ts';

/**
 * 年度抽查计划: one department's plan of one year, from its draft to the full-year report (R-AP).
 * Compiled, recorded and published by the end of January; reports on 15 July and 10 November: dates of the place's profile.
 */
export const annualPlanChart = defineChart({
  type: 'annualPlan',
  collection: 'annual-plans',
  label: { zh: '年度抽查计划', en: 'Annual inspection plan' },
  milestones: ['opened', 'submitted', 'returned', 'approved', 'published', 'recordedWithSuperior', 'firstTaskOpened', 'halfYearReported', 'fullYearReported', 'closed'],
  stages: {
    none: {
      label: { zh: '未立卷', en: 'Not opened' },
      acts: { createPlan: { created: { to: 'plan_draft', reach: 'opened' } } },
      events: { yearBegun: { opened: { to: 'plan_draft', reach: 'opened' } } },
    },
    plan_draft: {
      label: { zh: '计划编制', en: 'Plan being compiled' },
      task: { roles: ['plan_manager'], label: { zh: '编制并提交年度抽查计划', en: 'Compile and submit the plan' }, clock: 'compile' },
      acts: { editPlan: { edited: {} }, submitPlan: { submitted: { to: 'plan_review', reach: 'submitted' } } },
    },
    plan_review: {
      label: { zh: '计划审批', en: 'Plan under review' },
      task: { roles: ['responsible_person'], label: { zh: '审批年度抽查计划', en: 'Approve or return the plan' }, clock: 'compile' },
      acts: {
        approvePlan: { approved: { to: 'plan_approved', reach: 'approved' } },
        returnPlan: { returned: { to: 'plan_draft', reach: 'returned' } },
      },
    },
    plan_approved: {
      label: { zh: '计划已批准', en: 'Plan approved' },
      task: { roles: ['plan_manager'], label: { zh: '公示年度抽查计划', en: 'Publish the plan' }, clock: 'compile' },
      acts: { publishPlan: { published: { to: 'plan_published', reach: 'published' } } },
    },
    plan_published: {
      label: { zh: '计划已公示', en: 'Plan published' },
      task: { roles: ['plan_manager'], label: { zh: '备案并下达抽查任务', en: 'File with the superior, open the first task' } },
      acts: {
        recordPlanWithSuperior: { recorded: { reach: 'recordedWithSuperior' } },
        openDrawTask: { opened: { to: 'plan_active', reach: 'firstTaskOpened' } },
        adjustPlan: { adjusted: {} },
        fileHalfYearReport: { filed: { reach: 'halfYearReported' } },
        fileFullYearReport: { filed: { reach: 'fullYearReported' } },
        closePlan: { closed: { to: 'plan_closed', reach: 'closed' } },
      },
    },
    plan_active: {
      label: { zh: '计划执行', en: 'Plan under way' },
      task: { roles: ['plan_manager'], label: { zh: '下达任务、报送总结', en: 'Open tasks, file the reports' } },
      acts: {
        recordPlanWithSuperior: { recorded: { reach: 'recordedWithSuperior' } },
        openDrawTask: { opened: {} },
        adjustPlan: { adjusted: {} },
        fileHalfYearReport: { filed: { reach: 'halfYearReported' } },
        fileFullYearReport: { filed: { reach: 'fullYearReported' } },
        closePlan: { closed: { to: 'plan_closed', reach: 'closed' } },
      },
      events: { taskEnded: { noted: {} } },
    },
    plan_closed: { label: { zh: '计划已办结', en: 'Plan closed' }, acts: {}, end: true },
  },
  clocks: {
    // all three count from 1 January of the plan's year, whenever the file was opened
    compile: { rules: ['plan-annual-compile'], startsAt: ['opened'], stopsAt: ['published'] },
    halfYearReport: { rules: ['plan-half-year-report'], startsAt: ['opened'], stopsAt: ['halfYearReported'] },
    fullYearReport: { rules: ['plan-full-year-report'], startsAt: ['opened'], stopsAt: ['fullYearReported'] },
  },
});
