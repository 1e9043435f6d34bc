import { copyFileSync, statSync, truncateSync } from 'node:fs';

const LIMIT_BYTES = 20 * 1024 * 1024;

/**
 * Sets a log aside as `<file>.1`, in place of the one before, when it has grown beyond 20 MB, and begins it anew. The program goes on writing to the
 * same open file, which was opened to append; what it writes during the copy itself is lost. A log that cannot be cut stays as it is.
 */
export function keepLogSmall(logFile: string, limitBytes = LIMIT_BYTES): void {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= limitBytes) return;
  try {
    copyFileSync(logFile, `${logFile}.1`);
    truncateSync(logFile);
  } catch {
    // a full disk: no reason to let go of the part that is watched
  }
}
