import { z } from 'zod';
import { errors } from '../../../domain/errors.ts';
import { fileTypeOf } from '../../../domain/ids.ts';
import type { App, RouteDeps } from '../../deps.ts';
import { ApiProblem, problemBody, problemSchema } from '../../errors/problem.ts';
import { callerOf } from '../../plugins/authentication.ts';
import { fileAddress } from '../../views/file-view.ts';
import { rulesInForce } from '../../reading/rules-in-force.ts';
import { acceptedSchema, acceptedView, refusalDetail } from '../acts/told.ts';
import { problems } from '../problems.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const operationSchema = z
  .object({
    operationId: z.string(),
    state: z.enum(['accepted', 'refused', 'unknown']).describe('unknown:尚无结果,请稍后再问 · no answer yet, ask again'),
    fileId: z.string(),
    file: z.string(),
    accepted: acceptedSchema.optional(),
    refused: problemSchema.optional(),
  })
  .meta({ id: 'Operation' });

export function showOperation(app: App, deps: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/v1/operations/:id',
    schema: {
      operationId: 'showOperation',
      tags: ['operations'],
      summary: '办理结果 · What became of a click',
      description: '仅本人的操作。已有的答复永不改变。\n\nThe caller’s own operations only. An answer, once there, never changes.',
      params: z.object({ id: z.string() }),
      response: { 200: operationSchema, ...problems(401, 404, 429) },
    },
    handler: async (request, reply) => {
      const { id } = request.params;
      const told = uuid.test(id) ? await deps.submit.lookUp(callerOf(request).officerId, id) : null;
      if (!told) throw new ApiProblem('OPERATION_NOT_FOUND');
      reply.header('cache-control', 'no-store');
      if (told.kind === 'unknown') reply.header('retry-after', '2');
      return {
        operationId: told.operationId,
        state: told.kind,
        fileId: told.fileId,
        file: fileAddress(told.fileId, fileTypeOf(told.fileId)),
        ...(told.kind === 'accepted' ? { accepted: acceptedView(told) } : {}),
        ...(told.kind === 'refused' && told.refusal.code in errors ? { refused: problemBody(told.refusal.code, refusalDetail(told.refusal, await rulesInForce(deps))) } : {}),
      };
    },
  });
}
