import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';

/** Writes a value as JSON so that a crash leaves either the old file or the new one, readable by its owner only. */
export function writeJsonFile(file: string, value: unknown): void {
  const unfinished = `${file}.unfinished`;
  const handle = openSync(unfinished, 'w', 0o600);
  try {
    writeSync(handle, `${JSON.stringify(value, null, 2)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(unfinished, file);
}

/** What a JSON file holds: `absent` when there is none, `damaged` when it is no JSON. */
export function readJsonFile(file: string): { state: 'read'; value: unknown } | { state: 'absent' | 'damaged' } {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { state: 'absent' };
    throw error;
  }
  try {
    return { state: 'read', value: JSON.parse(text) };
  } catch {
    return { state: 'damaged' };
  }
}
