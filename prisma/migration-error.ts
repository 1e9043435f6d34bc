/** Why a database was not migrated. The codes are stable: the start script and tests rely on them. */
export type MigrationErrorCode =
  | 'BAD_ENVIRONMENT'
  | 'DATABASE_UNREACHABLE'
  | 'DATABASE_FOREIGN'
  | 'DATABASE_NEWER'
  | 'MIGRATION_BUSY'
  | 'MIGRATION_CHANGED'
  | 'MIGRATION_UNFINISHED'
  | 'MIGRATION_FAILED'
  | 'APP_ROLE_MISSING'
  | 'APP_ROLE_TOO_MIGHTY'
  | 'OWNER_LACKS_RIGHTS';

/** An expected failure of the migration, told in Chinese first and in English beside it. Whoever catches it prints `message` only. */
export class MigrationError extends Error {
  readonly code: MigrationErrorCode;

  constructor(code: MigrationErrorCode, chinese: string, english: string, cause?: unknown) {
    super(`${chinese}\n${english}\n[${code}]`, cause === undefined ? undefined : { cause });
    this.name = 'MigrationError';
    this.code = code;
  }
}
