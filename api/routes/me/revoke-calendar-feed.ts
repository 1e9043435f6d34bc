import { z } from 'zod';
import type { App, RouteDeps } from '../../deps.ts';
import { callerOf } from '../../plugins/authentication.ts';
import { problems } from '../problems.ts';

export function revokeCalendarFeed(app: App, deps: RouteDeps): void {
  app.route({
    method: 'DELETE',
    url: '/api/v1/me/calendar-feed',
    schema: {
      operationId: 'revokeCalendarFeed',
      tags: ['me'],
      summary: '作废期限日历的地址 · Revoke the address of my calendar',
      description: '地址立即失效;本无地址时亦答 204。\n\nThe address ends at once; 204 also where there was none.',
      response: { 204: z.null().describe('已作废 · revoked'), ...problems(401, 429) },
    },
    handler: async (request, reply) => {
      await deps.pool.query({
        name: 'api-revoke-feed',
        text: 'UPDATE calendar_feed SET secret_hash = NULL, revoked_at = $2 WHERE officer_id = $1 AND revoked_at IS NULL',
        values: [callerOf(request).officerId, deps.realNow()],
      });
      return reply.code(204).send(null);
    },
  });
}
