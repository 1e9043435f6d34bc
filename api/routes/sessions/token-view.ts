import { z } from 'zod';
import { signAccessToken } from '../../../accounts/access-token.ts';
import type { OpenedSession } from '../../../accounts/sessions.ts';
import type { RouteDeps } from '../../deps.ts';

export const tokensSchema = z
  .object({
    tokenType: z.literal('Bearer'),
    accessToken: z.string(),
    accessTokenExpiresAt: z.string(),
    refreshToken: z.string().describe('一次性;每次刷新得到新的 · good for one use'),
    sessionId: z.string(),
    sessionExpiresAt: z.string(),
    officerId: z.string(),
  })
  .meta({ id: 'Tokens' });

/** What a caller gets after signing in or refreshing. */
export async function tokensOf({ signingKey, realNow }: RouteDeps, session: OpenedSession): Promise<z.infer<typeof tokensSchema>> {
  const access = await signAccessToken(signingKey, session, realNow());
  return {
    tokenType: 'Bearer',
    accessToken: access.token,
    accessTokenExpiresAt: access.expiresAt.toISOString(),
    refreshToken: session.refreshToken,
    sessionId: session.sessionId,
    sessionExpiresAt: session.expiresAt.toISOString(),
    officerId: session.officerId,
  };
}
