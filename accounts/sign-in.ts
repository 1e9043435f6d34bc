import { passwordCost, spendTheSameWork, verifyPassword, type PasswordCost } from './password.ts';
import type { Queryable } from './queryable.ts';

/** After five wrong passwords in a row an account is locked for a quarter of an hour. */
export const lockOut = { attempts: 5, minutes: 15 } as const;

/**
 * Checks login and password. Every no is the same no, after the same work: nobody learns whether a login exists, is locked
 * or belongs to somebody who has left.
 *
 * The attempt is counted before the password is looked at, so that many guesses at once count as many. The counter stands in the
 * database: a restart forgets nothing.
 * @param now real time, never the rehearsal's
 * @returns the officer's id, or null
 */
export async function checkPassword(pool: Queryable, login: string, password: string, now: Date, cost: PasswordCost = passwordCost): Promise<string | null> {
  const { rows } = await pool.query<{ officer_id: string; password_hash: string; active: boolean }>(
    `UPDATE account SET
       failed_attempts = CASE WHEN locked_until IS NULL THEN failed_attempts + 1 ELSE 1 END,
       locked_until = CASE WHEN locked_until IS NULL AND failed_attempts + 1 >= $3 THEN $2::timestamptz + make_interval(mins => $4) END
     FROM officer o
     WHERE login = $1 AND o.id = account.officer_id AND (locked_until IS NULL OR locked_until <= $2)
     RETURNING officer_id, password_hash, o.active`,
    [login.toLowerCase(), now, lockOut.attempts, lockOut.minutes],
  );
  const account = rows[0];
  if (!account) {
    await spendTheSameWork(password, cost);
    return null;
  }
  const right = await verifyPassword(password, account.password_hash);
  if (!right || !account.active) return null;
  await pool.query('UPDATE account SET failed_attempts = 0, locked_until = NULL WHERE officer_id = $1', [account.officer_id]);
  return account.officer_id;
}
