import { z } from 'zod';
import type { App, RouteDeps } from '../../deps.ts';
import { cutPage, decodeCursor, encodeCursor, pageOf, pageQuery } from '../../reading/cursor.ts';
import { problems } from '../problems.ts';

const cursorSchema = z.tuple([z.int().min(0).max(2_147_483_647)]);
const entry = z.object({ seq: z.int(), header: z.string(), hash: z.string(), salt: z.string().nullable(), content: z.string().nullable() }).meta({ id: 'LawEntry' });

/** `GET /api/v1/law/ledger`: the chain that proves which law was in force when, to be verified by anybody. */
export function showLawLedger(app: App, deps: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/v1/law/ledger',
    schema: {
      operationId: 'showLawLedger',
      tags: ['law'],
      summary: '规则台账 · The chain of the law',
      description: 'hash = SHA-256(header);header 中含前一条的 hash 与 SHA-256(salt ‖ content) · the header holds the hash before it and the hash of salt and content',
      querystring: z.strictObject(pageQuery),
      response: { 200: pageOf(entry), ...problems(400, 401, 429) },
    },
    handler: async (request) => {
      const { cursor, limit } = request.query;
      const after = decodeCursor(cursorSchema, cursor);
      const found = await deps.prisma.lawEntry.findMany({ where: { seq: { gt: after?.[0] ?? 0 } }, orderBy: { seq: 'asc' }, take: limit + 1 });
      const { rows, nextCursor } = cutPage(found, limit, (last) => encodeCursor([last.seq]));
      return { items: rows.map(({ seq, header, hash, salt, content }) => ({ seq, header, hash, salt, content })), nextCursor };
    },
  });
}
