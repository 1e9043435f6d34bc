import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** The last lines of a log file, at most `count`, of what was written after byte `from`. Empty when there is no such file. */
export function lastLines(file: string, count: number, from = 0): string {
  try {
    const size = statSync(file).size;
    const start = Math.max(from, size - 16_384, 0);
    const buffer = Buffer.alloc(Math.max(0, size - start));
    const handle = openSync(file, 'r');
    try {
      readSync(handle, buffer, 0, buffer.length, start);
    } finally {
      closeSync(handle);
    }
    return buffer.toString('utf8').trimEnd().split('\n').slice(-count).join('\n');
  } catch {
    return '';
  }
}
