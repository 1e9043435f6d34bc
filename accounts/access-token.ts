import { errors, jwtVerify, SignJWT } from 'jose';

/** Short on purpose: whoever finds an old token in a log or a browser can do nothing with it. */
export const accessTokenMinutes = 10;

const issuer = 'duban';
const audience = 'duban-api';

export interface AccessToken {
  readonly token: string;
  readonly expiresAt: Date;
}

/** Makes the bearer token of a session: JWT, HS256. It names session and officer, nothing personal. */
export async function signAccessToken(key: Uint8Array, session: { readonly sessionId: string; readonly officerId: string }, now: Date): Promise<AccessToken> {
  const issued = Math.floor(now.getTime() / 1000);
  const expires = issued + accessTokenMinutes * 60;
  const token = await new SignJWT({ sid: session.sessionId })
    .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
    .setSubject(session.officerId)
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt(issued)
    .setExpirationTime(expires)
    .sign(key);
  return { token, expiresAt: new Date(expires * 1000) };
}

type ReadToken = { readonly sessionId: string } | 'expired' | 'invalid';

const most = 10_000;

/**
 * Reads access tokens: the session that one names, `expired` when its time is over, `invalid` when we did not make it.
 * A token that was found good is good until it expires, so its seal is checked once.
 */
export function createTokenReader(key: Uint8Array): (token: string, now: Date) => Promise<ReadToken> {
  const good = new Map<string, { readonly sessionId: string; readonly expiresMs: number }>();
  return async (token, now) => {
    const known = good.get(token);
    if (known) return known.expiresMs > now.getTime() ? { sessionId: known.sessionId } : 'expired';
    try {
      const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'], typ: 'at+jwt', issuer, audience, currentDate: now, requiredClaims: ['sid', 'exp', 'sub'] });
      const { sid, exp } = payload;
      if (typeof sid !== 'string' || exp === undefined) return 'invalid';
      if (good.size >= most) good.clear();
      good.set(token, { sessionId: sid, expiresMs: exp * 1000 });
      return { sessionId: sid };
    } catch (error) {
      if (error instanceof errors.JWTExpired) return 'expired';
      if (error instanceof errors.JOSEError) return 'invalid';
      throw error;
    }
  };
}
