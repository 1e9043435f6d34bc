import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const least = 32;

/** Bad or unsafe signing key: the process must not start. */
export class SigningKeyError extends Error {
  readonly code = 'SIGNING_KEY';
}

/** The key of access tokens from a configured secret of at least 32 characters. @throws SigningKeyError when it is shorter */
export function signingKeyFrom(secret: string): Uint8Array {
  if (secret.length < least) throw new SigningKeyError(`令牌密钥至少${least}个字符 · the token secret needs at least ${least} characters`);
  return new TextEncoder().encode(secret);
}

/**
 * Reads the key of access tokens from a file, or makes it on the first start (mode 0600). Processes that start at once
 * agree on one key.
 * @throws SigningKeyError when others may read the file or it holds too little
 */
export function ensureSigningKey(file: string): Uint8Array {
  try {
    return read(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    // a link appears whole or not at all, and never over another process's key
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return read(file);
}

function read(file: string): Uint8Array {
  const text = readFileSync(file, 'utf8').trim();
  if ((statSync(file).mode & 0o077) !== 0) throw new SigningKeyError(`令牌密钥文件权限过宽,请执行 chmod 600:${file} · others may read the key file`);
  return signingKeyFrom(text);
}
