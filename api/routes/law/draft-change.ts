import { z } from 'zod';
import type { JsonObject } from '../../../domain/json.ts';
import { draftChange } from '../../../law/changes/draft-change.ts';
import type { App, RouteDeps } from '../../deps.ts';
import { lawChangeSchema, lawChangeView } from '../../views/law-change-view.ts';
import { problems } from '../problems.ts';
import { callerWith, drafters, told } from './law-routes.ts';

const body = z.strictObject({
  kind: z.enum(['rule', 'profile', 'calendar', 'department_profile']).describe('rule:规则版本 · profile:地方配置 · calendar:年度放假安排 · department_profile:部门适用的地方配置'),
  content: z.record(z.string(), z.unknown()).describe('与 law/ 中的一行规则、一份地方配置相同;日历为放假通知 · as a row or a profile stands in law/; a calendar as its notice'),
  transition: z.enum(['new_triggers', 'open_deadlines']).optional().describe('缺省 new_triggers:在办案件适用原规定 · left out: old cases keep the old limit'),
  reason: z.string().trim().min(1).max(2000),
});

/** `POST /api/v1/law/changes` */
export function draftLawChange(app: App, deps: RouteDeps): void {
  app.route({
    method: 'POST',
    url: '/api/v1/law/changes',
    schema: {
      operationId: 'draftLawChange',
      tags: ['law'],
      summary: '起草规则变更 · Draft a change of the law',
      description: '规则版本、地方配置、年度日历与部门适用的配置。起草即严格检查;草案不得修改,只能撤回后另行起草。\n\nChecked strictly at once; a draft is never altered, but withdrawn and drafted anew.',
      body,
      response: { 201: lawChangeSchema, ...problems(400, 401, 403, 422, 429) },
    },
    handler: async (request, reply) => {
      const caller = callerWith(request, drafters);
      const { kind, transition = 'new_triggers', reason } = request.body;
      const change = await told(() => draftChange(deps.pool, deps.lawBook, caller.officerId, { kind, transition, reason, content: request.body.content as JsonObject }));
      return reply.code(201).send(lawChangeView(change));
    },
  });
}
