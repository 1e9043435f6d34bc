export type DrawErrorCode = 'DUPLICATE_ID' | 'BAD_COUNT' | 'POOL_EXHAUSTED';

/** A draw that cannot be computed. `code` is stable. */
export class DrawError extends Error {
  readonly code: DrawErrorCode;

  constructor(code: DrawErrorCode, message: string) {
    super(message);
    this.name = 'DrawError';
    this.code = code;
  }
}
