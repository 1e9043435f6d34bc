import { z } from 'zod';
import type { OrderText } from '../../../domain/actions/supervision-order/facts.ts';
import type { FileDefinition } from '../../../domain/files/file-definition.ts';
import type { App, RouteDeps } from '../../deps.ts';
import { ApiProblem } from '../../errors/problem.ts';
import { callerOf } from '../../plugins/authentication.ts';
import { assertVisible } from '../../reading/visible-file.ts';
import { dateText, fileAddress, fileSchema, fileSummary, linkedFiles } from '../../views/file-view.ts';
import { problems } from '../problems.ts';
import { fileParams } from './file-params.ts';

export function showFile(app: App, deps: RouteDeps, { chart }: FileDefinition): void {
  app.route({
    method: 'GET',
    url: `/api/v1/${chart.collection}/:id`,
    schema: {
      operationId: `show_${chart.type}`,
      tags: [chart.collection],
      summary: `${chart.label.zh}详情 · Show one`,
      description: '`ETag` 为序号;带 `If-None-Match` 未变则答 304。\n\n`ETag` is the sequence; with `If-None-Match` an unchanged file answers 304.',
      params: fileParams,
      response: { 200: fileSchema, 304: z.null().describe('未变 · not changed'), ...problems(401, 404, 429) },
    },
    handler: async (request, reply) => {
      const { id } = request.params;
      await assertVisible(deps, callerOf(request), chart.type, id);
      const file = await deps.prisma.file.findUnique({ where: { id }, include: { department: { select: { id: true, name: true } } } });
      if (!file) throw new ApiProblem('FILE_NOT_FOUND');
      const tag = etagOf(file.seq);
      reply.header('etag', tag).header('cache-control', 'private, no-cache');
      if (request.headers['if-none-match'] === tag) return reply.code(304).send(null);
      const facts = file.facts as Record<string, unknown>;
      const named = Array.isArray(facts['officerIds']) ? facts['officerIds'].filter((officer) => typeof officer === 'string') : [];
      const officers = named.length ? await deps.prisma.officer.findMany({ where: { id: { in: named } }, select: { id: true, name: true } }) : [];
      // what they have come to since is read in each of them: this file's tag does not change with it
      const orders = await deps.prisma.effect.findMany({ where: { fileId: id, toType: 'supervisionOrder' }, orderBy: [{ seq: 'asc' }, { n: 'asc' }] });
      const at = fileAddress(id, chart.type);
      return {
        ...fileSummary(file),
        department: file.department,
        sourceFileId: file.sourceFileId,
        head: file.head,
        facts,
        milestones: Object.entries(file.milestones as Record<string, string>).map(([milestone, on]) => ({ milestone, on })),
        officers: officers.toSorted((a, b) => named.indexOf(a.id) - named.indexOf(b.id)),
        orders: orders.map(({ toFileId, occurredOn, payload }) => {
          const { about } = payload as unknown as OrderText;
          return { id: toFileId, issuedOn: dateText(occurredOn), deadlineId: about.deadlineId, rung: about.rung, href: fileAddress(toFileId, 'supervisionOrder') };
        }),
        linked: linkedFiles(facts),
        links: { actions: `${at}/actions`, timeline: `${at}/timeline`, deadlines: `${at}/deadlines`, ledger: `${at}/ledger` },
      };
    },
  });
}

/** A file's entity tag is its sequence: every entry gives a new one. */
export function etagOf(seq: number): string {
  return `"${seq}"`;
}
