import { z } from 'zod';
import type { App, RouteDeps } from '../../deps.ts';
import { labelSchema } from '../../views/label-view.ts';
import { problems } from '../problems.ts';

const lawSchema = z
  .object({
    revision: z.int(), version: z.string(),
    calendar: z.object({ version: z.string(), years: z.array(z.int()).describe('已公布安排的年份;其后的日期为暂定 · years whose notice is held; later dates are provisional') }),
    profiles: z.array(z.object({ id: z.string(), label: labelSchema })),
    release: z.string().nullable(), entries: z.int(), head: z.string().describe('规则台账链头 · head of the chain of the law'),
  })
  .meta({ id: 'Law' });

/** `GET /api/v1/law`: what is in force. */
export function showLaw(app: App, deps: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/v1/law',
    schema: { operationId: 'showLaw', tags: ['law'], summary: '现行规则 · The law in force', response: { 200: lawSchema, ...problems(401, 429) } },
    handler: async () => {
      const state = await deps.prisma.lawState.findUniqueOrThrow({ where: { id: 1 } });
      const { law, calendar } = await deps.lawBook.at(state.revision);
      return {
        revision: state.revision, version: law.version,
        calendar: { version: calendar.version, years: [...calendar.years] },
        profiles: law.profiles.map(({ id, label }) => ({ id, label: { ...label } })),
        release: state.release, entries: state.seq, head: state.head,
      };
    },
  });
}
