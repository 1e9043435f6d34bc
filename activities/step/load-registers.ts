import type { Pool } from 'pg';
import type { RegisterQuery, Registers } from '../../domain/registers.ts';

const sql = `
SELECT
  CASE WHEN $2::text IS NULL AND $7::text IS NULL THEN '[]' ELSE coalesce((SELECT jsonb_agg(jsonb_build_object('uscc', t.uscc, 'name', t.name, 'category', t.category, 'industry', t.industry, 'creditRiskClass', t.credit_risk_class) ORDER BY t.uscc)
     FROM (SELECT * FROM register_target WHERE department_id = $1 AND active AND ($2 IS NULL OR category = $2) AND ($7 IS NULL OR uscc = $7) AND ($3::text IS NULL OR industry = $3) AND ($4::text[] IS NULL OR credit_risk_class = ANY ($4))
           ORDER BY uscc COLLATE "C" LIMIT $5) t), '[]') END AS targets,
  CASE WHEN $6 THEN coalesce((SELECT jsonb_agg(jsonb_build_object('id', o.id, 'roles', o.roles, 'certificateValidUntil', o.certificate_valid_until) ORDER BY o.id)
     FROM officer o WHERE o.department_id = $1 AND o.active), '[]') ELSE '[]' END AS officers,
  CASE WHEN $8::text IS NOT NULL THEN coalesce((
     WITH RECURSIVE level (id, depth) AS (
       SELECT id, 0 FROM department WHERE parent_id IS NULL
       UNION ALL SELECT d.id, l.depth + 1 FROM department d JOIN level l ON d.parent_id = l.id)
     SELECT jsonb_agg(jsonb_build_object('on', i.started, 'sameLevel', i.depth = own.depth) ORDER BY i.started, i.id)
     FROM (SELECT b.id, b.started_on AS started, l.depth FROM begun_inspections($8) b JOIN level l ON l.id = b.department_id) i, level own
     WHERE own.id = $1), '[]') END AS inspections,
  (SELECT jsonb_build_object('id', f.id, 'type', f.type, 'stage', f.stage, 'foundOn', coalesce(f.facts #>> '{reopening,firstFoundOn}', f.facts #>> '{clue,foundOn}'), 'linked', coalesce(f.facts -> 'linked', '[]')) FROM file f WHERE f.id = $9 AND f.department_id = $1) AS file`;

/**
 * Reads the asked part of a department's registers, the inspections of an enterprise by all departments, and a file of the department.
 * Departments of one level are those equally far below the root of the tree.
 * @throws the database's error; the local activity is tried again
 */
export async function loadRegisters(pool: Pool, departmentId: string, { targets, officers, inspectionsOf, file: asked }: RegisterQuery): Promise<Registers> {
  const { rows } = await pool.query<{ targets: Registers['targets']; officers: Registers['officers']; inspections: Registers['inspections'] | null; file: Registers['file'] }>({
    name: 'step-registers',
    text: sql,
    values: [departmentId, targets?.category ?? null, targets?.industry ?? null, targets?.riskClasses ?? null, (targets?.atMost ?? 0) + 1, officers === true, targets?.uscc ?? null, inspectionsOf ?? null, asked ?? null],
  });
  const { inspections, file, ...registers } = rows[0] ?? { targets: [], officers: [], inspections: null };
  return { ...registers, ...(inspections ? { inspections } : {}), ...(asked === undefined ? {} : { file: file ?? null }) };
}
