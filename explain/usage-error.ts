export type UsageErrorCode =
  | 'USAGE'
  | 'FROM_REQUIRED'
  | 'DATE_UNREADABLE'
  | 'PAUSE_UNREADABLE'
  | 'EXTENSION_UNREADABLE'
  | 'UNKNOWN_GROUND'
  | 'UNKNOWN_APPROVER'
  | 'LIMIT_UNREADABLE';

/** A command line that cannot be read; the codes are stable. */
export class UsageError extends Error {
  readonly code: UsageErrorCode;

  constructor(code: UsageErrorCode, zh: string, en: string) {
    super(`${zh} · ${en}`);
    this.name = 'UsageError';
    this.code = code;
  }
}
