import { openActs } from '../../../domain/chart/chart.ts';
import type { FileDefinition } from '../../../domain/files/file-definition.ts';
import type { JsonObject } from '../../../domain/json.ts';
import type { App, RouteDeps } from '../../deps.ts';
import { ApiProblem } from '../../errors/problem.ts';
import { callerOf } from '../../plugins/authentication.ts';
import { problems } from '../problems.ts';
import { openingBody } from './act-body.ts';
import { actHeaders, idempotencyKeyOf, ifMatchOf } from './act-headers.ts';
import { describeAction } from './describe-action.ts';
import { acceptedSchema, tellOutcome } from './told.ts';

/** `POST` on the collection, where people may open a file of this type: the acts of the stage before the first entry. */
export function openFile(app: App, deps: RouteDeps, { chart, actions }: FileDefinition): void {
  const [first, ...others] = openActs(chart, 'none').flatMap((act) => actions[act] ?? []);
  if (!first) return;
  const all = [first, ...others] as const;
  app.route({
    method: 'POST',
    url: `/api/v1/${chart.collection}`,
    schema: {
      operationId: `open_${chart.type}`,
      tags: [chart.collection],
      summary: all.map((action) => `${action.label.zh} · ${action.label.en}`).join(' / '),
      description: all.map((action) => describeAction(chart, action, deps.rulesAtStart)).join('\n\n---\n\n'),
      headers: actHeaders,
      body: openingBody([first, ...others]),
      response: { 201: acceptedSchema, ...problems(400, 401, 403, 409, 422, 429, 503) },
    },
    handler: async (request, reply) => {
      const caller = callerOf(request);
      const body = request.body as { readonly action?: string; readonly occurredOn?: string; readonly input: unknown };
      const action = all.find((one) => one.name === body.action) ?? first;
      const idempotencyKey = idempotencyKeyOf(request.headers);
      // there is no file yet that it could match
      if (ifMatchOf(request.headers) !== null) throw new ApiProblem('CHANGED_SINCE');
      if (!action.roles.some((role) => caller.roles.includes(role))) throw new ApiProblem('FORBIDDEN_ROLE');
      const told = await deps.submit.submit({
        callerId: caller.officerId,
        callerRoles: caller.roles,
        departmentId: caller.departmentId,
        idempotencyKey,
        fileId: null,
        visibleIn: [],
        type: chart.type,
        action: action.name,
        body: body.input as JsonObject,
        occurredOn: body.occurredOn ?? null,
        ifMatch: null,
      });
      app.metrics.acts.inc({ type: chart.type, action: action.name, result: told.kind === 'refused' ? told.refusal.code : told.kind });
      return tellOutcome(deps, reply, told, true);
    },
  });
}
