import { z } from 'zod';
import type { App, RouteDeps } from '../../deps.ts';
import { ApiProblem } from '../../errors/problem.ts';
import { signInLimit } from '../../plugins/rate-limit.ts';
import { problems } from '../problems.ts';
import { tokensOf, tokensSchema } from './token-view.ts';

const body = z.strictObject({ refreshToken: z.string().min(1).max(400) });

export function refreshSession(app: App, deps: RouteDeps): void {
  app.route({
    method: 'POST',
    url: '/api/v1/sessions/refresh',
    config: { isPublic: true, rateLimit: signInLimit(deps.settings) },
    schema: {
      operationId: 'refreshSession',
      tags: ['sessions'],
      security: [],
      summary: '刷新令牌 · Get a new access token',
      description: '刷新令牌只能用一次;再次使用旧令牌将结束会话。\n\nA refresh token is good for one use; using an old one again ends the session.',
      body,
      response: { 200: tokensSchema, ...problems(401, 422, 429) },
    },
    handler: async (request, reply) => {
      const session = await deps.sessions.refresh(request.body.refreshToken);
      if (!session) throw new ApiProblem('SESSION_ENDED');
      return reply.header('cache-control', 'no-store').send(await tokensOf(deps, session));
    },
  });
}
