import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ensureSigningKey, SigningKeyError, signingKeyFrom } from '../../accounts/signing-key.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duban-key-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the signing key', () => {
  test('is made once, for its owner only, and is the same afterwards', () => {
    const file = join(folder, 'new', 'token-key');
    const first = ensureSigningKey(file);
    expect(first.length).toBeGreaterThanOrEqual(32);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(ensureSigningKey(file)).toEqual(first);
  });

  test('that others may read is refused', () => {
    const file = join(folder, 'token-key');
    ensureSigningKey(file);
    chmodSync(file, 0o644);
    expect(() => ensureSigningKey(file)).toThrow(SigningKeyError);
  });

  test('that is too short is refused, from a file and from the environment', () => {
    const file = join(folder, 'token-key');
    writeFileSync(file, 'short', { mode: 0o600 });
    expect(() => ensureSigningKey(file)).toThrow(SigningKeyError);
    expect(() => signingKeyFrom('short')).toThrow(SigningKeyError);
  });
});
