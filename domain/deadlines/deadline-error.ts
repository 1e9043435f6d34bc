export type DeadlineErrorCode =
  | 'TRIGGER_NEEDS_INSTANT'
  | 'LIMIT_FIXED'
  | 'LIMIT_OUT_OF_RANGE'
  | 'LIMIT_REQUIRED'
  | 'LIMIT_DATE_BEFORE_TRIGGER'
  | 'PAUSE_INVALID'
  | 'PAUSE_GROUND_NOT_ALLOWED'
  | 'PAUSE_DOCUMENT_REQUIRED'
  | 'PAUSE_OUTSIDE_CLOCK'
  | 'EXTENSION_NOT_ALLOWED'
  | 'EXTENSION_AMOUNT_INVALID'
  | 'EXTENSION_AMOUNT_REQUIRED'
  | 'EXTENSION_BEYOND_CAP'
  | 'EXTENSION_NOT_PARTIAL'
  | 'EXTENSION_UNIT'
  | 'WRONG_APPROVER'
  | 'AS_OF_INVALID'
  | 'FINE_INVALID';

/** What the rule of a deadline does not allow. `code` is stable, `data` says which value was at fault. */
export class DeadlineError extends Error {
  readonly code: DeadlineErrorCode;
  readonly ruleId: string;
  readonly data: Readonly<Record<string, unknown>>;

  constructor(code: DeadlineErrorCode, ruleId: string, message: string, data: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'DeadlineError';
    this.code = code;
    this.ruleId = ruleId;
    this.data = data;
  }
}
