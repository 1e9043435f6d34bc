import pg from 'pg';
import type { TestDatabase } from '../support/database.ts';

export interface InsertedFile {
  readonly id: string;
  readonly departmentId: string;
  readonly openedAt?: string;
  /** Tasks for the head of the unit; null: without a date. */
  readonly tasks?: readonly (string | null)[];
}

/** A file's row without its ledger, for what only lists and looks: no process knows it. */
export async function insertFile(database: TestDatabase, { id, departmentId, openedAt = '2026-03-02T02:00:00Z', tasks = [] }: InsertedFile): Promise<void> {
  const owner = new pg.Client(database.ownerUrl);
  await owner.connect();
  try {
    await owner.query(
      `INSERT INTO file (id, type, department_id, lifecycle_id, seq, head, stage, stage_since, facts, milestones, last_at, opened_at)
       VALUES ($1, 'inspection', $2, $1, 1, $3, 'result_review', '2026-03-02', '{}', '{}', $4, $4)`,
      [id, departmentId, 'a'.repeat(64), openedAt],
    );
    for (const [n, dueAt] of tasks.entries()) {
      await owner.query(
        `INSERT INTO task (id, file_id, department_id, kind, roles, officer_ids, label, due_at, opened_seq) VALUES ($1, $2, $3, 'act', '{handling_unit_head}', '{}', '{"zh":"审核","en":"Review"}', $4, 1)`,
        [`${id}.1.${n + 1}`, id, departmentId, dueAt],
      );
    }
  } finally {
    await owner.end();
  }
}
