import { z } from 'zod';
import { hashOf, newSecret } from '../../calendar-feed/feed-secret.ts';
import type { App, RouteDeps } from '../../deps.ts';
import { callerOf } from '../../plugins/authentication.ts';
import { problems } from '../problems.ts';

export function makeCalendarFeed(app: App, deps: RouteDeps): void {
  app.route({
    method: 'POST',
    url: '/api/v1/me/calendar-feed',
    schema: {
      operationId: 'makeCalendarFeed',
      tags: ['me'],
      summary: '生成(更换)期限日历的私密地址 · Make or replace the secret address of my calendar of deadlines',
      description: '地址只在此时告知一次,此前的地址立即失效;持有地址者可以读取,请勿转发。日历只列规则名称、案卷编号和日期,不含当事人信息。\n\nThe address is told only once, and an earlier one ends at once. Whoever holds it may read the calendar: rule names, file ids and dates, nothing of the parties.',
      response: {
        201: z.object({ path: z.string(), url: z.string().describe('供日历软件订阅 · to subscribe to'), madeAt: z.string() }),
        ...problems(401, 429),
      },
    },
    handler: async (request, reply) => {
      const { officerId } = callerOf(request);
      const secret = newSecret();
      const madeAt = deps.realNow();
      await deps.pool.query({
        name: 'api-make-feed',
        text: `INSERT INTO calendar_feed (officer_id, secret_hash, made_at) VALUES ($1, $2, $3)
               ON CONFLICT (officer_id) DO UPDATE SET secret_hash = excluded.secret_hash, made_at = excluded.made_at, revoked_at = NULL`,
        values: [officerId, hashOf(secret), madeAt],
      });
      const path = `/api/v1/calendar-feeds/${secret}.ics`;
      return reply.code(201).header('cache-control', 'no-store').send({ path, url: `${request.protocol}://${request.host}${path}`, madeAt: madeAt.toISOString() });
    },
  });
}
