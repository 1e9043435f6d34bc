import type { Pool } from 'pg';
import type { JsonObject } from '../../domain/json.ts';
import type { IncidentKindName } from '../../domain/incidents.ts';

export interface OpenIncident {
  readonly id: string;
  readonly fileId: string;
  readonly kind: string;
  readonly openedAt: Date;
}

/** One open incident of a kind for each file. @returns whether it is new */
export async function openIncidentOf(pool: Pool, fileId: string, kind: IncidentKindName, detail: JsonObject): Promise<boolean> {
  const { rowCount } = await pool.query(
    'INSERT INTO incident (file_id, kind, detail) VALUES ($1, $2, $3) ON CONFLICT (file_id, kind) WHERE closed_at IS NULL DO NOTHING',
    [fileId, kind, JSON.stringify(detail)],
  );
  return rowCount === 1;
}

/** The open ones, a page after an id. */
export async function openIncidents(pool: Pool, after: string | null): Promise<OpenIncident[]> {
  const { rows } = await pool.query<OpenIncident>(
    `SELECT id, file_id AS "fileId", kind, opened_at AS "openedAt" FROM incident WHERE closed_at IS NULL AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT 200`,
    [after],
  );
  return rows;
}

export async function closeIncident(pool: Pool, id: string, closedBy: string, reason: string): Promise<boolean> {
  const { rowCount } = await pool.query('UPDATE incident SET closed_at = now(), closed_by = $2, reason = $3 WHERE id = $1 AND closed_at IS NULL', [id, closedBy, reason]);
  return rowCount === 1;
}
