import { defineChart } from '../chart/chart.ts';

/** 信用修复: one application for the early end of the publicity of one credit record (R-REP; CRM 11-18, 23). */
export const creditRepairChart = defineChart({
  type: 'creditRepair',
  collection: 'credit-repairs',
  label: { zh: '信用修复', en: 'Credit repair' },
  milestones: ['applied', 'papersRequested', 'papersSupplied', 'accepted', 'notAccepted', 'verified', 'granted', 'refused', 'executed', 'applicationWithdrawn', 'discontinued'],
  stages: {
    none: {
      label: { zh: '未立卷', en: 'Not opened' },
      acts: {},
      events: { repairApplied: { applied: { to: 'applied', reach: 'applied' } }, recordClosed: { discontinued: { to: 'discontinued', reach: 'discontinued' } } },
    },
    applied: {
      label: { zh: '已申请', en: 'Applied for' },
      task: { roles: ['credit_officer'], label: { zh: '决定是否受理', en: 'Accept the application or not' }, clock: 'acceptance' },
      acts: {
        acceptRepair: { accepted: { to: 'verifying', reach: 'accepted' } },
        requestRepairPapers: { requested: { to: 'papers_missing', reach: 'papersRequested' } },
        declineRepairAcceptance: { notAccepted: { to: 'not_accepted', reach: 'notAccepted' } },
        withdrawRepairApplication: { withdrawn: { to: 'application_withdrawn', reach: 'applicationWithdrawn' } },
      },
      events: { recordClosed: { discontinued: { to: 'discontinued', reach: 'discontinued' } } },
    },
    papers_missing: {
      label: { zh: '待补正材料', en: 'Papers missing' },
      acts: {
        supplyRepairPapers: { supplied: { to: 'applied', reach: 'papersSupplied' } },
        withdrawRepairApplication: { withdrawn: { to: 'application_withdrawn', reach: 'applicationWithdrawn' } },
      },
      events: { recordClosed: { discontinued: { to: 'discontinued', reach: 'discontinued' } } },
    },
    verifying: {
      label: { zh: '核实', en: 'Being verified' },
      task: [
        { roles: ['credit_officer'], label: { zh: '核实信用修复条件', en: 'Verify the conditions of repair' }, clock: 'decision' },
        { roles: ['responsible_person'], label: { zh: '批准是否准予修复', en: 'Decide on the repair' }, clock: 'decision' },
      ],
      acts: {
        recordRepairVerification: { verified: { reach: 'verified' } },
        extendRepairDecision: { extended: {} },
        grantRepair: { granted: { to: 'granted', reach: 'granted' } },
        refuseRepair: { refused: { to: 'refused', reach: 'refused' } },
        withdrawRepairApplication: { withdrawn: { to: 'application_withdrawn', reach: 'applicationWithdrawn' } },
      },
      events: { recordClosed: { discontinued: { to: 'discontinued', reach: 'discontinued' } } },
    },
    granted: {
      label: { zh: '准予修复', en: 'Granted' },
      task: { roles: ['credit_officer'], label: { zh: '停止公示并更新数据', en: 'Stop publicity and update the data' }, clock: 'completion' },
      // publicity may end by itself meanwhile; lists and data are to be updated all the same
      acts: { executeRepair: { executed: { to: 'executed', reach: 'executed' } } },
    },
    not_accepted: { label: { zh: '不予受理', en: 'Not accepted' }, acts: {}, end: true },
    refused: { label: { zh: '不予修复', en: 'Refused' }, acts: {}, end: true },
    executed: { label: { zh: '修复完成', en: 'Carried out' }, acts: {}, end: true },
    application_withdrawn: { label: { zh: '申请已撤回', en: 'Application withdrawn' }, acts: {}, end: true },
    discontinued: { label: { zh: '终止办理', en: 'Discontinued' }, acts: {}, end: true },
  },
  clocks: {
    acceptance: {
      rules: ['repair-accept'],
      startsAt: ['applied', 'papersSupplied'],
      stopsAt: ['accepted', 'papersRequested', 'notAccepted'],
      cancelsAt: ['applicationWithdrawn', 'discontinued'],
    },
    decision: {
      rules: ['repair-decide-penalty', 'repair-serious-list'],
      startsAt: ['accepted'],
      stopsAt: ['granted', 'refused'],
      cancelsAt: ['applicationWithdrawn', 'discontinued'],
    },
    completion: { rules: ['repair-complete-data'], startsAt: ['granted'], stopsAt: ['executed'] },
  },
});
