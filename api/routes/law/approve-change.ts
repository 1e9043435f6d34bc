import { approveChange } from '../../../law/changes/approve-change.ts';
import type { App, RouteDeps } from '../../deps.ts';
import { lawChangeSchema, lawChangeView } from '../../views/law-change-view.ts';
import { problems } from '../problems.ts';
import { approvers, callerWith, changeParams, told } from './law-routes.ts';

/** `POST /api/v1/law/changes/{id}/approve` */
export function approveLawChange(app: App, deps: RouteDeps): void {
  app.route({
    method: 'POST',
    url: '/api/v1/law/changes/:id/approve',
    schema: {
      operationId: 'approveLawChange',
      tags: ['law'],
      summary: '批准规则变更 · Approve a change',
      description: '由起草人以外的负责人批准;预览须为现行版本上的预览。批准后立即生效,在办期限随即重新计算。\n\nBy a second person, on a preview of the law as it is; in force at once, and open deadlines are counted anew.',
      params: changeParams,
      response: { 200: lawChangeSchema, ...problems(400, 401, 403, 404, 409, 422, 429) },
    },
    handler: async (request) => {
      const caller = callerWith(request, approvers);
      return lawChangeView(await told(() => approveChange(deps.pool, deps.lawBook, caller.officerId, request.params.id)));
    },
  });
}
