import { z } from 'zod';
import { changeColumns, type LawChange } from '../../../law/changes/law-change.ts';
import type { App, RouteDeps } from '../../deps.ts';
import { cursorId, cursorInstant, cutPage, decodeCursor, encodeCursor, pageOf, pageQuery } from '../../reading/cursor.ts';
import { lawChangeSchema, lawChangeView } from '../../views/law-change-view.ts';
import { problems } from '../problems.ts';

const cursorSchema = z.tuple([cursorInstant, cursorId]);

/** `GET /api/v1/law/changes` */
export function listLawChanges(app: App, deps: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/v1/law/changes',
    schema: {
      operationId: 'listLawChanges',
      tags: ['law'],
      summary: '规则变更列表 · Changes of the law',
      description: '后起草者在前 · The newest draft first.',
      querystring: z.strictObject({ ...pageQuery, state: z.enum(['draft', 'previewed', 'approved', 'in_effect', 'withdrawn']).optional() }),
      response: { 200: pageOf(lawChangeSchema), ...problems(400, 401, 429) },
    },
    handler: async (request) => {
      const { cursor, limit, state } = request.query;
      const after = decodeCursor(cursorSchema, cursor);
      const { rows: found } = await deps.pool.query<LawChange>(
        `SELECT ${changeColumns} FROM law_change c WHERE ($1::text IS NULL OR c.state = $1) AND ($2::timestamptz IS NULL OR (c.drafted_at, c.id) < ($2, $3::uuid)) ORDER BY c.drafted_at DESC, c.id DESC LIMIT $4`,
        [state ?? null, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
      );
      const { rows, nextCursor } = cutPage(found, limit, (last) => encodeCursor([last.draftedAt, last.id]));
      return { items: rows.map(lawChangeView), nextCursor };
    },
  });
}
