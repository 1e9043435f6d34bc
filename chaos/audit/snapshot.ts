import type { Pool } from 'pg';
import type { StoredAnswer } from '../../submissions/submission.ts';

/** The whole record as it is, read in one transaction, plain enough to be judged without the product's own queries. */
export interface Snapshot {
  readonly now: string;
  readonly files: readonly FileRow[];
  /** In order of file and sequence. */
  readonly entries: readonly EntryRow[];
  readonly deadlines: readonly DeadlineRow[];
  readonly submissions: readonly SubmissionRow[];
  readonly effects: readonly EffectRow[];
  readonly incidents: readonly { readonly file_id: string; readonly kind: string }[];
}

export interface FileRow {
  readonly id: string;
  readonly type: string;
  readonly seq: number;
  readonly head: string;
  readonly stage: string;
  readonly next_due_at: string | null;
  readonly closed_at: string | null;
}

export interface EntryRow {
  readonly file_id: string;
  readonly seq: number;
  readonly kind: 'act' | 'event' | 'deadline' | 'redate' | 'law';
  readonly what: string;
  readonly occurred_on: string;
  readonly recorded_at: string;
  readonly header: string;
  readonly hash: string;
  readonly salt: string | null;
  readonly content: string | null;
  readonly submission_id: string | null;
  readonly source_file_id: string | null;
  readonly source_seq: number | null;
  readonly source_n: number | null;
  readonly deadline_id: string | null;
  readonly revision: number | null;
  readonly rung: string | null;
}

export interface DeadlineRow {
  readonly id: string;
  readonly file_id: string;
  readonly clock: string;
  readonly rule_id: string;
  readonly revision: number;
  readonly state: string;
  readonly trigger_on: string;
  readonly trigger_at: string | null;
  readonly limit_override: number | null;
  readonly fixed_date: string | null;
  readonly extensions: readonly { readonly amount: number; readonly approvedBy: string; readonly seq: number }[];
  readonly rungs: readonly { readonly rung: string; readonly at: string }[];
  readonly opened_seq: number;
  readonly closed_seq: number | null;
}

export interface SubmissionRow {
  readonly id: string;
  readonly caller_id: string;
  readonly idempotency_key: string;
  readonly file_id: string;
  readonly action: string;
  readonly occurred_on: string | null;
  readonly received_at: string;
  readonly answer: StoredAnswer | null;
  readonly settled: boolean;
}

export interface EffectRow {
  readonly file_id: string;
  readonly seq: number;
  readonly n: number;
  readonly to_file_id: string;
  readonly confirmed_at: string | null;
}

const iso = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS ${column}`;

/** @throws the database's error while it is away */
export async function takeSnapshot(pool: Pool): Promise<Snapshot> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const rows = async <T>(text: string) => (await client.query(text)).rows as T[];
    const clock = await rows<{ now: Date }>('SELECT world_now() AS now');
    const snapshot: Snapshot = {
      now: clock[0]?.now.toISOString() ?? '',
      files: await rows(`SELECT id, type, seq, head, stage, ${iso('next_due_at')}, ${iso('closed_at')} FROM file ORDER BY id`),
      entries: await rows(
        `SELECT file_id, seq, kind, what, occurred_on::text, ${iso('recorded_at')}, header, hash, salt, content, submission_id,
           source_file_id, source_seq, source_n, deadline_id, revision, rung FROM ledger_entry ORDER BY file_id, seq`,
      ),
      deadlines: await rows(
        `SELECT id, file_id, clock, rule_id, revision, state, trigger_on::text, ${iso('trigger_at')}, limit_override, fixed_date::text, extensions, rungs, opened_seq, closed_seq FROM deadline ORDER BY id`,
      ),
      submissions: await rows(`SELECT id, caller_id, idempotency_key, file_id, action, occurred_on::text, ${iso('received_at')}, answer, settled FROM submission ORDER BY id`),
      effects: await rows(`SELECT file_id, seq, n, to_file_id, ${iso('confirmed_at')} FROM effect ORDER BY file_id, seq, n`),
      incidents: await rows('SELECT file_id, kind FROM incident WHERE closed_at IS NULL'),
    };
    await client.query('COMMIT');
    client.release();
    return snapshot;
  } catch (error) {
    client.release(error as Error);
    throw error;
  }
}
