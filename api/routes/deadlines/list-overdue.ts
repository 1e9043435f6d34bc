import { z } from 'zod';
import { roles, type Role } from '../../../domain/roles.ts';
import { lateRungs } from '../../../domain/rules/late-rungs.ts';
import type { RuleSet } from '../../../domain/rules/rule.ts';
import { byPlace } from '../../../law/by-place.ts';
import { fileDefinition } from '../../../domain/files/file-types.ts';
import type { App, RouteDeps } from '../../deps.ts';
import { callerOf } from '../../plugins/authentication.ts';
import { cursorId, cursorInstant, cutPage, decodeCursor, encodeCursor, pageOf, pageQuery } from '../../reading/cursor.ts';
import { rulesInForce } from '../../reading/rules-in-force.ts';
import { readOverdue, type OverdueRow } from '../../reading/overdue-deadlines.ts';
import { deadlineSchema, deadlineView } from '../../views/deadline-view.ts';
import { fileAddress, fileSummary, fileSummarySchema } from '../../views/file-view.ts';
import { named, namedSchema } from '../../views/label-view.ts';
import { rungLabel } from '../../views/rule-view.ts';
import { problems } from '../problems.ts';

const overdueSchema = z
  .object({
    deadline: deadlineSchema,
    file: fileSummarySchema,
    isOverdue: z.boolean().describe('已届满;否则为已用九成以上 · past; otherwise beyond 90 percent'),
    reached: z.object({ rung: namedSchema, at: z.string() }).nullable().describe('已到的档次 · the rung that was reached last'),
    waitingFor: z.array(z.object({ roles: z.array(namedSchema), officerIds: z.array(z.string()) })).describe('等待谁办理 · who is waited for'),
    urged: z.object({ on: z.string(), by: z.object({ id: z.string(), name: z.string().nullable() }), times: z.int() }).nullable().describe('最近一次催办 · urged last, and how often'),
    orders: z.array(z.object({ id: z.string(), stage: namedSchema, isOpen: z.boolean(), href: z.string() })).describe('督办单,新者在前 · supervision orders about it, the newest first'),
  })
  .meta({ id: 'OverdueDeadline' });

const cursorSchema = z.tuple([cursorInstant, cursorId]);

/** `GET /api/v1/overdue`: what a manager sees of what is late or about to be, in their scope, the worst first. */
export function listOverdue(app: App, deps: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/v1/overdue',
    schema: {
      operationId: 'listOverdue',
      tags: ['deadlines'],
      summary: '逾期与临期清单 · What is overdue or nearly so',
      description: '本部门(有监督职责者含下级部门)未办结而已逾期,或者已用九成以上(地方配置另有规定的,从其规定)的期限;逾期最久者在前。中止的期限不在其列。\n\nOpen deadlines in the caller’s scope that are overdue or beyond 90 percent (or the share that the place of the file has), the longest overdue first; a clock that stands still is not among them.',
      querystring: z.strictObject({ ...pageQuery, only: z.enum(['overdue', 'nearly']).optional() }),
      response: { 200: pageOf(overdueSchema), ...problems(400, 401, 429) },
    },
    handler: async (request) => {
      const { cursor, limit, only } = request.query;
      const after = decodeCursor(cursorSchema, cursor);
      const departments = await deps.scope.departmentsOf(callerOf(request));
      const at = deps.now();
      const rules = await rulesInForce(deps);
      const found = await readOverdue(deps.pool, {
        departments, at, lateRungs: byPlace(await deps.lawBook.current(), 'nearly-overdue', lateRungs), only: only ?? null, after: after && { dueAt: after[0], id: after[1] }, limit: limit + 1,
      });
      const details = new Map((await deps.prisma.deadline.findMany({ where: { id: { in: found.map(({ id }) => id) } }, include: { file: true } })).map((row) => [row.id, row]));
      const rows = found.flatMap((row) => {
        const detail = details.get(row.id);
        return detail ? [{ row, detail }] : [];
      });
      const page = cutPage(rows, limit, ({ detail }) => encodeCursor([detail.dueAt.toISOString(), detail.id]));
      return {
        items: page.rows.map(({ row, detail }) => ({ deadline: deadlineView(detail, rules), file: fileSummary(detail.file), isOverdue: detail.dueAt.toISOString() <= at, ...whatWasDone(row, detail.ruleId, rules) })),
        nextCursor: page.nextCursor,
      };
    },
  });
}

function whatWasDone({ rung, rung_at: rungAt, urged, urged_by_name: urgedBy, orders, waiting }: OverdueRow, ruleId: string, rules: RuleSet) {
  const { stages } = fileDefinition('supervisionOrder').chart;
  return {
    reached: rung === null || rungAt === null ? null : { rung: named(rung, rungLabel(rules, ruleId, rung)), at: rungAt.toISOString() },
    waitingFor: waiting.map(({ roles: held, officerIds }) => ({ roles: held.map((role) => named(role, roles[role as Role])), officerIds: [...officerIds] })),
    urged: urged && { on: urged.on, by: { id: urged.by, name: urgedBy }, times: urged.times },
    orders: orders.map(({ id, stage, isOpen }) => ({ id, stage: named(stage, stages[stage]?.label), isOpen, href: fileAddress(id, 'supervisionOrder') })),
  };
}
