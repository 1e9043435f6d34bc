import fp from 'fastify-plugin';
import type { FastifyRequest } from 'fastify';
import { createTokenReader } from '../../accounts/access-token.ts';
import type { SignedIn } from '../../accounts/sessions.ts';
import type { RouteDeps } from '../deps.ts';
import { ApiProblem } from '../errors/problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in; null on public routes. */
    signedIn: SignedIn | null;
  }
  interface FastifyContextConfig {
    /** A route that asks for no sign-in. Every other route does. */
    isPublic?: true;
  }
}

/** Asks every route for a bearer token, unless it says that it is public. Comes first: who nobody knows learns nothing. */
export const authentication = fp<{ deps: RouteDeps }>(
  async (app, { deps }) => {
    app.decorateRequest('signedIn', null);
    const readToken = createTokenReader(deps.signingKey);
    app.addHook('onRequest', async (request) => {
      if (request.routeOptions.config.isPublic || request.is404) return;
      request.signedIn = await identify(request, deps, readToken);
    });
  },
  { name: 'authentication', fastify: '5.x' },
);

async function identify(request: FastifyRequest, { realNow, sessions }: RouteDeps, readToken: ReturnType<typeof createTokenReader>): Promise<SignedIn> {
  const header = request.headers.authorization;
  const token = header === undefined ? undefined : /^Bearer ([A-Za-z0-9_.-]{1,2000})$/i.exec(header)?.[1];
  if (token === undefined) throw new ApiProblem('NOT_SIGNED_IN');
  const read = await readToken(token, realNow());
  if (read === 'invalid') throw new ApiProblem('NOT_SIGNED_IN');
  if (read === 'expired') throw new ApiProblem('TOKEN_EXPIRED');
  const signedIn = await sessions.find(read.sessionId);
  if (!signedIn) throw new ApiProblem('SESSION_ENDED');
  return signedIn;
}

/** The caller of a route that is not public. */
export function callerOf(request: FastifyRequest): SignedIn {
  if (!request.signedIn) throw new ApiProblem('NOT_SIGNED_IN');
  return request.signedIn;
}
