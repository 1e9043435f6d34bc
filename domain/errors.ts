import type { Label } from './label.ts';

/**
 * The catalogue of answers that are not a yes. The code is stable and is what callers may rely on (RFC 9457 `code`);
 * the words may change. `status` is the HTTP status under which the API tells it.
 */
export const errors = {
  NOT_OPEN: { status: 409, zh: '该操作在当前阶段不可办理', en: 'This action is not open at the present stage' },
  FORBIDDEN_ROLE: { status: 403, zh: '您的岗位无权办理该操作', en: 'Your role may not take this action' },
  OTHER_DEPARTMENT: { status: 404, zh: '未找到该案卷', en: 'No such file' },
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
  KEY_REUSED: { status: 409, zh: '同一幂等键已用于不同的提交', en: 'This idempotency key was used with another body' },
  OUTCOME_UNKNOWN: { status: 503, zh: '结果暂不可知,请按操作地址查询', en: 'The outcome is not known yet; ask at the address of the operation' },
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
