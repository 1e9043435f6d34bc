import type { Pool } from 'pg';
import type { StepRequest } from '../../workflows/messages/messages.ts';
import type { Loaded } from './load.ts';

/** RECORD_BEHIND: the process knows entries that the record does not hold. One open incident a file; the answer is terminate and rebuild. */
export async function openIncident(pool: Pool, request: StepRequest, loaded: Loaded): Promise<void> {
  const detail = { expected: request.expect, recordSeq: loaded.file?.seq ?? 0, recordHead: loaded.file?.head ?? null, knownHead: loaded.knownHead };
  await pool.query(
    `INSERT INTO incident (file_id, kind, detail) VALUES ($1, 'RECORD_BEHIND', $2) ON CONFLICT (file_id, kind) WHERE closed_at IS NULL DO NOTHING`,
    [request.fileId, JSON.stringify(detail)],
  );
}
