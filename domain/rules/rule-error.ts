export type RuleErrorCode = 'UNKNOWN_RULE' | 'TRIGGER_BEFORE_RULE' | 'RULE_EXPIRED' | 'NOT_A_CLOCK' | 'NOT_AN_ACCRUAL' | 'NOT_A_THRESHOLD' | 'NOT_A_BOUND' | 'NOT_A_CRITERION' | 'UNKNOWN_VERSION' | 'UNKNOWN_PROFILE' | 'LINE_NOT_SET';

/** A rule that cannot be applied. `code` is stable; `ruleId` names the rule asked for. */
export class RuleError extends Error {
  readonly code: RuleErrorCode;
  readonly ruleId: string;

  constructor(code: RuleErrorCode, ruleId: string, message: string) {
    super(message);
    this.name = 'RuleError';
    this.code = code;
    this.ruleId = ruleId;
  }
}
