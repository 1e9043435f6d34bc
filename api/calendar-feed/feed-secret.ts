import { createHash, randomBytes } from 'node:crypto';

/** 32 random bytes in base64url: nobody guesses it, so whoever holds it may read the feed. */
export const secretPattern = /^[A-Za-z0-9_-]{43}$/;

export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database keeps of a secret: SHA-256, hex. A secret of 256 bits needs no salt and no slow hash. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex');
}
