import { z } from 'zod';
import type { App, RouteDeps } from '../../deps.ts';
import { callerOf } from '../../plugins/authentication.ts';
import { problems } from '../problems.ts';

export function signOut(app: App, deps: RouteDeps): void {
  app.route({
    method: 'DELETE',
    url: '/api/v1/sessions/current',
    schema: {
      operationId: 'signOut',
      tags: ['sessions'],
      summary: '退出 · Sign out',
      description: '会话立即结束,其他进程最迟五秒内得知。\n\nThe session ends at once, in every other process within five seconds.',
      response: { 204: z.null().describe('已退出 · signed out'), ...problems(401) },
    },
    handler: async (request, reply) => {
      await deps.sessions.end(callerOf(request).sessionId);
      return reply.code(204).send(null);
    },
  });
}
