import { defineChart } from '../chart/chart.ts';

/**
 * 抽查任务: one draw of targets and officers, and the inspections that come of it (R-DR; OBE 54).
 * The frame is frozen before the seed exists; the seed comes from several people; nobody picks by hand at any stage.
 */
export const drawTaskChart = defineChart({
  type: 'drawTask',
  collection: 'draw-tasks',
  label: { zh: '抽查任务', en: 'Draw task' },
  milestones: [
    'opened', 'frameFrozen', 'seedRevealed', 'targetsDrawn', 'officersMatched', 'recusalRaised', 'recusalDecided', 'officerRedrawn',
    'assigned', 'closed', 'cancelled',
  ],
  stages: {
    none: {
      label: { zh: '未立卷', en: 'Not opened' },
      acts: {},
      events: { taskOpened: { opened: { to: 'task_ready', reach: 'opened' } } },
    },
    task_ready: {
      label: { zh: '待抽取', en: 'Ready to draw' },
      task: { roles: ['draw_operator'], label: { zh: '冻结抽取名录', en: 'Freeze the frame' } },
      acts: { freezeFrame: { frozen: { to: 'frame_frozen', reach: 'frameFrozen' } }, cancelDrawTask: { cancelled: { to: 'task_cancelled', reach: 'cancelled' } } },
    },
    frame_frozen: {
      label: { zh: '名录已冻结', en: 'Frame frozen' },
      task: { roles: ['draw_operator', 'lead_coordinator'], label: { zh: '提交随机种子承诺', en: 'Commit to contributions for the seed' } },
      acts: {
        commitContribution: { committed: {} },
        // the first one shown closes the round: nobody may add theirs after having seen another's
        revealContribution: { revealed: { to: 'seed_revealing' } },
        discardSeedRound: { discarded: {} },
        cancelDrawTask: { cancelled: { to: 'task_cancelled', reach: 'cancelled' } },
      },
    },
    seed_revealing: {
      label: { zh: '公开种子内容', en: 'Contributions being shown' },
      task: { roles: ['draw_operator', 'lead_coordinator'], label: { zh: '公开已承诺的内容', en: 'Show the contributions committed to' } },
      acts: {
        revealContribution: { revealed: {}, completed: { to: 'seed_ready', reach: 'seedRevealed' } },
        discardSeedRound: { discarded: { to: 'frame_frozen' } },
        cancelDrawTask: { cancelled: { to: 'task_cancelled', reach: 'cancelled' } },
      },
    },
    seed_ready: {
      label: { zh: '种子已产生', en: 'Seed ready' },
      task: { roles: ['draw_operator'], label: { zh: '抽取检查对象', en: 'Draw the targets' } },
      acts: { drawTargets: { drawn: { to: 'targets_drawn', reach: 'targetsDrawn' } }, cancelDrawTask: { cancelled: { to: 'task_cancelled', reach: 'cancelled' } } },
    },
    targets_drawn: {
      label: { zh: '对象已抽取', en: 'Targets drawn' },
      task: { roles: ['draw_operator'], label: { zh: '匹配执法检查人员', en: 'Match the officers' }, clock: 'officerMatch' },
      acts: { matchOfficers: { matched: { to: 'officers_matched', reach: 'officersMatched' } }, cancelDrawTask: { cancelled: { to: 'task_cancelled', reach: 'cancelled' } } },
    },
    officers_matched: {
      label: { zh: '人员已匹配', en: 'Officers matched' },
      task: { roles: ['lead_coordinator'], label: { zh: '确认派发', en: 'Confirm the assignment' } },
      acts: {
        raiseRecusal: { raised: { to: 'recusal_pending', reach: 'recusalRaised' } },
        confirmAssignment: { confirmed: { to: 'assigned', reach: 'assigned' } },
        cancelDrawTask: { cancelled: { to: 'task_cancelled', reach: 'cancelled' } },
      },
    },
    recusal_pending: {
      label: { zh: '回避待决定', en: 'Recusal pending' },
      task: { roles: ['responsible_person', 'principal_head', 'collective_meeting'], label: { zh: '决定是否回避', en: 'Decide on the recusal' }, clock: 'recusalDecision' },
      acts: {
        decideRecusal: {
          upheld: { to: 'officer_redraw', reach: 'recusalDecided' },
          rejected: { to: 'officers_matched', reach: 'recusalDecided' },
        },
      },
    },
    officer_redraw: {
      label: { zh: '递补抽取', en: 'Replacement to be drawn' },
      task: { roles: ['draw_operator'], label: { zh: '抽取递补人员', en: 'Draw the replacement' } },
      acts: {
        redrawOfficer: { redrawn: { to: 'officers_matched', reach: 'officerRedrawn' } },
        cancelDrawTask: { cancelled: { to: 'task_cancelled', reach: 'cancelled' } },
      },
    },
    assigned: {
      label: { zh: '已派发检查', en: 'Inspections assigned' },
      acts: {},
      events: { inspectionClosed: { reported: {}, allReported: { to: 'task_closed', reach: 'closed' } } },
    },
    task_closed: { label: { zh: '任务已办结', en: 'Task closed' }, acts: {}, end: true },
    task_cancelled: { label: { zh: '任务已取消', en: 'Task cancelled' }, acts: {}, end: true },
  },
  clocks: {
    officerMatch: { rules: ['draw-match-officers'], startsAt: ['targetsDrawn'], stopsAt: ['officersMatched'] },
    recusalDecision: { rules: ['recusal-sla'], startsAt: ['recusalRaised'], stopsAt: ['recusalDecided'] },
  },
});
