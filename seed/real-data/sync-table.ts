import pg, { type ClientBase } from 'pg';
import type { DataFile, TableRow } from './data-file.ts';

export interface Put {
  readonly added: number;
  readonly changed: number;
}

/** Adds what is missing in the file's table and changes what differs; the same rows again write nothing. Of a living register nothing is changed. */
export async function putRows(owner: Pick<ClientBase, 'query'>, { table, key, isLiving }: DataFile, rows: readonly TableRow[]): Promise<Put> {
  const first = rows[0];
  if (first === undefined) return { added: 0, changed: 0 };
  const columns = Object.keys(first).map(name);
  const update = `UPDATE SET (${columns.join()}) = ROW(${columns.map((column) => `excluded.${column}`).join()})
    WHERE ROW(${columns.map((column) => `t.${column}`).join()}) IS DISTINCT FROM ROW(${columns.map((column) => `excluded.${column}`).join()})`;
  const { rows: written } = await owner.query<{ is_new: boolean }>(
    // a row version that was just inserted has no deleting transaction
    `INSERT INTO ${name(table)} AS t (${columns.join()})
     SELECT ${columns.join()} FROM jsonb_populate_recordset(NULL::${name(table)}, $1::jsonb)
     ON CONFLICT (${name(key)}) DO ${isLiving ? 'NOTHING' : update} RETURNING xmax = 0 AS is_new`,
    [JSON.stringify(rows)],
  );
  const added = written.filter((row) => row.is_new).length;
  return { added, changed: written.length - added };
}

/** Removes what the file has no more from its part of the table, but never from a living register. Returns how many. */
export async function removeOthers(owner: Pick<ClientBase, 'query'>, { table, key, scope, isLiving }: DataFile, rows: readonly TableRow[]): Promise<number> {
  if (isLiving) return 0;
  const where = Object.entries(scope ?? {}).map(([column, value]) => ` AND ${name(column)} IS ${value ? 'true' : 'false'}`).join('');
  const { rowCount } = await owner.query(`DELETE FROM ${name(table)} WHERE ${name(key)} <> ALL ($1)${where}`, [rows.map((row) => row[key])]);
  return rowCount ?? 0;
}

function name(identifier: string): string {
  return pg.escapeIdentifier(identifier);
}
