export type ClockErrorCode = 'NOT_A_REHEARSAL' | 'CLOCK_MOVING' | 'CLOCK_BACKWARDS' | 'CLOCK_STUCK';

/** Why the clock was not moved; the code is one of the catalogue in domain/errors.ts. */
export class ClockError extends Error {
  readonly code: ClockErrorCode;
  /** Files that did not come to rest. */
  readonly files: readonly string[];
  constructor(code: ClockErrorCode, files: readonly string[] = []) {
    super(`${code}${files.length ? `: ${files.slice(0, 5).join(', ')}` : ''}`);
    this.code = code;
    this.files = files;
  }
}
