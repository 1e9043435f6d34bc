import { createHash, createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Role } from '../domain/roles.ts';
import type { Queryable } from './queryable.ts';

/** Who is signed in, as the officer's row says it now. */
export interface SignedIn {
  readonly sessionId: string;
  readonly officerId: string;
  readonly name: string;
  readonly departmentId: string;
  readonly roles: readonly Role[];
}

export interface OpenedSession {
  readonly sessionId: string;
  readonly officerId: string;
  /** Opaque; only its SHA-256 is stored. Good for one use. */
  readonly refreshToken: string;
  readonly expiresAt: Date;
}

export interface SessionsOptions {
  readonly pool: Queryable;
  /** Key of the refresh tokens' seal, so that a made-up token cannot end anybody's session. */
  readonly key: Uint8Array;
  /** Real time. */
  readonly realNow?: () => Date;
}

/** A working day: after that, sign in again. Refreshing does not prolong it. */
export const sessionHours = 12;
/** How long this process believes what it read: a sign-out, a change of role or a departure is known everywhere within this time. */
const believedMs = 3000;
const most = 10_000;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export type Sessions = ReturnType<typeof createSessions>;

/** Sessions of local accounts: opened at sign-in, refreshed with a one-time token, ended at sign-out. */
export function createSessions({ pool, key, realNow = () => new Date() }: SessionsOptions) {
  const known = new Map<string, { readonly until: number; readonly signedIn: SignedIn | null }>();

  function remember(sessionId: string, signedIn: SignedIn | null, ms = believedMs): void {
    if (known.size >= most) known.clear();
    known.set(sessionId, { until: realNow().getTime() + ms, signedIn });
  }

  async function open(officerId: string): Promise<OpenedSession> {
    const sessionId = randomUUID();
    const refreshToken = newRefreshToken(key, sessionId);
    const now = realNow();
    const expiresAt = new Date(now.getTime() + sessionHours * 3_600_000);
    await pool.query('INSERT INTO session (id, officer_id, refresh_token_hash, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)', [sessionId, officerId, sha256(refreshToken), now, expiresAt]);
    return { sessionId, officerId, refreshToken, expiresAt };
  }

  /**
   * Takes a refresh token and gives the next one. A token that was used before ends the session: either its owner or a thief
   * holds an old copy, and nobody can tell which (RFC 9700, 4.14.2).
   * @returns null when the token is not, or no longer, good
   */
  async function refresh(token: string): Promise<OpenedSession | null> {
    const sessionId = sessionOf(key, token);
    if (sessionId === null) return null;
    const next = newRefreshToken(key, sessionId);
    const { rows } = await pool.query<{ officer_id: string; expires_at: Date }>(
      `UPDATE session s SET refresh_token_hash = $3 FROM officer o
       WHERE s.id = $1 AND s.refresh_token_hash = $2 AND s.ended_at IS NULL AND s.expires_at > $4 AND o.id = s.officer_id AND o.active
       RETURNING s.officer_id, s.expires_at`,
      [sessionId, sha256(token), sha256(next), realNow()],
    );
    const row = rows[0];
    if (row) return { sessionId, officerId: row.officer_id, refreshToken: next, expiresAt: row.expires_at };
    await end(sessionId);
    return null;
  }

  /** Ends a session: at once in this process, within five seconds in every other. Ending it twice changes nothing. */
  async function end(sessionId: string): Promise<void> {
    await pool.query('UPDATE session SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL', [sessionId, realNow()]);
    // longer than any read that was under way could take, so that none of them brings it back
    remember(sessionId, null, 60_000);
  }

  /** Who the session belongs to; null when it has ended, has run out, or its officer has left. */
  async function find(sessionId: string): Promise<SignedIn | null> {
    const now = realNow();
    const seen = known.get(sessionId);
    if (seen && seen.until > now.getTime()) return seen.signedIn;
    if (!uuid.test(sessionId)) return null;
    const { rows } = await pool.query<{ officer_id: string; name: string; department_id: string; roles: Role[] }>(
      `SELECT s.officer_id, o.name, o.department_id, o.roles FROM session s JOIN officer o ON o.id = s.officer_id
       WHERE s.id = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND o.active`,
      [sessionId, now],
    );
    const row = rows[0];
    const signedIn = row ? { sessionId, officerId: row.officer_id, name: row.name, departmentId: row.department_id, roles: row.roles } : null;
    const ended = known.get(sessionId);
    if (ended && ended.signedIn === null && ended.until > now.getTime()) return null;
    remember(sessionId, signedIn);
    return signedIn;
  }

  return { open, refresh, end, find };
}

/** `<session>.<32 random bytes>.<seal>`: the seal says that we made it, the stored hash that it is the latest. */
function newRefreshToken(key: Uint8Array, sessionId: string): string {
  const body = `${sessionId}.${randomBytes(32).toString('base64url')}`;
  return `${body}.${seal(key, body)}`;
}

function sessionOf(key: Uint8Array, token: string): string | null {
  const end = token.lastIndexOf('.');
  const body = token.slice(0, Math.max(0, end));
  const given = Buffer.from(token.slice(end + 1));
  const expected = Buffer.from(seal(key, body));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const sessionId = body.slice(0, 36);
  return uuid.test(sessionId) ? sessionId : null;
}

function seal(key: Uint8Array, body: string): string {
  return createHmac('sha256', key).update(`refresh\n${body}`).digest('base64url').slice(0, 22);
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
