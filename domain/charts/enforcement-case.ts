import { defineChart } from '../chart/chart.ts';

/** 案件: for now its first stage, the clue (R-CF, PPR 18): registered by another file's finding, and not filed. */
export const enforcementCaseChart = defineChart({
  type: 'enforcementCase',
  collection: 'enforcement-cases',
  label: { zh: '案件', en: 'Enforcement case' },
  milestones: ['clueRegistered', 'notFiled'],
  stages: {
    none: {
      label: { zh: '未立卷', en: 'Not opened' },
      acts: {},
      events: { clueFound: { registered: { to: 'clue_registered', reach: 'clueRegistered' } } },
    },
    clue_registered: {
      label: { zh: '线索登记', en: 'Clue registered' },
      task: { roles: ['handling_unit_head'], label: { zh: '核查线索', en: 'Verify the clue' }, clock: 'clueVerification' },
      acts: { declineFiling: { declined: { to: 'not_filed', reach: 'notFiled' } } },
    },
    not_filed: { label: { zh: '不予立案', en: 'Not filed' }, acts: {}, end: true },
  },
  clocks: { clueVerification: { rules: ['clue-verify'], startsAt: ['clueRegistered'], stopsAt: ['notFiled'] } },
});
