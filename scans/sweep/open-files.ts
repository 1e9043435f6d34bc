import type { Pool } from 'pg';

/** An open file as the sweep compares it. */
export interface OpenFileRow {
  readonly id: string;
  readonly openedAt: Date;
}

/** A stretch of the ids of one type: after `after`, up to and with `until`; null is no bound. The stretches of a type cover every id. */
export interface FilePage {
  readonly type: string;
  readonly after: string | null;
  readonly until: string | null;
  readonly files: readonly OpenFileRow[];
}

/** A few less than a page of the engine's list (1,000), so that one list page covers a page of files though some processes have no file. */
const filesAPage = 990;

/** All open files of a type in the order of their ids; the last page is the (often empty) rest, without an upper bound. */
export async function* openFilePages(pool: Pool, type: string): AsyncGenerator<FilePage> {
  for (let after: string | null = null; ; ) {
    const { rows }: { rows: OpenFileRow[] } = await pool.query<OpenFileRow>({
      name: 'sweep-files',
      text: `SELECT id, opened_at AS "openedAt" FROM file WHERE closed_at IS NULL AND type = $1 AND id > $2 ORDER BY id LIMIT ${filesAPage}`,
      values: [type, after ?? ''],
    });
    const isLast: boolean = rows.length < filesAPage;
    const until: string | null = isLast ? null : (rows.at(-1)?.id ?? null);
    yield { type, after, until, files: rows };
    if (isLast) return;
    after = until;
  }
}

/** What the record says of these ids now. */
export interface RecordOf {
  readonly id: string;
  readonly type: string;
  readonly seq: number;
  readonly head: string;
  readonly isClosed: boolean;
  readonly dueAt: Date | null;
  readonly hasUnconfirmedEffects: boolean;
}

export async function recordsOf(pool: Pool, ids: readonly string[]): Promise<Map<string, RecordOf>> {
  if (ids.length === 0) return new Map();
  const { rows } = await pool.query<RecordOf>(
    `SELECT id, type, seq, head, closed_at IS NOT NULL AS "isClosed", next_due_at AS "dueAt",
       EXISTS (SELECT FROM effect x WHERE x.file_id = file.id AND x.confirmed_at IS NULL) AS "hasUnconfirmedEffects"
     FROM file WHERE id = ANY($1)`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** The hash of one entry; null when there is none. */
export async function hashOfEntry(pool: Pool, fileId: string, seq: number): Promise<string | null> {
  const { rows } = await pool.query<{ hash: string }>('SELECT hash FROM ledger_entry WHERE file_id = $1 AND seq = $2', [fileId, seq]);
  return rows[0]?.hash ?? null;
}
