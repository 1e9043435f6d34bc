import type { Pool } from 'pg';

/**
 * The files of one story: the file itself, every file that it came from, up to the plan, every file that came from it, and those that these were
 * merged with, split from or reopened by (fact `linked`). Not its siblings: a plan has many inspections, and each is a story of its own.
 * Downwards along the effects, which are found by their file; `source_file_id` has no index of its own.
 */
export async function linkedFilesOf(pool: Pool, fileId: string, departments: readonly string[]): Promise<{ id: string; type: string }[]> {
  const { rows } = await pool.query<{ id: string; type: string }>({
    name: 'linked-files',
    text: `WITH RECURSIVE story (id, up, down) AS (
        SELECT id, true, true FROM file WHERE id = $1
        UNION SELECT next.id, next.up, next.down FROM story s CROSS JOIN LATERAL (
          SELECT f.source_file_id AS id, true AS up, false AS down FROM file f WHERE s.up AND f.id = s.id AND f.source_file_id IS NOT NULL
          UNION ALL SELECT f.id, false, true FROM effect x JOIN file f ON f.id = x.to_file_id AND f.source_file_id = s.id WHERE s.down AND x.file_id = s.id
          UNION ALL SELECT link ->> 'fileId', s.up, s.down FROM file f CROSS JOIN jsonb_array_elements(coalesce(f.facts -> 'linked', '[]')) link WHERE f.id = s.id) next)
      SELECT id, type FROM file WHERE id IN (SELECT id FROM story) AND department_id = ANY($2)`,
    values: [fileId, departments],
  });
  return rows;
}
