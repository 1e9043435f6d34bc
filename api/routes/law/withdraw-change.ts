import { z } from 'zod';
import { withdrawChange } from '../../../law/changes/withdraw-change.ts';
import type { App, RouteDeps } from '../../deps.ts';
import { lawChangeSchema, lawChangeView } from '../../views/law-change-view.ts';
import { problems } from '../problems.ts';
import { approvers, callerWith, changeParams, drafters, told } from './law-routes.ts';

/** `POST /api/v1/law/changes/{id}/withdraw` */
export function withdrawLawChange(app: App, deps: RouteDeps): void {
  app.route({
    method: 'POST',
    url: '/api/v1/law/changes/:id/withdraw',
    schema: {
      operationId: 'withdrawLawChange',
      tags: ['law'],
      summary: '撤回规则变更 · Withdraw a change',
      description: '仅限尚未批准的变更 · Only what is not in force yet.',
      params: changeParams,
      body: z.strictObject({ reason: z.string().trim().min(1).max(2000) }),
      response: { 200: lawChangeSchema, ...problems(400, 401, 403, 404, 409, 429) },
    },
    handler: async (request) => {
      const caller = callerWith(request, [...drafters, ...approvers]);
      return lawChangeView(await told(() => withdrawChange(deps.pool, caller.officerId, request.params.id, request.body.reason)));
    },
  });
}
