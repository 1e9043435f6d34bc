import { z } from 'zod';
import type { FileDefinition } from '../../../domain/files/file-definition.ts';
import type { App, RouteDeps } from '../../deps.ts';
import { callerOf } from '../../plugins/authentication.ts';
import { rulesInForce } from '../../reading/rules-in-force.ts';
import { assertVisible } from '../../reading/visible-file.ts';
import { deadlineSchema, deadlineView } from '../../views/deadline-view.ts';
import { problems } from '../problems.ts';
import { fileParams } from './file-params.ts';

export function listDeadlines(app: App, deps: RouteDeps, { chart }: FileDefinition): void {
  app.route({
    method: 'GET',
    url: `/api/v1/${chart.collection}/:id/deadlines`,
    schema: {
      operationId: `deadlines_${chart.type}`,
      tags: [chart.collection],
      summary: `${chart.label.zh}期限 · Deadlines`,
      description: '每一期限的规则、依据、状态与下一次提醒;先起算者在前。\n\nEach deadline with its rule, source, state and next rung, in the order in which they began.',
      params: fileParams,
      response: { 200: z.object({ items: z.array(deadlineSchema) }), ...problems(401, 404, 429) },
    },
    handler: async (request) => {
      const { id } = request.params;
      await assertVisible(deps, callerOf(request), chart.type, id);
      const rows = await deps.prisma.deadline.findMany({ where: { fileId: id }, orderBy: [{ openedSeq: 'asc' }, { id: 'asc' }] });
      const rules = await rulesInForce(deps);
      return { items: rows.map((row) => deadlineView(row, rules)) };
    },
  });
}
