import type { ClientBase } from 'pg';
import { genesis, sealEntry, type LedgerEntry } from '../../domain/ledger/ledger-entry.ts';

/** What a test file's chain looks like in the database. */
export interface RecordedFile {
  readonly id: string;
  readonly entries: readonly LedgerEntry[];
}

const recordedAt = '2026-11-20T01:02:03.456Z';

/**
 * Writes a file with a sealed chain of `length` entries, as the application's role, and returns it.
 * @param id file id; its department is made where it is missing (by `owner`, since the application may not)
 */
export async function recordFile(app: ClientBase, owner: ClientBase, id: string, length: number): Promise<RecordedFile> {
  await owner.query(`INSERT INTO department (id, name) VALUES ('d1', '执法一大队') ON CONFLICT DO NOTHING`);
  const entries: LedgerEntry[] = [];
  for (let seq = 1; seq <= length; seq += 1) {
    entries.push(sealEntry(id, entries.at(-1)?.hash ?? genesis, recordedAt, {
      seq, kind: 'act', what: 'inspect', occurredOn: '2026-11-19', stage: 'recorded', reached: [], open: [], due: null, effects: [],
      content: { note: `第${seq}条`, party: '某某食品有限公司' },
    }));
  }
  await app.query(
    `INSERT INTO file (id, type, department_id, lifecycle_id, seq, head, stage, stage_since, facts, milestones, last_at, opened_at)
     VALUES ($1, 'inspection', 'd1', $1, $2, $3, 'recorded', '2026-11-19', '{}', '{}', $4, $4)`,
    [id, length, entries.at(-1)?.hash, recordedAt],
  );
  await app.query(
    `INSERT INTO ledger_entry (file_id, seq, kind, what, occurred_on, recorded_at, header, hash, salt, content)
     SELECT $1, e.seq, 'act', 'inspect', '2026-11-19', $2, e.header, e.hash, e.salt, e.content
     FROM jsonb_to_recordset($3) AS e (seq integer, header text, hash text, salt text, content text)`,
    [id, recordedAt, JSON.stringify(entries)],
  );
  return { id, entries };
}
