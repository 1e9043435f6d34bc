import type { ErrorCode } from '../../domain/errors.ts';

/** Why a change of the law is not drafted, previewed, approved or withdrawn. The code is one of the API's. */
export class LawChangeError extends Error {
  readonly code: Extract<ErrorCode, `LAW_${string}` | 'NOT_FOUND'>;
  /** What exactly, one line each. */
  readonly findings: readonly string[];
  /** First day on which it is allowed, where it came too early. */
  readonly earliestOn: string | undefined;

  constructor(code: LawChangeError['code'], findings: readonly string[] = [], earliestOn?: string) {
    super(`${code}${findings.length > 0 ? `: ${findings.join('; ')}` : ''}`);
    this.name = 'LawChangeError';
    this.code = code;
    this.findings = findings;
    this.earliestOn = earliestOn;
  }
}
