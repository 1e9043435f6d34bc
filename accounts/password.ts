import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { Semaphore } from 'async-mutex';

/** Cost of one hash: `2^logN` blocks of `r` × 128 bytes, `p` times one after the other. */
export interface PasswordCost {
  readonly logN: number;
  readonly r: number;
  readonly p: number;
}

/**
 * scrypt (RFC 7914) with N = 2^15, r = 8, p = 3: 32 MiB of memory for each guess, some 0.2 s of one core.
 * One of the equivalent settings of the OWASP Password Storage Cheat Sheet; kept in each hash, so that it can be raised.
 */
export const passwordCost: PasswordCost = { logN: 15, r: 8, p: 3 };

export const passwordLength = { least: 8, most: 256 } as const;

const saltBytes = 16;
const hashBytes = 32;
const format = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{22,64})\$([A-Za-z0-9+/]{43,86})$/;

/** Two hashes at a time: many people signing in at once must exhaust neither memory nor the thread pool that files and DNS use. */
const atOnce = new Semaphore(2);

/**
 * Hashes a password for storing, in the PHC string format `$scrypt$ln=15,r=8,p=3$<salt>$<hash>` (base64 without padding).
 * @throws RangeError when the password is shorter or longer than `passwordLength`
 */
export async function hashPassword(password: string, cost: PasswordCost = passwordCost): Promise<string> {
  const length = [...password].length;
  if (length < passwordLength.least || length > passwordLength.most) throw new RangeError(`a password has ${passwordLength.least} to ${passwordLength.most} characters`);
  const salt = randomBytes(saltBytes);
  const hash = await derive(password, salt, cost);
  return `$scrypt$ln=${cost.logN},r=${cost.r},p=${cost.p}$${base64(salt)}$${base64(hash)}`;
}

/** True when the password is the one that was hashed; a stored text that is no hash is never right, and costs the same work. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [, logN, r, p, salt = '', hash = ''] = format.exec(stored) ?? [];
  // a cost beyond reason is no hash of ours
  if (logN === undefined || Number(logN) > 20 || Number(r) > 32 || Number(p) > 16) {
    await spendTheSameWork(password);
    return false;
  }
  const expected = Buffer.from(hash, 'base64');
  const found = await derive(password, Buffer.from(salt, 'base64'), { logN: Number(logN), r: Number(r), p: Number(p) });
  return expected.length === found.length && timingSafeEqual(expected, found);
}

/** For a login that does not exist: the answer must not come sooner than for one that does. */
export async function spendTheSameWork(password: string, cost: PasswordCost = passwordCost): Promise<void> {
  await derive(password, Buffer.alloc(saltBytes), cost);
}

function derive(password: string, salt: Buffer, { logN, r, p }: PasswordCost): Promise<Buffer> {
  const N = 2 ** logN;
  // the same characters typed on another system may come in another composition
  const text = password.normalize('NFKC');
  return atOnce.runExclusive(() => new Promise<Buffer>((resolve, reject) => {
    scrypt(text, salt, hashBytes, { N, r, p, maxmem: 128 * r * (N + p) + 1_048_576 }, (error, key) => (error ? reject(error) : resolve(key)));
  }));
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
