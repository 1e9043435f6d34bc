import { describe, expect, test } from 'vitest';
import { hashPassword, passwordCost, verifyPassword } from '../../accounts/password.ts';

const cheap = { logN: 10, r: 8, p: 1 };

describe('passwords', () => {
  test('are hashed with scrypt at 32 MiB a guess, and the cost stands in the hash', async () => {
    const stored = await hashPassword('correct horse');
    expect(stored).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(128 * passwordCost.r * 2 ** passwordCost.logN).toBe(32 * 1024 * 1024);
    expect(await verifyPassword('correct horse', stored)).toBe(true);
    expect(await verifyPassword('correct horsf', stored)).toBe(false);
  });

  test('have another salt each time', async () => {
    expect(await hashPassword('correct horse', cheap)).not.toBe(await hashPassword('correct horse', cheap));
  });

  test('are the same however the keyboard composes them', async () => {
    const stored = await hashPassword('caf\u00e9-12345', cheap);
    expect(await verifyPassword('cafe\u0301-12345', stored)).toBe(true);
  });

  test.each(['', 'short', 'x'.repeat(257)])('of the wrong length are refused (%#)', async (password) => {
    await expect(hashPassword(password, cheap)).rejects.toThrow(RangeError);
  });

  test.each(['', 'plain text', '$scrypt$ln=99,r=8,p=1$$', '$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA'])('never match a stored text that is no hash of ours: %s', async (stored) => {
    expect(await verifyPassword('plain text', stored)).toBe(false);
  });
});
