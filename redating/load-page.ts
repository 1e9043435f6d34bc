import type { Pool } from 'pg';
import { fileJson, type LoadedFile } from '../activities/step/load.ts';

/** Files of one page in order of id, and what is in force, all in one snapshot. */
export interface RedatingPage {
  readonly files: readonly LoadedFile[];
  readonly lawRevision: number;
  /** World time, RFC 3339 UTC. */
  readonly at: string;
}

const page = (condition: string) => `
SELECT coalesce((SELECT jsonb_agg(one.file ORDER BY one.id) FROM (SELECT f.id, ${fileJson} AS file FROM file f
    WHERE ${condition} AND EXISTS (SELECT FROM deadline o WHERE o.file_id = f.id AND o.closed_seq IS NULL) ORDER BY f.id LIMIT $2) one), '[]') AS files,
  (SELECT revision FROM law_state) AS "lawRevision",
  to_char(world_now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at`;

/** The next files with open deadlines after an id. @throws the database's error */
export async function loadPage(pool: Pool, after: string, limit: number): Promise<RedatingPage> {
  return one(await pool.query<RedatingPage>({ name: 'redating-page', text: page('f.id > $1'), values: [after, limit] }));
}

/** The same for files by id: those that moved while their page was written. */
export async function loadFiles(pool: Pool, ids: readonly string[]): Promise<RedatingPage> {
  return one(await pool.query<RedatingPage>({ name: 'redating-files', text: page('f.id = ANY ($1)'), values: [ids, ids.length] }));
}

function one({ rows }: { readonly rows: readonly RedatingPage[] }): RedatingPage {
  const [row] = rows;
  if (!row) throw new Error('no row of a page');
  return row;
}
