/** What can go wrong while the servers are set up. The codes are stable: tests and scripts may rely on them. */
export type SetupErrorCode =
  | 'ALREADY_RUNNING'
  | 'BAD_ENVIRONMENT'
  | 'CANNOT_BECOME_OTHER_USER'
  | 'DATA_FOLDER_DAMAGED'
  | 'DATA_FOLDER_FOREIGN'
  | 'DATABASE_FOREIGN'
  | 'DATABASE_UNREACHABLE'
  | 'DOWNLOAD_FAILED'
  | 'NO_TEMPORAL_PROGRAM'
  | 'PART_DIED'
  | 'PART_MISSING'
  | 'PLATFORM_UNSUPPORTED'
  | 'PORT_TAKEN'
  | 'POSTGRES_VERSION'
  | 'SAMPLE_REFUSED'
  | 'TEMPORAL_UNREACHABLE'
  | 'TIMED_OUT';

/**
 * An expected failure of the set-up, told in Chinese first and in English beside it.
 * Whoever catches it prints `message` and nothing else: the stack helps nobody here.
 */
export class SetupError extends Error {
  readonly code: SetupErrorCode;

  constructor(code: SetupErrorCode, chinese: string, english: string, cause?: unknown) {
    super(`${chinese}\n${english}\n[${code}]`, cause === undefined ? undefined : { cause });
    this.name = 'SetupError';
    this.code = code;
  }
}
