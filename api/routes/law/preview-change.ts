import { previewChange } from '../../../law/changes/preview-change.ts';
import type { App, RouteDeps } from '../../deps.ts';
import { lawChangeSchema, lawChangeView } from '../../views/law-change-view.ts';
import { problems } from '../problems.ts';
import { approvers, callerWith, changeParams, drafters, told } from './law-routes.ts';

/** `POST /api/v1/law/changes/{id}/preview` */
export function previewLawChange(app: App, deps: RouteDeps): void {
  app.route({
    method: 'POST',
    url: '/api/v1/law/changes/:id/preview',
    schema: {
      operationId: 'previewLawChange',
      tags: ['law'],
      summary: '预览规则变更 · Preview a change',
      description: '按变更后的规则计算每一在办期限并逐项列出,不改动任何案卷。可以重新预览。\n\nCounts every open deadline as it would be, and lists what would change; touches no file. May be repeated.',
      params: changeParams,
      response: { 200: lawChangeSchema, ...problems(400, 401, 403, 404, 409, 429) },
    },
    handler: async (request) => {
      const caller = callerWith(request, [...drafters, ...approvers]);
      return lawChangeView(await told(() => previewChange(deps.pool, deps.lawBook, caller.officerId, request.params.id)));
    },
  });
}
