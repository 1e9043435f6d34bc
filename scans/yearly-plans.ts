import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { firstDayOf } from '../domain/actions/annual-plan/facts.ts';
import { momentsOfYear } from '../domain/actions/annual-plan/plan-dates.ts';
import { annualPlanFile } from '../domain/files/annual-plan.ts';
import { onlyFileId } from '../domain/ids.ts';
import { shanghaiDate } from '../domain/time/shanghai.ts';
import type { LawBook } from '../law/law-book.ts';
import { openSignal, type FileInput, type OpenMessage } from '../workflows/messages/messages.ts';
import { taskQueue } from '../workflows/messages/task-queue.ts';
import { readWorld } from './read-world.ts';

export interface YearlyPlansDeps {
  readonly pool: Pool;
  readonly client: Client;
  readonly lawBook: LawBook;
  readonly historyLimit?: number;
}

interface Missing {
  readonly departmentId: string;
  readonly year: number;
  /** Instant at which the ladder of that year first tells somebody, by the law of the department's place. */
  readonly at: number;
}

const { chart, actions } = annualPlanFile;

/**
 * A department makes plans where somebody holds, or held, the role that opens them. An authority that began to use the program in the
 * course of a year has made its plan of that year elsewhere: once the plan would be late, none is opened for it.
 */
const sql = `
WITH years AS MATERIALIZED (
  SELECT year, EXISTS (SELECT FROM file WHERE opened_at < make_timestamptz(year, 1, 1, 0, 0, 0, 'Asia/Shanghai')) AS was_in_use FROM unnest($1::integer[]) AS asked (year))
SELECT d.id AS "departmentId", profile_of_department(d.id) AS "profileId", y.year, y.was_in_use AS "wasInUse"
FROM department d CROSS JOIN years y
WHERE EXISTS (SELECT FROM officer o WHERE o.department_id = d.id AND o.roles && $2::text[])
  AND NOT EXISTS (SELECT FROM file f WHERE f.type = $3 AND f.department_id = d.id AND f.facts ->> 'year' = y.year::text)`;

async function missingPlans({ pool, lawBook }: YearlyPlansDeps, now: number): Promise<Missing[]> {
  const year = Number(shanghaiDate(now).slice(0, 4));
  const roles = actions['createPlan']?.roles ?? [];
  const { rows } = await pool.query<{ departmentId: string; profileId: string; year: number; wasInUse: boolean }>({ name: 'missing-plans', text: sql, values: [[year, year + 1], roles, chart.type] });
  if (rows.length === 0) return [];
  const { calendar, rulesFor } = await lawBook.current();
  return rows.flatMap(({ departmentId, profileId, year: of, wasInUse }) => {
    const moments = momentsOfYear(of, { rules: rulesFor(profileId), calendar });
    const isFor = moments !== null && (wasInUse || now < Date.parse(moments.late));
    return isFor ? [{ departmentId, year: of, at: Date.parse(moments.firstTold) }] : [];
  });
}

/**
 * Opens the plan of the year for every department that has none when the first reminder of its dates is due: an empty draft whose clocks
 * run, by an event that nobody sent. The file's id is that of department and year, so that two workers, or a person at the same instant, open
 * one. May be repeated as often as need be.
 * @returns the files that were asked for; they are in the record a moment later
 */
export async function openDuePlans(deps: YearlyPlansDeps): Promise<string[]> {
  const world = await readWorld(deps.pool);
  const now = Date.now() + world.offset;
  const due = (await missingPlans(deps, now)).filter(({ at }) => at <= now);
  for (const { departmentId, year } of due) {
    const fileId = onlyFileId(chart.type, departmentId, String(year));
    const input: FileInput = { fileId, ...world, ...(deps.historyLimit === undefined ? {} : { historyLimit: deps.historyLimit }) };
    const message: OpenMessage = { departmentId, name: 'yearBegun', payload: { year }, occurredOn: firstDayOf(year), offset: world.offset };
    await deps.client.workflow.signalWithStart(chart.type, { workflowId: fileId, taskQueue, args: [input], signal: openSignal, signalArgs: [message] });
  }
  return due.map(({ departmentId, year }) => onlyFileId(chart.type, departmentId, String(year)));
}

/** The next moment at which a plan is opened by itself, if nobody does before; null: none this year or the next. World time, ms. */
export async function nextPlanOpening(deps: YearlyPlansDeps): Promise<number | null> {
  const now = Date.now() + (await readWorld(deps.pool)).offset;
  const ahead = (await missingPlans(deps, now)).flatMap(({ at }) => (at > now ? [at] : []));
  return ahead.length === 0 ? null : Math.min(...ahead);
}
