import type pg from 'pg';

export interface InsertedDeadline {
  readonly fileId: string;
  readonly ruleId: string;
  readonly triggerOn: string;
  readonly dueDate: string;
  /** Of a clock in hours: from when and to when it runs. */
  readonly hours?: { readonly from: string; readonly to: string };
  readonly targetDate?: string;
  readonly state?: 'running' | 'paused' | 'met' | 'lapsed' | 'cancelled';
  readonly provisional?: boolean;
  readonly ruleVersion?: string;
  readonly extensions?: readonly object[];
  readonly pauses?: readonly object[];
  readonly rungs?: readonly object[];
  /** An open task behind it. */
  readonly task?: { readonly roles?: readonly string[]; readonly officerIds?: readonly string[] };
}

/** A deadline's row, and a task behind it, for what only reads: no process knows it. Returns its id. */
export async function insertDeadline(owner: pg.Client, deadline: InsertedDeadline): Promise<string> {
  const { fileId, ruleId, triggerOn, dueDate, targetDate = dueDate, state = 'running', provisional = false, ruleVersion = '1', extensions = [], pauses = [], rungs = [], task, hours } = deadline;
  const id = `${fileId}.${ruleId}.1`;
  await owner.query(
    `INSERT INTO deadline (id, file_id, clock, rule_id, rule_version, calendar_version, revision, state, trigger_on, trigger_at, target_date, due_date, due_at, provisional, extensions, pauses, rungs, opened_seq, closed_seq)
     VALUES ($1, $2, $3, $3, $4, 'CN chinese-days@1.5.7', 1, $5, $6, $14, $7, $8, coalesce($15, ($8::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'), $9, $10, $11, $12, 1, $13)`,
    [id, fileId, ruleId, ruleVersion, state, triggerOn, targetDate, dueDate, provisional, JSON.stringify(extensions), JSON.stringify(pauses), JSON.stringify(rungs), state === 'met' || state === 'cancelled' ? 1 : null, hours?.from ?? null, hours?.to ?? null],
  );
  if (task) {
    await owner.query(
      `INSERT INTO task (id, file_id, department_id, kind, roles, officer_ids, label, deadline_id, due_at, opened_seq)
       SELECT d.id || '.task', d.file_id, f.department_id, 'act', $2, $3, '{"zh":"办理","en":"act"}', d.id, d.due_at, 1 FROM deadline d JOIN file f ON f.id = d.file_id WHERE d.id = $1`,
      [id, task.roles ?? [], task.officerIds ?? []],
    );
  }
  return id;
}
