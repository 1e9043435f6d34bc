export type TimeErrorCode = 'INVALID_DATE' | 'INVALID_INSTANT' | 'DATE_OUT_OF_RANGE';

/** A date or instant that cannot be used. `code` is stable; the message is for people, Chinese first. */
export class TimeError extends Error {
  readonly code: TimeErrorCode;
  readonly value: unknown;

  constructor(code: TimeErrorCode, value: unknown, message: string) {
    super(message);
    this.name = 'TimeError';
    this.code = code;
    this.value = value;
  }
}
