import { z } from 'zod';
import type { FileDefinition } from '../../../domain/files/file-definition.ts';
import { fileIdPattern } from '../../../domain/ids.ts';
import type { App, RouteDeps } from '../../deps.ts';
import { callerOf } from '../../plugins/authentication.ts';
import { cursorId, cursorInstant, cutPage, decodeCursor, encodeCursor, pageOf, pageQuery } from '../../reading/cursor.ts';
import { fileSummary, fileSummarySchema } from '../../views/file-view.ts';
import { problems } from '../problems.ts';

const cursorSchema = z.tuple([cursorInstant, cursorId]);

export function listFiles(app: App, deps: RouteDeps, { chart }: FileDefinition): void {
  const stages = Object.keys(chart.stages).filter((stage) => stage !== 'none');
  app.route({
    method: 'GET',
    url: `/api/v1/${chart.collection}`,
    schema: {
      operationId: `list_${chart.type}`,
      tags: [chart.collection],
      summary: `${chart.label.zh}列表 · List`,
      description: '本部门(有监督职责者含下级部门)的案卷,后开立者在前。\n\nFiles of the caller’s department (for supervising roles, also of those below it), the newest first.',
      querystring: z.strictObject({
        ...pageQuery,
        stage: z.enum(stages as [string, ...string[]]).optional(),
        isOpen: z.enum(['true', 'false']).optional().describe('是否未办结 · whether not closed yet'),
        lifecycleId: z.string().regex(fileIdPattern).optional().describe('同一全程的案卷 · files of one lifecycle'),
      }),
      response: { 200: pageOf(fileSummarySchema), ...problems(400, 401, 429) },
    },
    handler: async (request) => {
      const { cursor, limit, stage, isOpen, lifecycleId } = request.query;
      const after = decodeCursor(cursorSchema, cursor);
      const departments = await deps.scope.departmentsOf(callerOf(request));
      const found = await deps.prisma.file.findMany({
        where: {
          type: chart.type,
          departmentId: { in: [...departments] },
          ...(stage === undefined ? {} : { stage }),
          ...(lifecycleId === undefined ? {} : { lifecycleId }),
          ...(isOpen === undefined ? {} : { closedAt: isOpen === 'true' ? null : { not: null } }),
          ...(after ? { OR: [{ openedAt: { lt: after[0] } }, { openedAt: after[0], id: { lt: after[1] } }] } : {}),
        },
        orderBy: [{ openedAt: 'desc' }, { id: 'desc' }],
        take: limit + 1,
      });
      const { rows, nextCursor } = cutPage(found, limit, (last) => encodeCursor([last.openedAt.toISOString(), last.id]));
      return { items: rows.map(fileSummary), nextCursor };
    },
  });
}
