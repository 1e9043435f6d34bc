import { z } from 'zod';
import { roles } from '../../../domain/roles.ts';
import type { App, RouteDeps } from '../../deps.ts';
import { callerOf } from '../../plugins/authentication.ts';
import { named, namedSchema } from '../../views/label-view.ts';
import { problems } from '../problems.ts';

export function showMe(app: App, deps: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/v1/me',
    schema: {
      operationId: 'showMe',
      tags: ['me'],
      summary: '我的信息 · Who I am',
      response: {
        200: z.object({
          officerId: z.string(),
          name: z.string(),
          department: z.object({ id: z.string(), name: z.string() }),
          roles: z.array(namedSchema),
          sessionId: z.string(),
          now: z.string().describe('系统的当前时刻(演练时可不同于实际) · world time, which a rehearsal may move'),
        }),
        ...problems(401, 429),
      },
    },
    handler: async (request) => {
      const { officerId, name, departmentId, roles: held, sessionId } = callerOf(request);
      const department = await deps.prisma.department.findUniqueOrThrow({ where: { id: departmentId }, select: { id: true, name: true } });
      return { officerId, name, department, roles: held.map((role) => named(role, roles[role])), sessionId, now: deps.now() };
    },
  });
}
