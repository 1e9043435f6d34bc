import { z } from 'zod';
import { checkPassword } from '../../../accounts/sign-in.ts';
import type { App, RouteDeps } from '../../deps.ts';
import { ApiProblem } from '../../errors/problem.ts';
import { signInLimit } from '../../plugins/rate-limit.ts';
import { problems } from '../problems.ts';
import { tokensOf, tokensSchema } from './token-view.ts';

const body = z.strictObject({
  login: z.string().min(1).max(100).describe('登录名 · login'),
  password: z.string().min(1).max(1024).describe('口令 · password'),
});

export function signIn(app: App, deps: RouteDeps): void {
  app.route({
    method: 'POST',
    url: '/api/v1/sessions',
    config: { isPublic: true, rateLimit: signInLimit(deps.settings) },
    schema: {
      operationId: 'signIn',
      tags: ['sessions'],
      security: [],
      summary: '登录 · Sign in',
      description: '连续五次口令错误后锁定十五分钟;任何失败的答复都相同。\n\nFive wrong passwords in a row lock the account for fifteen minutes; every failure gets the same answer.',
      body,
      response: { 201: tokensSchema, ...problems(401, 422, 429) },
    },
    handler: async (request, reply) => {
      const { login, password } = request.body;
      const officerId = await checkPassword(deps.pool, login, password, deps.realNow(), deps.passwordCost);
      app.metrics.signIns.inc({ result: officerId === null ? 'refused' : 'accepted' });
      if (officerId === null) throw new ApiProblem('SIGN_IN_FAILED');
      const session = await deps.sessions.open(officerId);
      return reply.code(201).header('cache-control', 'no-store').send(await tokensOf(deps, session));
    },
  });
}
