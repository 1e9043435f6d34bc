import { z } from 'zod';
import type { Label } from '../../../domain/label.ts';
import type { TaskKind } from '../../../domain/record/record.ts';
import { roles, type Role } from '../../../domain/roles.ts';
import type { App, RouteDeps } from '../../deps.ts';
import { callerOf } from '../../plugins/authentication.ts';
import { cursorId, cursorInstant, cutPage, decodeCursor, encodeCursor, pageOf, pageQuery } from '../../reading/cursor.ts';
import { rulesInForce } from '../../reading/rules-in-force.ts';
import { readTold, toldSchema } from '../../reading/told.ts';
import { dateText, fileSummary, fileSummarySchema } from '../../views/file-view.ts';
import { labelSchema, named, namedSchema } from '../../views/label-view.ts';
import { isUnverified } from '../../views/rule-view.ts';
import { problems } from '../problems.ts';

const taskSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['act', 'reminder', 'urge', 'notice']).describe('act:等待办理 · somebody is waited for; reminder:督办提醒 · a rung of the ladder; urge:催办 · a manager urges; notice:告知,无须签收 · told only'),
    label: labelSchema,
    roles: z.array(namedSchema),
    officerIds: z.array(z.string()),
    dueAt: z.string().nullable(),
    isOverdue: z.boolean(),
    deadlineId: z.string().nullable(),
    deadline: z
      .object({
        ruleId: z.string(),
        dueDate: z.string().describe('最后一日,YYYY-MM-DD(北京时间) · legal last day'),
        isPaused: z.boolean().describe('中止计算,日期为中止前的 · the clock stands still; the date is the one before'),
        isProvisional: z.boolean().describe('暂定 · the holidays of the year are not announced'),
        isUnverified: z.boolean().describe('规则的数字未经(完全)核对 · the number of the rule was not (wholly) checked'),
        explain: z.string().describe('计算说明的地址 · where the date is explained'),
      })
      .nullable(),
    told: toldSchema.nullable().describe('提醒或者催办的来由 · what a reminder or an urging tells'),
    file: fileSummarySchema,
  })
  .meta({ id: 'Task' });

const cursorSchema = z.tuple([cursorInstant.nullable(), cursorId]);

export function listMyTasks(app: App, deps: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/v1/me/tasks',
    schema: {
      operationId: 'listMyTasks',
      tags: ['me'],
      summary: '我的任务 · What waits for me',
      description: '指名给我,或给我的岗位而未指名的未完成任务;先到期者在前。\n\nOpen tasks that name me, or my role and nobody by name; the earliest due first.',
      querystring: z.strictObject({ ...pageQuery, kind: z.enum(['act', 'reminder', 'urge', 'notice']).optional().describe('不填则不含告知 · without it, all but notices') }),
      response: { 200: pageOf(taskSchema), ...problems(400, 401, 429) },
    },
    handler: async (request) => {
      const caller = callerOf(request);
      const { cursor, limit, kind } = request.query;
      const after = decodeCursor(cursorSchema, cursor);
      const departments = await deps.scope.departmentsOf(caller);
      const found = await deps.prisma.task.findMany({
        where: {
          closedSeq: null,
          departmentId: { in: [...departments] },
          kind: kind ?? { not: 'notice' },
          AND: [
            { OR: [{ officerIds: { has: caller.officerId } }, { officerIds: { isEmpty: true }, roles: { hasSome: [...caller.roles] } }] },
            after ? laterThan(after) : {},
          ],
        },
        orderBy: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
        take: limit + 1,
        include: { file: true, deadline: { select: { id: true, ruleId: true, ruleVersion: true, dueDate: true, state: true, provisional: true } } },
      });
      const { rows, nextCursor } = cutPage(found, limit, (last) => encodeCursor([last.dueAt?.toISOString() ?? null, last.id]));
      const rules = await rulesInForce(deps);
      const told = await readTold(deps.prisma, rows, rules);
      const now = deps.now();
      return {
        items: rows.map((task) => ({
          id: task.id,
          kind: task.kind as TaskKind,
          label: task.label as unknown as Label,
          roles: task.roles.map((role) => named(role, roles[role as Role])),
          officerIds: task.officerIds,
          dueAt: task.dueAt?.toISOString() ?? null,
          isOverdue: task.dueAt !== null && task.dueAt.toISOString() <= now,
          deadlineId: task.deadlineId,
          deadline: task.deadline
            ? {
                ruleId: task.deadline.ruleId,
                dueDate: dateText(task.deadline.dueDate),
                isPaused: task.deadline.state === 'paused',
                isProvisional: task.deadline.provisional,
                isUnverified: isUnverified(rules, task.deadline.ruleId, task.deadline.ruleVersion),
                explain: `/api/v1/deadlines/${encodeURIComponent(task.deadline.id)}/explain`,
              }
            : null,
          told: told.get(task.id) ?? null,
          file: fileSummary(task.file),
        })),
        nextCursor,
      };
    },
  });
}

/** Tasks without a date come last. */
function laterThan([dueAt, id]: z.infer<typeof cursorSchema>) {
  if (dueAt === null) return { dueAt: null, id: { gt: id } };
  return { OR: [{ dueAt: { gt: dueAt } }, { dueAt, id: { gt: id } }, { dueAt: null }] };
}
