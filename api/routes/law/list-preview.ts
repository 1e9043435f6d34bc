import { z } from 'zod';
import type { App, RouteDeps } from '../../deps.ts';
import { ApiProblem } from '../../errors/problem.ts';
import { callerOf } from '../../plugins/authentication.ts';
import { cursorId, cutPage, decodeCursor, encodeCursor, pageOf, pageQuery } from '../../reading/cursor.ts';
import { dateText } from '../../views/file-view.ts';
import { problems } from '../problems.ts';
import { changeParams } from './law-routes.ts';

const cursorSchema = z.tuple([cursorId, cursorId]);
const effects = ['earlier', 'later', 'settled', 'same_date', 'kept'] as const;
const item = z
  .object({
    fileId: z.string(), deadlineId: z.string(), ruleId: z.string(), effect: z.enum(effects), oldDueDate: z.string(), newDueDate: z.string(),
    oldProvisional: z.boolean(), newProvisional: z.boolean(), reason: z.string().nullable(),
  })
  .meta({ id: 'LawPreviewItem' });

/** `GET /api/v1/law/changes/{id}/preview`: the deadlines that would change, of the departments that the caller sees. */
export function listLawPreview(app: App, deps: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/v1/law/changes/:id/preview',
    schema: {
      operationId: 'listLawPreview',
      tags: ['law'],
      summary: '预览结果 · What a preview found',
      description: '按案卷顺序;仅列出本人可见部门的案卷。\n\nIn order of file id; files of the departments that the caller sees.',
      params: changeParams,
      querystring: z.strictObject({ ...pageQuery, effect: z.enum(effects).optional() }),
      response: { 200: pageOf(item), ...problems(400, 401, 404, 429) },
    },
    handler: async (request) => {
      const { id: changeId } = request.params;
      const { cursor, limit, effect } = request.query;
      const after = decodeCursor(cursorSchema, cursor);
      const departments = await deps.scope.departmentsOf(callerOf(request));
      if ((await deps.prisma.lawChange.count({ where: { id: changeId } })) === 0) throw new ApiProblem('NOT_FOUND');
      const found = await deps.prisma.lawPreviewItem.findMany({
        where: {
          changeId,
          departmentId: { in: [...departments] },
          ...(effect === undefined ? {} : { effect }),
          ...(after ? { OR: [{ fileId: { gt: after[0] } }, { fileId: after[0], deadlineId: { gt: after[1] } }] } : {}),
        },
        orderBy: [{ fileId: 'asc' }, { deadlineId: 'asc' }],
        take: limit + 1,
      });
      const { rows, nextCursor } = cutPage(found, limit, (last) => encodeCursor([last.fileId, last.deadlineId]));
      return {
        items: rows.map((row) => ({
          fileId: row.fileId, deadlineId: row.deadlineId, ruleId: row.ruleId, effect: row.effect as (typeof effects)[number], oldDueDate: dateText(row.oldDueDate), newDueDate: dateText(row.newDueDate),
          oldProvisional: row.oldProvisional, newProvisional: row.newProvisional, reason: row.reason,
        })),
        nextCursor,
      };
    },
  });
}
