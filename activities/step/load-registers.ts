import type { Pool } from 'pg';
import type { RegisterQuery, Registers } from '../../domain/registers.ts';

const sql = `
SELECT
  CASE WHEN $2::text IS NULL AND $7::text IS NULL THEN '[]' ELSE coalesce((SELECT jsonb_agg(jsonb_build_object('uscc', t.uscc, 'name', t.name, 'category', t.category, 'industry', t.industry, 'creditRiskClass', t.credit_risk_class) ORDER BY t.uscc)
     FROM (SELECT * FROM register_target WHERE department_id = $1 AND active AND ($2 IS NULL OR category = $2) AND ($7 IS NULL OR uscc = $7) AND ($3::text IS NULL OR industry = $3) AND ($4::text[] IS NULL OR credit_risk_class = ANY ($4))
           ORDER BY uscc COLLATE "C" LIMIT $5) t), '[]') END AS targets,
  CASE WHEN $6 THEN coalesce((SELECT jsonb_agg(jsonb_build_object('id', o.id, 'roles', o.roles, 'certificateValidUntil', o.certificate_valid_until) ORDER BY o.id)
     FROM officer o WHERE o.department_id = $1 AND o.active), '[]') ELSE '[]' END AS officers`;

/** Reads the asked part of a department's registers. @throws the database's error; the local activity is tried again */
export async function loadRegisters(pool: Pool, departmentId: string, { targets, officers }: RegisterQuery): Promise<Registers> {
  const { rows } = await pool.query<Registers>({
    name: 'step-registers',
    text: sql,
    values: [departmentId, targets?.category ?? null, targets?.industry ?? null, targets?.riskClasses ?? null, (targets?.atMost ?? 0) + 1, officers === true, targets?.uscc ?? null],
  });
  return rows[0] ?? { targets: [], officers: [] };
}
