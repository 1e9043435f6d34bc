import { z } from 'zod';
import { feedDeadlines, ownerOf } from '../../calendar-feed/find-feed.ts';
import { writeFeed } from '../../calendar-feed/write-feed.ts';
import type { App, RouteDeps } from '../../deps.ts';
import { ApiProblem } from '../../errors/problem.ts';
import { rulesInForce } from '../../reading/rules-in-force.ts';
import { ruleView } from '../../views/rule-view.ts';
import { problems } from '../problems.ts';

export function showCalendarFeed(app: App, deps: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/v1/calendar-feeds/:secret.ics',
    config: { isPublic: true },
    schema: {
      operationId: 'showCalendarFeed',
      tags: ['calendar-feeds'],
      summary: '期限日历(iCalendar) · Calendar of deadlines',
      description: '供日历软件订阅,凭私密地址读取。每一未办结期限为一个全天事项;中止计算的期限没有日期,不列入。\n\nFor calendar programs, by its secret address. One all-day event for each open deadline; a paused one has no date and is left out.',
      security: [],
      params: z.object({ secret: z.string() }),
      response: { 200: { description: 'iCalendar, RFC 5545', content: { 'text/calendar': { schema: z.string() } } }, ...problems(404, 429) },
    },
    handler: async (request, reply) => {
      const owner = await ownerOf(deps, request.params.secret);
      if (!owner) throw new ApiProblem('NOT_FOUND');
      const rules = await rulesInForce(deps);
      const text = writeFeed(await feedDeadlines(deps, owner), (id, version) => ruleView(rules, id, version), deps.now());
      return reply.header('cache-control', 'private, max-age=300').header('referrer-policy', 'no-referrer').type('text/calendar; charset=utf-8').send(text);
    },
  });
}
