import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepLogSmall } from '../../servers/processes/keep-log-small.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duban-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a log that a running program writes is cut when it is too large; the last part of it stays beside it', () => {
  const file = join(folder, 'worker.log');
  const program = openSync(file, 'a', 0o600);
  try {
    writeSync(program, 'first\n');
    keepLogSmall(file, 6);
    expect(readFileSync(file, 'utf8')).toBe('first\n');
    writeSync(program, 'second\n');
    keepLogSmall(file, 6);
    expect(readFileSync(`${file}.1`, 'utf8')).toBe('first\nsecond\n');
    writeSync(program, 'third, longer\n');
    expect(readFileSync(file, 'utf8')).toBe('third, longer\n');
    keepLogSmall(file, 6);
    expect([readFileSync(`${file}.1`, 'utf8'), readFileSync(file, 'utf8')]).toEqual(['third, longer\n', '']);
  } finally {
    closeSync(program);
  }
});

test('a log that does not exist yet is no fault', () => {
  keepLogSmall(join(folder, 'none.log'), 6);
});
