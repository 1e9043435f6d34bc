import { changeColumns, type LawChange } from '../../../law/changes/law-change.ts';
import type { App, RouteDeps } from '../../deps.ts';
import { ApiProblem } from '../../errors/problem.ts';
import { lawChangeSchema, lawChangeView, redatingSchema } from '../../views/law-change-view.ts';
import { problems } from '../problems.ts';
import { changeParams } from './law-routes.ts';

/** `GET /api/v1/law/changes/{id}`: the change, and how far its re-dating has come. */
export function showLawChange(app: App, deps: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/v1/law/changes/:id',
    schema: {
      operationId: 'showLawChange',
      tags: ['law'],
      summary: '规则变更 · One change of the law',
      params: changeParams,
      response: { 200: lawChangeSchema.extend({ redating: redatingSchema.nullable() }).meta({ id: 'LawChangeWithProgress' }), ...problems(400, 401, 404, 429) },
    },
    handler: async (request) => {
      const { id } = request.params;
      const { rows } = await deps.pool.query<LawChange>(`SELECT ${changeColumns} FROM law_change c WHERE c.id = $1`, [id]);
      const [change] = rows;
      if (!change) throw new ApiProblem('NOT_FOUND');
      const run = await deps.prisma.redating.findUnique({ where: { changeId: id } });
      const redating = run && {
        state: run.finishedAt === null ? ('running' as const) : ('finished' as const),
        filesInAll: run.filesInAll, filesChecked: run.filesChecked, deadlinesChanged: run.deadlinesChanged,
        startedAt: run.startedAt.toISOString(), lastPageAt: run.lastPageAt?.toISOString() ?? null, finishedAt: run.finishedAt?.toISOString() ?? null,
      };
      return { ...lawChangeView(change), redating };
    },
  });
}
