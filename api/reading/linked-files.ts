import type { Pool } from 'pg';

/**
 * The files of one story: the file itself, every file that it came from, up to the plan, and every file that came from it.
 * Not its siblings: a plan has many inspections, and each is a story of its own.
 * Downwards along the effects, which are found by their file; `source_file_id` has no index of its own.
 */
export async function linkedFilesOf(pool: Pool, fileId: string, departments: readonly string[]): Promise<{ id: string; type: string }[]> {
  const { rows } = await pool.query<{ id: string; type: string }>({
    name: 'linked-files',
    text: `WITH RECURSIVE sources AS (
        SELECT id, source_file_id FROM file WHERE id = $1
        UNION SELECT f.id, f.source_file_id FROM file f JOIN sources s ON f.id = s.source_file_id),
      results AS (
        SELECT id FROM file WHERE id = $1
        UNION SELECT f.id FROM results r JOIN effect x ON x.file_id = r.id JOIN file f ON f.id = x.to_file_id AND f.source_file_id = r.id)
      SELECT id, type FROM file WHERE id IN (SELECT id FROM sources UNION SELECT id FROM results) AND department_id = ANY($2)`,
    values: [fileId, departments],
  });
  return rows;
}
