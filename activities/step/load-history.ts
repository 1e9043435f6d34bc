import type { Pool } from 'pg';
import type { FileHistory } from '../../domain/corrections/file-history.ts';
import { deadlineJson } from './load.ts';

const sql = `
SELECT
  coalesce((SELECT json_agg(json_build_object('seq', e.seq, 'kind', e.kind, 'what', e.what, 'occurredOn', e.occurred_on, 'occurredAt', h.content ->> 'occurredAt', 'stage', h.header ->> 'stage', 'reached', h.header -> 'reached',
      'effects', (SELECT coalesce(json_agg(json_build_object('n', x.n, 'to', x.to_file_id) ORDER BY x.n), '[]') FROM effect x WHERE x.file_id = e.file_id AND x.seq = e.seq),
      'source', CASE WHEN e.source_file_id IS NOT NULL THEN json_build_object('fileId', e.source_file_id, 'seq', e.source_seq, 'n', e.source_n) END,
      'deadlineId', e.deadline_id, 'rung', e.rung, 'facts', h.content -> 'facts',
      'toldElsewhere', (SELECT json_agg(json_build_object('deadlineId', c -> 'deadlineId', 'told', c -> 'told')) FROM jsonb_path_query(h.content, '$.clocks[*] ? (exists (@.told))') c)) ORDER BY e.seq)
     FROM ledger_entry e, LATERAL (SELECT e.header::jsonb AS header, e.content::jsonb AS content) h WHERE e.file_id = $1 AND e.seq <= $2), '[]') AS entries,
  coalesce((SELECT json_agg(${deadlineJson} ORDER BY d.id) FROM deadline d WHERE d.file_id = $1), '[]') AS deadlines`;

/**
 * Reads what a correction must know of a file, up to the entry that the step read. The deadlines may be of a later moment than the step's own read:
 * its write finds that the record has moved, and everything is read again.
 * @throws the database's error; the local activity is tried again
 */
export async function loadHistory(pool: Pool, fileId: string, upTo: number): Promise<FileHistory> {
  const { rows } = await pool.query<FileHistory>({ name: 'step-history', text: sql, values: [fileId, upTo] });
  return rows[0] ?? { entries: [], deadlines: [] };
}
