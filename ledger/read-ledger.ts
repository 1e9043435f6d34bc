import type { ClientBase } from 'pg';
import type { FileEnd, StoredRow } from './file-check.ts';

/** Either one file, or the files after one id (null: from the first) up to another (null: to the last). */
export type Range = { readonly only: string } | { readonly after: string | null; readonly upTo: string | null };

export interface FileRow extends FileEnd {
  readonly id: string;
}

export interface EntryRow extends StoredRow {
  readonly fileId: string;
}

/** A page of files in order of id. */
export async function readFiles(client: ClientBase, only: string | null, after: string | null, limit: number): Promise<FileRow[]> {
  const condition = only !== null ? 'id = $1' : after !== null ? 'id > $1' : '$1::text IS NULL';
  const { rows } = await client.query<FileRow>(`SELECT id, seq, head FROM file WHERE ${condition} ORDER BY id LIMIT $2`, [only ?? after, limit]);
  return rows;
}

/** The entries of a range, those without a file included, in order of file and sequence, a page at a time. */
export async function* readEntries(client: ClientBase, range: Range, limit: number): AsyncGenerator<EntryRow[]> {
  const isOne = 'only' in range;
  const bound = isOne ? range.only : range.upTo;
  const condition = isOne ? 'file_id = $3' : bound !== null ? 'file_id <= $3' : '$3::text IS NULL';
  const highestSeq = 2_147_483_647;
  let last = { fileId: (isOne ? null : range.after) ?? '', seq: highestSeq };
  for (;;) {
    const { rows } = await client.query<EntryRow>(
      `SELECT file_id AS "fileId", seq, kind, what, to_char(occurred_on, 'YYYY-MM-DD') AS "occurredOn",
         to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "recordedAt", header, hash, salt, content
       FROM ledger_entry WHERE (file_id, seq) > ($1, $2) AND ${condition} ORDER BY file_id, seq LIMIT $4`,
      [last.fileId, last.seq, bound, limit],
    );
    const end = rows.at(-1);
    if (end === undefined) return;
    yield rows;
    if (rows.length < limit) return;
    last = { fileId: end.fileId, seq: end.seq };
  }
}

/** The entries of the chain of the law in order of sequence, a page at a time. */
export async function* readLawEntries(client: ClientBase, limit: number): AsyncGenerator<StoredRow[]> {
  for (let last = 0; ; ) {
    const { rows } = await client.query<StoredRow>(
      `SELECT seq, 'law' AS kind, what, to_char(occurred_on, 'YYYY-MM-DD') AS "occurredOn",
         to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "recordedAt", header, hash, salt, content
       FROM law_entry WHERE seq > $1 ORDER BY seq LIMIT $2`,
      [last, limit],
    );
    const end = rows.at(-1);
    if (end === undefined) return;
    yield rows;
    last = end.seq;
  }
}
