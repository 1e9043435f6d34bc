import type { Pool } from 'pg';
import type { OfPlace } from '../../law/by-place.ts';

/** An open deadline that is overdue or nearly so, with what was done about it. */
export interface OverdueRow {
  readonly id: string;
  readonly rung: string | null;
  readonly rung_at: Date | null;
  readonly urged: { readonly on: string; readonly seq: number; readonly by: string; readonly times: number } | null;
  readonly urged_by_name: string | null;
  readonly orders: readonly { readonly id: string; readonly stage: string; readonly isOpen: boolean }[];
  readonly waiting: readonly { readonly roles: readonly string[]; readonly officerIds: readonly string[] }[];
}

export interface OverdueQuery {
  readonly departments: readonly string[];
  readonly at: string;
  /** Rungs that say that a period is nearly over, as each place has it. */
  readonly lateRungs: readonly OfPlace<readonly string[]>[];
  readonly only: 'overdue' | 'nearly' | null;
  readonly after: { readonly dueAt: string; readonly id: string } | null;
  readonly limit: number;
}

const sql = `
WITH found AS (
  SELECT d.id, d.file_id, d.due_at FROM deadline d JOIN file f ON f.id = d.file_id
  WHERE d.closed_seq IS NULL AND d.state IN ('running', 'lapsed') AND f.department_id = ANY ($1)
    AND CASE WHEN d.due_at <= $2::timestamptz THEN $4::text IS DISTINCT FROM 'nearly'
        ELSE $4::text IS DISTINCT FROM 'overdue' AND EXISTS (
             SELECT FROM jsonb_to_recordset($3) AS a ("profileId" text, since date, before date, value text[]) JOIN ledger_entry e ON e.deadline_id = d.id AND e.rung = ANY (a.value)
             WHERE a."profileId" = f.profile_id AND (a.since IS NULL OR a.since <= d.trigger_on) AND (a.before IS NULL OR a.before > d.trigger_on)) END
    AND ($5::timestamptz IS NULL OR (d.due_at, d.id) > ($5::timestamptz, $6::text))
  ORDER BY d.due_at, d.id LIMIT $7)
SELECT found.id, reached.rung, reached.recorded_at AS rung_at, f.facts -> 'urges' -> found.id AS urged,
  (SELECT o.name FROM officer o WHERE o.id = f.facts -> 'urges' -> found.id ->> 'by') AS urged_by_name,
  coalesce((SELECT jsonb_agg(jsonb_build_object('id', o.id, 'stage', o.stage, 'isOpen', o.closed_at IS NULL) ORDER BY o.opened_at DESC, o.id)
     FROM effect x JOIN file o ON o.id = x.to_file_id WHERE x.file_id = found.file_id AND x.to_type = 'supervisionOrder' AND x.payload -> 'about' ->> 'deadlineId' = found.id), '[]') AS orders,
  coalesce((SELECT jsonb_agg(jsonb_build_object('roles', t.roles, 'officerIds', t.officer_ids) ORDER BY t.id)
     FROM task t WHERE t.file_id = found.file_id AND t.closed_seq IS NULL AND t.kind = 'act' AND t.deadline_id = found.id), '[]') AS waiting
FROM found JOIN file f ON f.id = found.file_id
LEFT JOIN LATERAL (SELECT e.rung, e.recorded_at FROM ledger_entry e WHERE e.deadline_id = found.id AND e.kind = 'deadline' ORDER BY e.seq DESC LIMIT 1) reached ON true
ORDER BY found.due_at, found.id`;

/** Open deadlines of some departments that are overdue or nearly over, the longest overdue first. */
export async function readOverdue(pool: Pool, { departments, at, lateRungs, only, after, limit }: OverdueQuery): Promise<OverdueRow[]> {
  const { rows } = await pool.query<OverdueRow>({ name: 'overdue-deadlines', text: sql, values: [departments, at, JSON.stringify(lateRungs), only, after?.dueAt ?? null, after?.id ?? null, limit] });
  return rows;
}
