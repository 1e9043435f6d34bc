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
}
