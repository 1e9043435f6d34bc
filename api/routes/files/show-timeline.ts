import { z } from 'zod';
import type { FileDefinition } from '../../../domain/files/file-definition.ts';
import type { App, RouteDeps } from '../../deps.ts';
import { callerOf } from '../../plugins/authentication.ts';
import { cursorId, cursorInstant, cutPage, decodeCursor, encodeCursor, pageOf, pageQuery } from '../../reading/cursor.ts';
import { linkedFilesOf } from '../../reading/linked-files.ts';
import { rulesInForce } from '../../reading/rules-in-force.ts';
import { assertVisible } from '../../reading/visible-file.ts';
import { contentOf, timelineEntry, timelineEntrySchema } from '../../views/entry-view.ts';
import { problems } from '../problems.ts';
import { fileParams } from './file-params.ts';

const cursorSchema = z.tuple([cursorInstant, cursorId, z.int().min(1).max(2_147_483_647)]);

export function showTimeline(app: App, deps: RouteDeps, { chart }: FileDefinition): void {
  app.route({
    method: 'GET',
    url: `/api/v1/${chart.collection}/:id/timeline`,
    schema: {
      operationId: `timeline_${chart.type}`,
      tags: [chart.collection],
      summary: `${chart.label.zh}时间线 · Timeline`,
      description: '谁在何时办了什么、期限如何变化;`lifecycle=true` 含其来源案卷、由其产生的和与其并案、分案、重新处理的全部可见案卷。\n\nWho did what and when, and what became of the deadlines; with `lifecycle=true` also of the files that it came from of those that came from it, and of those merged, split off or reopened, as far as the caller may see them.',
      params: fileParams,
      querystring: z.strictObject({ ...pageQuery, lifecycle: z.enum(['true', 'false']).default('false') }),
      response: { 200: pageOf(timelineEntrySchema), ...problems(400, 401, 404, 429) },
    },
    handler: async (request) => {
      const caller = callerOf(request);
      const { id } = request.params;
      const { cursor, limit, lifecycle } = request.query;
      const after = decodeCursor(cursorSchema, cursor);
      await assertVisible(deps, caller, chart.type, id);
      const types = lifecycle === 'true' ? await linkedFiles(id) : new Map([[id, chart.type]]);
      const found = await deps.prisma.ledgerEntry.findMany({
        where: { fileId: { in: [...types.keys()] }, ...(after ? laterThan(after) : {}) },
        orderBy: [{ recordedAt: 'asc' }, { fileId: 'asc' }, { seq: 'asc' }],
        take: limit + 1,
        omit: { salt: true, hash: true },
      });
      const { rows, nextCursor } = cutPage(found, limit, (last) => encodeCursor([last.recordedAt.toISOString(), last.fileId, last.seq]));
      const names = await namesOf(rows.map((row) => contentOf(row).actor?.id));
      const rules = await rulesInForce(deps);
      return { items: rows.map((row) => timelineEntry(row, types.get(row.fileId) ?? chart.type, names, rules)), nextCursor };

      async function linkedFiles(fileId: string): Promise<Map<string, string>> {
        const departments = await deps.scope.departmentsOf(caller);
        const files = await linkedFilesOf(deps.pool, fileId, departments);
        return new Map(files.map((file) => [file.id, file.type]));
      }
    },
  });

  async function namesOf(ids: readonly (string | undefined)[]): Promise<Map<string, string>> {
    const wanted = [...new Set(ids.filter((id) => id !== undefined))];
    if (!wanted.length) return new Map();
    const officers = await deps.prisma.officer.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true } });
    return new Map(officers.map((officer) => [officer.id, officer.name]));
  }
}

function laterThan([recordedAt, fileId, seq]: z.infer<typeof cursorSchema>) {
  return { OR: [{ recordedAt: { gt: recordedAt } }, { recordedAt, fileId: { gt: fileId } }, { recordedAt, fileId, seq: { gt: seq } }] };
}
