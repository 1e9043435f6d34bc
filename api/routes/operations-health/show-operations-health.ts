import { z } from 'zod';
import { wordsOf } from '../../../domain/incidents.ts';
import type { Role } from '../../../domain/roles.ts';
import { figureLabels, noFigures, type SweepFigures } from '../../../scans/sweep/figures.ts';
import type { App, RouteDeps } from '../../deps.ts';
import { ApiProblem } from '../../errors/problem.ts';
import { callerOf } from '../../plugins/authentication.ts';
import { labelSchema } from '../../views/label-view.ts';
import { problems } from '../problems.ts';

/** Who answers for work that does not go on, and who keeps the machine running. */
const mayLook: ReadonlySet<Role> = new Set<Role>(['administrator', 'principal_head', 'responsible_person', 'handling_unit_head', 'enforcement_supervisor', 'superior_authority']);
const mostIncidents = 200;

const figuresSchema = z.object(Object.fromEntries(Object.entries(figureLabels).map(([name, { zh, en }]) => [name, z.int().describe(`${zh} · ${en}`)])) as Record<keyof SweepFigures, z.ZodInt>);
const sweepSchema = z.object({
  startedAt: z.string(),
  finishedAt: z.string().nullable().describe('空:正在核对 · null: under way'),
  outcome: z.enum(['finished', 'failed', 'abandoned']).nullable(),
  figures: figuresSchema,
}).meta({ id: 'Sweep' });
const incidentSchema = z.object({
  id: z.string(),
  fileId: z.string().describe('案卷编号,即流程编号 · id of the file, which is the id of its process'),
  kind: z.string(),
  what: labelSchema.describe('出了什么事 · what was found'),
  toDo: labelSchema.describe('怎么处置 · what to do'),
  openedAt: z.string(),
}).meta({ id: 'Incident' });
const healthSchema = z.object({
  openIncidents: z.int(),
  incidents: z.array(incidentSchema).describe(`最早的在前,至多 ${mostIncidents} 条 · the oldest first, at most ${mostIncidents}`),
  lastFinished: sweepSchema.nullable(),
  sweeps: z.array(sweepSchema).describe('最近二十次核对 · the last twenty sweeps'),
}).meta({ id: 'OperationsHealth' });

interface SweepRow {
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly outcome: 'finished' | 'failed' | 'abandoned' | null;
  readonly figures: Partial<SweepFigures>;
}

/** `GET /api/v1/operations-health`: what does not go on for a technical reason, in plain words, and what the last sweeps found. */
export function showOperationsHealth(app: App, deps: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/v1/operations-health',
    schema: {
      operationId: 'showOperationsHealth',
      tags: ['health'],
      summary: '流程核对与异常 · The sweep, and what does not go on',
      description: [
        '案卷与流程逐一核对的结果,以及因技术原因不能前进、须人工处置的案卷。各负责人看本部门(及下级)的;系统管理员看全部,包括案卷库中没有的流程。',
        'What the comparison of files and processes found, and the files that do not go on for a technical reason. Managers see those of their departments, administrators all of them, those without a file included.',
      ].join('\n\n'),
      response: { 200: healthSchema, ...problems(401, 403, 429, 503) },
    },
    handler: async (request) => {
      const caller = callerOf(request);
      if (!caller.roles.some((role) => mayLook.has(role))) throw new ApiProblem('FORBIDDEN_ROLE');
      const departments = caller.roles.includes('administrator') ? null : await deps.scope.departmentsOf(caller);
      const { rows: incidents } = await deps.pool.query<{ id: string; fileId: string; kind: string; openedAt: Date; total: number }>(
        `SELECT i.id, i.file_id AS "fileId", i.kind, i.opened_at AS "openedAt", count(*) OVER ()::int AS total
         FROM incident i WHERE i.closed_at IS NULL AND ($1::text[] IS NULL OR EXISTS (SELECT FROM file f WHERE f.id = i.file_id AND f.department_id = ANY ($1)))
         ORDER BY i.opened_at, i.id LIMIT ${mostIncidents}`,
        [departments],
      );
      const columns = 'started_at AS "startedAt", finished_at AS "finishedAt", outcome, figures';
      const { rows: sweeps } = await deps.pool.query<SweepRow>(`SELECT ${columns} FROM sweep ORDER BY started_at DESC LIMIT 20`);
      const { rows: finished } = await deps.pool.query<SweepRow>(`SELECT ${columns} FROM sweep WHERE outcome = 'finished' ORDER BY started_at DESC LIMIT 1`);
      return {
        openIncidents: incidents[0]?.total ?? 0,
        incidents: incidents.map(({ id, fileId, kind, openedAt }) => ({ id, fileId, kind, ...wordsOf(kind), openedAt: openedAt.toISOString() })),
        lastFinished: finished[0] ? sweepView(finished[0]) : null,
        sweeps: sweeps.map(sweepView),
      };
    },
  });
}

function sweepView({ startedAt, finishedAt, outcome, figures }: SweepRow) {
  return { startedAt: startedAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null, outcome, figures: { ...noFigures(), ...figures } };
}
