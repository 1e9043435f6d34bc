import { z } from 'zod';
import type { Action } from '../../../domain/actions/action.ts';
import { allActs } from '../../../domain/chart/chart.ts';
import { commonActs, stagesOf } from '../../../domain/chart/common-acts.ts';
import { errors, type ErrorCode } from '../../../domain/errors.ts';
import type { FileDefinition } from '../../../domain/files/file-definition.ts';
import { roles } from '../../../domain/roles.ts';
import { shanghaiDate } from '../../../domain/time/shanghai.ts';
import type { App, RouteDeps } from '../../deps.ts';
import { ApiProblem } from '../../errors/problem.ts';
import { callerOf } from '../../plugins/authentication.ts';
import { judgeWithoutInput } from '../../reading/judge-without-input.ts';
import { namedOfficers, readOfficers, readRecord } from '../../reading/read-record.ts';
import { assertVisible } from '../../reading/visible-file.ts';
import { askedBySchema, askedByView } from '../../views/asked-by-view.ts';
import { fileAddress } from '../../views/file-view.ts';
import { labelSchema, named, namedSchema } from '../../views/label-view.ts';
import { problems } from '../problems.ts';
import { fileParams } from './file-params.ts';
import { etagOf } from './show-file.ts';

const reasonSchema = z
  .object({
    code: z.string(),
    label: labelSchema,
    stages: z.array(namedSchema).optional().describe('可办理的阶段 · stages in which it is open'),
    roles: z.array(namedSchema).optional().describe('可办理的岗位 · roles that may take it'),
    guard: z.string().optional(),
    rule: z.string().optional(),
    askedBy: askedBySchema().optional(),
    earliestOn: z.string().optional().describe('最早可办理日 · first day on which it is allowed'),
  })
  .meta({ id: 'WhyNot' });

const actionSchema = z
  .object({
    action: z.string(),
    label: labelSchema,
    isOpen: z.boolean().describe('我现在可以办理(内容仍待审查) · the caller may take it now; what they enter is still judged'),
    whyNot: z.array(reasonSchema),
    roles: z.array(namedSchema),
    cites: z.array(z.string()),
    method: z.literal('POST'),
    href: z.string(),
  })
  .meta({ id: 'FileAction' });

export function listActions(app: App, deps: RouteDeps, { chart, actions }: FileDefinition): void {
  const acts = [...allActs(chart), ...Object.keys(commonActs)].filter((act) => stagesOf(chart, act).some((stage) => stage !== 'none'));
  app.route({
    method: 'GET',
    url: `/api/v1/${chart.collection}/:id/actions`,
    schema: {
      operationId: `actions_${chart.type}`,
      tags: [chart.collection],
      summary: `${chart.label.zh}可办事项 · What may be done`,
      description: '我现在可办理的操作;其余说明为何不可:阶段、岗位或审查条件。\n\nThe acts that the caller may take now; for each of the others why not: stage, role, or a guard that refuses whatever is entered.',
      params: fileParams,
      response: { 200: z.object({ fileId: z.string(), seq: z.int(), stage: namedSchema, items: z.array(actionSchema) }), ...problems(401, 404, 429) },
    },
    handler: async (request, reply) => {
      const caller = callerOf(request);
      const { id } = request.params;
      await assertVisible(deps, caller, chart.type, id);
      const record = await readRecord(deps.prisma, id);
      if (!record) throw new ApiProblem('FILE_NOT_FOUND');
      const officers = await readOfficers(deps.prisma, [...new Set([...namedOfficers(record), caller.officerId])]);
      const actor = officers[caller.officerId];
      if (!actor) throw new ApiProblem('SESSION_ENDED');
      const at = deps.now();
      const { calendar, rulesFor } = await deps.lawBook.current();
      const surroundings = { rules: rulesFor(record.profileId), calendar, officers, at };
      reply.header('etag', etagOf(record.seq));
      const items = acts.flatMap((act) => {
        const action = actions[act];
        return action ? [{ action, whyNot: whyNot(action, (open) => (open ? judgeWithoutInput(action, { record, surroundings }, actor, shanghaiDate(at)) : null), record.stage) }] : [];
      });
      return {
        fileId: id,
        seq: record.seq,
        stage: named(record.stage, chart.stages[record.stage]?.label),
        items: items.map(({ action, whyNot: reasons }) => ({
          action: action.name,
          label: { ...action.label },
          isOpen: reasons.length === 0,
          whyNot: reasons,
          roles: action.roles.map((role) => named(role, roles[role])),
          cites: [...action.cites],
          method: 'POST' as const,
          href: `${fileAddress(id, chart.type)}/actions/${action.name}`,
        })),
      };

      function whyNot(action: Action, judge: (open: boolean) => ReturnType<typeof judgeWithoutInput>, stage: string): z.infer<typeof reasonSchema>[] {
        const reasons: z.infer<typeof reasonSchema>[] = [];
        const open = stagesOf(chart, action.name);
        if (!open.includes(stage)) reasons.push({ ...reason('NOT_OPEN'), stages: open.map((name) => named(name, chart.stages[name]?.label)) });
        if (!action.roles.some((role) => caller.roles.includes(role))) reasons.push({ ...reason('FORBIDDEN_ROLE'), roles: action.roles.map((role) => named(role, roles[role])) });
        const refusal = judge(reasons.length === 0);
        const askedBy = askedByView(surroundings.rules, refusal?.rule);
        if (refusal) reasons.push({ ...reason(refusal.code), guard: refusal.guard, ...(refusal.rule === undefined ? {} : { rule: refusal.rule }), ...(askedBy === undefined ? {} : { askedBy }), ...(refusal.earliestOn === undefined ? {} : { earliestOn: refusal.earliestOn }) });
        return reasons;
      }
    },
  });
}

function reason(code: ErrorCode): { code: string; label: { zh: string; en: string } } {
  const { zh, en } = errors[code];
  return { code, label: { zh, en } };
}
