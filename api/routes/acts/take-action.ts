import type { Action } from '../../../domain/actions/action.ts';
import type { FileDefinition } from '../../../domain/files/file-definition.ts';
import type { JsonObject } from '../../../domain/json.ts';
import type { App, RouteDeps } from '../../deps.ts';
import { ApiProblem } from '../../errors/problem.ts';
import { callerOf } from '../../plugins/authentication.ts';
import { assertFileId } from '../../reading/visible-file.ts';
import { fileParams } from '../files/file-params.ts';
import { problems } from '../problems.ts';
import { actBody } from './act-body.ts';
import { actHeaders, idempotencyKeyOf, ifMatchOf } from './act-headers.ts';
import { describeAction } from './describe-action.ts';
import { acceptedSchema, tellOutcome } from './told.ts';

/** One route for an act on a file, made from its definition. */
export function takeAction(app: App, deps: RouteDeps, { chart }: FileDefinition, action: Action): void {
  app.route({
    method: 'POST',
    url: `/api/v1/${chart.collection}/:id/actions/${action.name}`,
    schema: {
      operationId: `${chart.type}_${action.name}`,
      tags: [chart.collection],
      summary: `${action.label.zh} · ${action.label.en}`,
      description: describeAction(chart, action, deps.rulesAtStart),
      params: fileParams,
      headers: actHeaders,
      body: actBody(action),
      response: { 200: acceptedSchema, ...problems(400, 401, 403, 404, 409, 412, 422, 429, 503) },
    },
    handler: async (request, reply) => {
      const caller = callerOf(request);
      const { id } = request.params;
      assertFileId(chart.type, id);
      const idempotencyKey = idempotencyKeyOf(request.headers);
      const ifMatch = ifMatchOf(request.headers);
      if (!action.roles.some((role) => caller.roles.includes(role))) throw new ApiProblem('FORBIDDEN_ROLE');
      const told = await deps.submit.submit({
        callerId: caller.officerId,
        callerRoles: caller.roles,
        departmentId: caller.departmentId,
        idempotencyKey,
        fileId: id,
        visibleIn: await deps.scope.departmentsOf(caller),
        type: chart.type,
        action: action.name,
        body: request.body.input as JsonObject,
        occurredOn: request.body.occurredOn ?? null,
        ifMatch,
      });
      app.metrics.acts.inc({ type: chart.type, action: action.name, result: told.kind === 'refused' ? told.refusal.code : told.kind });
      return tellOutcome(deps, reply, told, false);
    },
  });
}
