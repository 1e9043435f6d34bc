import type { Label } from '../label.ts';

/** The facts that start a clock. Append only: files in the records name them. */
export const triggerEvents = {
  year_begun: { zh: '年度开始', en: 'the year has begun' },
  targets_fixed: { zh: '检查对象名单确定', en: 'the list of targets is fixed' },
  recusal_raised: { zh: '提出回避', en: 'a recusal is raised' },
  officers_assigned: { zh: '检查人员确定', en: 'officers are assigned' },
  inspection_result_formed: { zh: '检查结束、结果形成', en: 'the inspection has ended and its result is formed' },
  correction_ordered: { zh: '责令改正通知书送达', en: 'the order to correct is served' },
  correction_reported_or_passed: { zh: '收到整改报告或者改正期限届满', en: 'the report is in, or the period for correction has passed' },
  correction_report_received: { zh: '收到整改报告', en: 'the rectification report is received' },
  clue_received: { zh: '发现线索或者收到材料', en: 'a clue is found or material received' },
  preservation_made: { zh: '采取先行登记保存', en: 'evidence is preserved by registration' },
  coercive_measure_applied: { zh: '实施查封、扣押', en: 'sealing or seizure is applied' },
  crime_transfer_approved: { zh: '批准移送涉嫌犯罪案件', en: 'the transfer of a suspected crime is approved' },
  case_filed: { zh: '立案', en: 'the case is filed' },
  review_file_received: { zh: '审核机构收到案卷', en: 'the review body has received the file' },
  review_passed: { zh: '审核通过', en: 'the review is passed' },
  penalty_notice_served: { zh: '行政处罚告知书送达', en: 'the notice of the proposed penalty is served' },
  statement_received: { zh: '收到陈述、申辩', en: 'a statement or defence is received' },
  decision_made: { zh: '作出行政处罚决定', en: 'the penalty decision is made' },
  decision_served: { zh: '行政处罚决定书送达', en: 'the penalty decision is served' },
  public_notice_published: { zh: '发布送达公告', en: 'the public notice of service is published' },
  fine_overdue: { zh: '罚款逾期', en: 'the fine is overdue' },
  demand_served: { zh: '催告书送达', en: 'the demand is served' },
  remedy_periods_expired: { zh: '复议、诉讼期限届满且未申请', en: 'the periods for remedies have expired unused' },
  closure_condition_met: { zh: '符合结案条件', en: 'a condition for closure is met' },
  case_closed: { zh: '结案', en: 'the case is closed' },
  record_published: { zh: '处罚信息公示', en: 'the penalty record is published' },
  repair_application_received: { zh: '收到信用修复申请', en: 'the application for credit repair is received' },
  repair_accepted: { zh: '受理信用修复申请', en: 'the application for credit repair is accepted' },
  repair_granted: { zh: '准予信用修复', en: 'credit repair is granted' },
} as const satisfies Record<string, Label>;

export type TriggerEvent = keyof typeof triggerEvents;
