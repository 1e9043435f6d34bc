import type { Label } from './label.ts';

/**
 * The catalogue of answers that are not a yes. The code is stable and is what callers may rely on (RFC 9457 `code`);
 * the words may change. `status` is the HTTP status under which the API tells it.
 */
export const errors = {
  NOT_OPEN: { status: 409, zh: '该操作在当前阶段不可办理', en: 'This action is not open at the present stage' },
  FORBIDDEN_ROLE: { status: 403, zh: '您的岗位无权办理该操作', en: 'Your role may not take this action' },
  // the same answer for a file that does not exist and one of another department: who may not see it learns nothing
  FILE_NOT_FOUND: { status: 404, zh: '未找到该案卷', en: 'No such file' },
  FUTURE_FACT: { status: 422, zh: '事实发生日期不得晚于今天', en: 'A fact cannot have occurred in the future' },
  FACT_BEFORE_STAGE: { status: 422, zh: '事实发生日期早于其所依据的事项', en: 'The fact is dated before what it depends on' },
  INVALID_BODY: { status: 422, zh: '提交内容不符合要求', en: 'The body does not meet the requirements' },
  TWO_OFFICERS_REQUIRED: { status: 422, zh: '执法人员不得少于两人', en: 'At least two officers are required' },
  CERTIFICATE_INVALID: { status: 422, zh: '执法证件不存在或已失效', en: 'An officer has no valid enforcement certificate' },
  OFFICER_UNKNOWN: { status: 422, zh: '未找到该执法人员', en: 'No such officer' },
  NOT_ASSIGNED: { status: 403, zh: '您不是本案卷的承办人员', en: 'You are not assigned to this file' },
  CORRECTION_LIMIT: { status: 422, zh: '改正期限超出规则允许的上限', en: 'The period for correction exceeds the limit of the rule' },
  EXTENSION_NOT_ALLOWED: { status: 422, zh: '该期限不得延长', en: 'This deadline may not be extended' },
  CLOCK_NOT_RUNNING: { status: 409, zh: '该期限当前未在计算中', en: 'This clock is not running' },
  DEADLINE_REFUSED: { status: 422, zh: '期限计算规则不允许该操作', en: 'The rule of the deadline does not allow this' },
  CATEGORY_NEEDS_FOLLOW_UP: { status: 422, zh: '该检查结果须先作后续处理', en: 'This result needs a follow-up before it is published' },
  // what the procedure of a case asks for
  CLOCK_NOT_PAUSED: { status: 409, zh: '没有正在进行的检测、检验、检疫或者鉴定', en: 'No examination is under way' },
  CLOCK_ALREADY_PAUSED: { status: 409, zh: '已有正在进行的检测、检验、检疫或者鉴定', en: 'An examination is under way already' },
  FILING_CONDITION_UNMET: { status: 422, zh: '不符合立案条件', en: 'A condition for filing the case is not met' },
  PENALTY_TIME_BARRED: { status: 422, zh: '违法行为已超过追责时效', en: 'The limitation period for a penalty has passed' },
  RIGHTS_NOT_TOLD: { status: 422, zh: '首次向当事人收集证据时应当告知其权利', en: 'The party must be told its rights when evidence is first taken from it' },
  EVIDENCE_REQUIRED: { status: 422, zh: '尚未收集证据', en: 'No evidence has been collected' },
  REVIEWER_IS_HANDLER: { status: 403, zh: '办案人员、听证主持人不得作为本案审核人员', en: 'A handler or the hearing presider of the case may not review it' },
  LEGAL_REVIEW_REQUIRED: { status: 403, zh: '本案应当由法制审核人员审核', en: 'This case needs a legal reviewer' },
  LEGAL_QUALIFICATION_REQUIRED: { status: 403, zh: '初次从事法制审核的人员应当具有国家统一法律职业资格', en: 'Legal review asks for the national legal qualification' },
  REVIEW_NOT_PASSED: { status: 422, zh: '未经审核或者审核未通过,不得作出决定', en: 'No decision without a passed review' },
  NO_PENALTY_PROPOSED: { status: 422, zh: '调查终结报告未建议处罚', en: 'The final report proposes no penalty' },
  HEARING_RIGHT_NOT_TOLD: { status: 422, zh: '拟作出的处罚应当告知听证权利', en: 'The party must be told of its right to a hearing' },
  NOTICE_REQUIRED: { status: 422, zh: '未告知拟作出的处罚,不得作出处罚决定', en: 'No penalty without notice of it' },
  PERIOD_PASSED: { status: 422, zh: '已超过法定期限', en: 'The period for this has passed' },
  RIGHT_WAIVED: { status: 422, zh: '当事人已放弃该权利', en: 'The party has waived this right' },
  HEARING_ALREADY_REQUESTED: { status: 409, zh: '已经要求听证', en: 'A hearing was requested already' },
  TOO_EARLY: { status: 422, zh: '法定期间未满,不得办理', en: 'Forbidden before the waiting time is over' },
  PRESIDER_NOT_INDEPENDENT: { status: 403, zh: '听证主持人不得是办案人员或者审核人员', en: 'The presider may be neither a handler nor a reviewer of the case' },
  PRESIDER_UNKNOWN: { status: 422, zh: '未找到该听证主持人', en: 'No such hearing presider' },
  NOT_THE_PRESIDER: { status: 403, zh: '您不是本案听证主持人', en: 'You are not the presider of this hearing' },
  HEAVIER_THAN_NOTIFIED: { status: 422, zh: '处罚不得重于已告知的内容', en: 'The penalty may not be heavier than the one announced' },
  NOT_AS_REVIEWED: { status: 422, zh: '处罚与审核通过的建议不一致,且没有采纳陈述、申辩或者听证意见的记录', en: 'The penalty differs from the reviewed proposal, and no recheck or hearing adopted that' },
  COLLECTIVE_DISCUSSION_REQUIRED: { status: 422, zh: '情节复杂或者重大的处罚应当由负责人集体讨论', en: 'A complex or serious penalty needs collective discussion' },
  DECISION_NUMBER_YEAR: { status: 422, zh: '文书号的年份与决定日期不一致', en: 'The year of the number is not that of the decision' },
  NOT_DEEMED_SERVED: { status: 422, zh: '公告送达期未满,或者送达日期不是公告期满之日', en: 'Service by public notice is complete only on the last day of its period' },
  PAYMENT_DATE: { status: 422, zh: '缴款日期应当在送达之后、登记之日或者之前', en: 'A payment is made after service and not after the day it is recorded for' },
  PAYMENT_TOO_HIGH: { status: 422, zh: '缴款数额超过应缴数额', en: 'More than is owed' },
  NOTHING_ELSE_TO_PERFORM: { status: 422, zh: '没有缴款以外需要履行的内容', en: 'Nothing but money is to be performed' },
  NOT_OVERDUE: { status: 422, zh: '履行期限未满', en: 'The time for performing has not passed' },
  COURT_WINDOW_CLOSED: { status: 422, zh: '申请人民法院强制执行的期间未开始或者已经届满', en: 'The window for applying to the court is not open' },
  CLOSURE_CONDITION_UNMET: { status: 422, zh: '不符合结案条件', en: 'No condition for closure is met' },
  PLAN_YEAR: { status: 422, zh: '只能编制本年度或者下一年度的计划', en: 'A plan is opened for this year or the next' },
  PLAN_CONTENT_MISSING: { status: 422, zh: '计划内容不完整', en: 'The plan does not say all that it must' },
  PLAN_RATIO_CAP: { status: 422, zh: '抽查比例超出上限', en: 'The ratio is above its cap' },
  PLAN_ITEM_UNKNOWN: { status: 422, zh: '计划中没有该任务', en: 'The plan has no such item' },
  PLAN_ITEM_IN_USE: { status: 409, zh: '已下达抽查的任务不得从计划中删除', en: 'An item that was drawn stays in the plan' },
  PLAN_REPORT_FILED: { status: 409, zh: '该工作总结已报送', en: 'This report is filed already' },
  PLAN_REPORTS_MISSING: { status: 409, zh: '半年、全年工作总结尚未报送', en: 'A report of the year is missing' },
  PLAN_TASKS_OPEN: { status: 409, zh: '仍有抽查任务未办结', en: 'A draw task is still under way' },
  DRAW_WINDOW_PASSED: { status: 422, zh: '不在计划任务的时间范围内', en: 'Outside the time that the plan gives for this' },
  DRAW_FRAME_EMPTY: { status: 422, zh: '名录中没有可抽取的对象', en: 'Nobody in the register can be drawn' },
  DRAW_FRAME_TOO_LARGE: { status: 422, zh: '名录过大,请分批抽取', en: 'The frame is too large: draw in batches' },
  DRAW_TOO_MANY_TARGETS: { status: 422, zh: '一次抽取的对象过多,请分批抽取', en: 'Too many would be drawn at once: draw in batches' },
  DRAW_POOL_TOO_SMALL: { status: 422, zh: '可抽取的持证执法人员不足,请上级或者相邻单位支援', en: 'Too few certified officers can be drawn: ask the superior or a neighbouring unit' },
  SEED_TOO_FEW_CONTRIBUTORS: { status: 409, zh: '种子须由至少两人共同产生', en: 'The seed needs contributions of more people' },
  COMMITMENT_EXISTS: { status: 409, zh: '您已提交过承诺', en: 'You have committed already' },
  COMMITMENT_COPIED: { status: 422, zh: '该承诺与他人的相同', en: 'Somebody has made this very commitment' },
  COMMITMENT_MISSING: { status: 409, zh: '尚无承诺', en: 'There is no commitment' },
  COMMITMENT_MISMATCH: { status: 422, zh: '公开的内容与承诺不符', en: 'This is not what the commitment was made for' },
  CONTRIBUTION_REVEALED: { status: 409, zh: '您的内容已公开', en: 'Your contribution is shown already' },
  CONTRIBUTION_WITHHELD: { status: 403, zh: '您曾承诺而未公开,不得再次参与', en: 'You withheld a contribution before and take no part again' },
  RECUSAL_NOT_DRAWN: { status: 422, zh: '该人员未被抽中检查该对象', en: 'This person is not drawn for this target' },
  RECUSAL_DECIDER: { status: 403, zh: '该回避申请不由您决定', en: 'This recusal is not yours to decide' },
  // publication, credit, repair
  OUTSIDE_PUBLICATION_SCOPE: { status: 422, zh: '该处罚不属于公示范围', en: 'This penalty is not published' },
  INSIDE_PUBLICATION_SCOPE: { status: 422, zh: '该处罚应当公示', en: 'This penalty must be published' },
  PENALTY_INFORMATION_MISSING: { status: 422, zh: '处罚信息不完整,补录后方可公示', en: 'The information on the penalty is incomplete; it must be entered first' },
  PENALTY_INFORMATION_TOLD: { status: 422, zh: '案件已提供的处罚信息不得改动', en: 'What the case told of the penalty may not be altered' },
  SECRECY_REVIEW_FIRST: { status: 422, zh: '应当先作保密审查和脱敏', en: 'Secrecy review and redaction come first' },
  ALREADY_PUBLISHED: { status: 409, zh: '已经公示', en: 'Published already' },
  EARLY_STOP_EXCLUDED: { status: 422, zh: '该信息不得提前停止公示,或者无需申请', en: 'This publicity cannot be stopped early, or ends without an application' },
  OBLIGATIONS_NOT_PERFORMED: { status: 422, zh: '尚未履行处罚决定规定的义务', en: 'The obligations of the decision are not yet performed' },
  REPAIR_BANNED: { status: 422, zh: '因弄虚作假,禁止申请信用修复的期间未满', en: 'After fraud no application is allowed for a time' },
  PAPERS_ASKED_ALREADY: { status: 409, zh: '补正材料应当一次性告知,不得再次要求', en: 'Missing papers are asked for once only' },
  VERIFICATION_FIRST: { status: 422, zh: '应当先核实', en: 'The verification comes first' },
  APPROVER_IS_VERIFIER: { status: 403, zh: '核实人员不得作出批准', en: 'Who verified may not approve' },
  REPAIR_CONDITIONS_UNMET: { status: 422, zh: '不符合信用修复条件', en: 'A condition of credit repair is not met' },
  REFUSAL_GROUND_NOT_FOUND: { status: 422, zh: '核实结果不支持该不予修复理由', en: 'The verification does not bear this ground of refusal' },
  CHANGED_SINCE: { status: 412, zh: '案卷已被更新,请重新读取后再办理', en: 'The file has changed since you read it' },
  NOT_A_REHEARSAL: { status: 409, zh: '本系统不是演练环境,时间不可拨动', en: 'This is not a rehearsal: its clock cannot be moved' },
  CLOCK_MOVING: { status: 409, zh: '演练时间正在推进,请稍候', en: 'The clock of the rehearsal is being moved' },
  CLOCK_BACKWARDS: { status: 422, zh: '演练时间不能倒退', en: 'World time never runs backwards' },
  CLOCK_STUCK: { status: 503, zh: '演练时间推进中有案卷未能办结到期事项', en: 'Some files did not come to rest while the clock was moved' },
  KEY_REUSED: { status: 409, zh: '同一幂等键已用于不同的提交', en: 'This idempotency key was used with another body' },
  OUTCOME_UNKNOWN: { status: 503, zh: '结果暂不可知,请按操作地址查询', en: 'The outcome is not known yet; ask at the address of the operation' },
  // what the API says before an act reaches the law
  NOT_SIGNED_IN: { status: 401, zh: '请先登录', en: 'Please sign in' },
  TOKEN_EXPIRED: { status: 401, zh: '访问令牌已过期,请刷新或重新登录', en: 'The access token has expired; refresh it or sign in again' },
  SESSION_ENDED: { status: 401, zh: '会话已结束,请重新登录', en: 'The session has ended; please sign in again' },
  SIGN_IN_FAILED: { status: 401, zh: '登录名或口令不正确,或者账户暂被锁定', en: 'Wrong login or password, or the account is locked for a while' },
  RATE_LIMITED: { status: 429, zh: '请求过于频繁,请稍后再试', en: 'Too many requests; try again later' },
  BODY_UNREADABLE: { status: 400, zh: '请求正文无法解析', en: 'The body cannot be read' },
  BODY_TOO_LARGE: { status: 413, zh: '请求正文过大', en: 'The body is too large' },
  MEDIA_TYPE: { status: 415, zh: '请求正文须为 application/json', en: 'The body must be application/json' },
  UNUSABLE_TEXT: { status: 422, zh: '文字含有不可保存的字符', en: 'A text holds characters that cannot be kept' },
  INVALID_PARAMETER: { status: 400, zh: '请求参数不符合要求', en: 'A parameter does not meet the requirements' },
  CURSOR_INVALID: { status: 400, zh: '分页游标无效', en: 'The page cursor is not one of ours' },
  IDEMPOTENCY_KEY_REQUIRED: { status: 400, zh: '缺少幂等键(Idempotency-Key)', en: 'The header Idempotency-Key is required' },
  IDEMPOTENCY_KEY_INVALID: { status: 400, zh: '幂等键格式不正确', en: 'The idempotency key is malformed' },
  IF_MATCH_INVALID: { status: 400, zh: 'If-Match 格式不正确', en: 'The header If-Match is malformed' },
  NOT_FOUND: { status: 404, zh: '未找到', en: 'Not found' },
  OPERATION_NOT_FOUND: { status: 404, zh: '未找到该操作', en: 'No such operation' },
  METHOD_NOT_ALLOWED: { status: 405, zh: '该地址不支持此方法', en: 'This address does not know the method' },
  REQUEST_TIMEOUT: { status: 408, zh: '请求未按时送达', en: 'The request did not arrive in time' },
  URL_TOO_LONG: { status: 414, zh: '地址过长', en: 'The address is too long' },
  HEADERS_TOO_LARGE: { status: 431, zh: '请求头过大', en: 'The headers are too large' },
  REQUEST_MALFORMED: { status: 400, zh: '请求格式不正确', en: 'The request is malformed' },
  UNAVAILABLE: { status: 503, zh: '服务暂不可用,请稍后再试', en: 'The service is not available at the moment; try again' },
  INTERNAL: { status: 500, zh: '系统内部错误', en: 'Something went wrong on our side' },
} as const satisfies Record<string, Label & { status: number }>;

export type ErrorCode = keyof typeof errors;

/** A refusal is a value, not an exception: it is stored with the submission and told for ever. */
export interface Refusal {
  readonly code: ErrorCode;
  /** JSON pointer into the body, where one field is to blame. */
  readonly field?: string;
  /** The rule that asks for it. */
  readonly rule?: string;
  /** The code of the arithmetic that refused, where a deadline is to blame. */
  readonly reason?: string;
  /** First day on which the act is allowed, where it came too early. */
  readonly earliestOn?: string;
}
