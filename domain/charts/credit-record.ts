import { defineChart } from '../chart/chart.ts';

/**
 * 信用记录: one published penalty decision, from the duty to publish it to the end of its publicity (R-PUB, R-CRED; PIP, CRM).
 * Its class (minor, general, serious a to d) is computed at publication and says which of the periods run.
 */
export const creditRecordChart = defineChart({
  type: 'creditRecord',
  collection: 'credit-records',
  label: { zh: '信用记录', en: 'Credit record' },
  milestones: [
    'publicationDue', 'notPublished', 'publishedOnSite', 'published', 'obligationsPerformed', 'minimumPeriodPassed', 'inaccuracyFound', 'corrected',
    'repairApplied', 'repairGranted', 'repairRefused', 'repairRefusedForFraud', 'repairBanPassed', 'repairWithdrawn', 'repairExecuted', 'publicityStopped',
    'decisionRevoked', 'withdrawn',
  ],
  stages: {
    none: {
      label: { zh: '未立卷', en: 'Not opened' },
      acts: {},
      events: {
        publicationDue: { due: { to: 'publishing', reach: 'publicationDue' }, revokedBefore: { to: 'not_published', reach: 'notPublished' } },
        // two effects of the case may arrive in another order than they were sent
        obligationsPerformed: { performed: { reach: 'obligationsPerformed' } },
        decisionRevoked: { notPublished: {} },
      },
    },
    publishing: {
      label: { zh: '待公示', en: 'To be published' },
      task: [
        { roles: ['publication_officer'], label: { zh: '保密审查并在国家企业信用信息公示系统公示', en: 'Review secrecy and publish on NECIPS' }, clock: 'necipsPublication' },
        { roles: ['publication_officer'], label: { zh: '双公示', en: 'Publish on the government site and Credit China' }, clock: 'sitePublication' },
      ],
      acts: {
        enterPenaltyInformation: { entered: {} },
        reviewSecrecy: { reviewed: {} },
        publishOnSite: { publishedOnSite: { reach: 'publishedOnSite' } },
        publishPenalty: { published: { to: 'published', reach: 'published' } },
        declinePublication: { notPublished: { to: 'not_published', reach: 'notPublished' } },
      },
      events: {
        obligationsPerformed: { performed: { reach: 'obligationsPerformed' } },
        decisionRevoked: { notPublished: { to: 'not_published', reach: 'notPublished' }, revoked: { to: 'withdrawing', reach: 'decisionRevoked' } },
      },
    },
    published: {
      label: { zh: '公示中', en: 'Published' },
      acts: {
        applyForRepair: { applied: { to: 'repair_applied', reach: 'repairApplied' } },
        publishOnSite: { publishedOnSite: { reach: 'publishedOnSite' } },
        recordInaccuracy: { found: { to: 'correcting', reach: 'inaccuracyFound' } },
      },
      events: {
        obligationsPerformed: { performed: { reach: 'obligationsPerformed' } },
        decisionRevoked: { revoked: { to: 'withdrawing', reach: 'decisionRevoked' } },
      },
    },
    correcting: {
      label: { zh: '更正中', en: 'Being corrected' },
      task: { roles: ['publication_officer'], label: { zh: '更正公示信息', en: 'Correct the publication' }, clock: 'correction' },
      acts: { correctPublication: { corrected: { to: 'published', reach: 'corrected' } } },
      events: {
        obligationsPerformed: { performed: { reach: 'obligationsPerformed' } },
        decisionRevoked: { revoked: { to: 'withdrawing', reach: 'decisionRevoked' } },
      },
    },
    repair_applied: {
      label: { zh: '已申请信用修复', en: 'Repair applied for' },
      acts: {},
      events: {
        repairGranted: { granted: { to: 'repair_granted', reach: 'repairGranted' } },
        repairRefused: { refused: { to: 'published', reach: 'repairRefused' }, refusedForFraud: { to: 'published', reach: 'repairRefusedForFraud' } },
        repairWithdrawn: { withdrawn: { to: 'published', reach: 'repairWithdrawn' } },
        repairExecuted: { executed: { to: 'publicity_ended', reach: 'repairExecuted' } },
        decisionRevoked: { revoked: { to: 'withdrawing', reach: 'decisionRevoked' } },
      },
    },
    repair_granted: {
      label: { zh: '准予修复,待停止公示', en: 'Repair granted, publicity to be stopped' },
      acts: {},
      events: {
        repairExecuted: { executed: { to: 'publicity_ended', reach: 'repairExecuted' } },
        decisionRevoked: { revoked: { to: 'withdrawing', reach: 'decisionRevoked' } },
      },
    },
    withdrawing: {
      label: { zh: '待撤回公示', en: 'To be withdrawn' },
      task: { roles: ['publication_officer'], label: { zh: '撤回公示并公开说明理由', en: 'Withdraw the publication, with a public reason' }, clock: 'withdrawal' },
      acts: { withdrawPublication: { withdrawn: { to: 'withdrawn', reach: 'withdrawn' } } },
    },
    not_published: { label: { zh: '不予公示', en: 'Not published' }, acts: {}, end: true },
    withdrawn: { label: { zh: '已撤回', en: 'Withdrawn' }, acts: {}, end: true },
    publicity_ended: { label: { zh: '公示结束', en: 'Publicity ended' }, acts: {}, end: true },
  },
  clocks: {
    necipsPublication: { rules: ['publish-penalty-necips'], startsAt: ['publicationDue'], stopsAt: ['published'], cancelsAt: ['notPublished', 'decisionRevoked'] },
    sitePublication: { rules: ['publish-penalty-double'], startsAt: ['publicationDue'], stopsAt: ['publishedOnSite'], cancelsAt: ['notPublished', 'decisionRevoked'] },
    minimumPublicity: {
      rules: ['publicity-general-min', 'publicity-serious-min'],
      startsAt: ['published'],
      stopsAt: [],
      cancelsAt: ['decisionRevoked', 'publicityStopped'],
      lapse: { reach: 'minimumPeriodPassed' },
    },
    maximumPublicity: {
      rules: ['publicity-general-max', 'publicity-minor-stop', 'publicity-serious-max', 'publicity-restriction-run'],
      startsAt: ['published'],
      stopsAt: [],
      cancelsAt: ['repairExecuted', 'decisionRevoked'],
      lapse: { to: 'publicity_ended', reach: 'publicityStopped' },
    },
    correction: { rules: ['publish-correct'], startsAt: ['inaccuracyFound'], stopsAt: ['corrected'], cancelsAt: ['decisionRevoked', 'publicityStopped'] },
    withdrawal: { rules: ['publish-withdraw'], startsAt: ['decisionRevoked'], stopsAt: ['withdrawn'] },
    // only where the penalty put the party on the serious-violation list
    listRemoval: { rules: ['svl-revoke-follow'], startsAt: ['decisionRevoked'], stopsAt: ['withdrawn'] },
    repairBan: {
      rules: ['repair-fraud'],
      startsAt: ['repairRefusedForFraud'],
      stopsAt: [],
      cancelsAt: ['decisionRevoked', 'publicityStopped'],
      lapse: { reach: 'repairBanPassed' },
    },
  },
});
