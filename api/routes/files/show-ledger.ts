import { z } from 'zod';
import type { FileDefinition } from '../../../domain/files/file-definition.ts';
import type { App, RouteDeps } from '../../deps.ts';
import { callerOf } from '../../plugins/authentication.ts';
import { cutPage, decodeCursor, encodeCursor, pageOf, pageQuery } from '../../reading/cursor.ts';
import { assertVisible } from '../../reading/visible-file.ts';
import { problems } from '../problems.ts';
import { fileParams } from './file-params.ts';

const entrySchema = z
  .object({
    seq: z.int(),
    header: z.string().describe('原文(RFC 8785);hash = SHA-256(header) · exact text'),
    hash: z.string(),
    salt: z.string().nullable().describe('32 字节,十六进制 · 32 bytes, hex'),
    content: z.string().nullable().describe('原文;header.contentHash = SHA-256(salt ‖ content);清除后为 null · exact text; null once erased'),
  })
  .meta({ id: 'LedgerEntry' });

const cursorSchema = z.tuple([z.int().min(0).max(2_147_483_647)]);

export function showLedger(app: App, deps: RouteDeps, { chart }: FileDefinition): void {
  app.route({
    method: 'GET',
    url: `/api/v1/${chart.collection}/:id/ledger`,
    schema: {
      operationId: `ledger_${chart.type}`,
      tags: [chart.collection],
      summary: `${chart.label.zh}台账 · Ledger`,
      description: '散列链原文,供任何人重算:每项 header 的 prev 为前一项的 hash,首项为 64 个 0。\n\nThe hash chain as it is stored, for anybody to recompute: `prev` in a header is the hash of the entry before, 64 zeros for the first.',
      params: fileParams,
      querystring: z.strictObject(pageQuery),
      response: { 200: pageOf(entrySchema), ...problems(400, 401, 404, 429) },
    },
    handler: async (request) => {
      const { id } = request.params;
      const { cursor, limit } = request.query;
      const after = decodeCursor(cursorSchema, cursor)?.[0] ?? 0;
      await assertVisible(deps, callerOf(request), chart.type, id);
      const found = await deps.prisma.ledgerEntry.findMany({
        where: { fileId: id, seq: { gt: after } },
        orderBy: { seq: 'asc' },
        take: limit + 1,
        select: { seq: true, header: true, hash: true, salt: true, content: true },
      });
      const { rows, nextCursor } = cutPage(found, limit, (last) => encodeCursor([last.seq]));
      return { items: [...rows], nextCursor };
    },
  });
}
