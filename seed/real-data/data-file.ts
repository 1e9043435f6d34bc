import type { Known, RowReader } from './row-reader.ts';

/** A row as its table takes it: text, integers, booleans, lists; decimals and big integers as text. */
export type TableRow = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** How one CSV file becomes rows of one table. */
export interface DataFile {
  readonly file: string;
  readonly table: string;
  /** Column of the table that identifies a row. */
  readonly key: string;
  readonly columns: readonly string[];
  /** Rows of the table that belong to this file, where others stand beside them: those that the file has no more are removed. */
  readonly scope?: Readonly<Record<string, boolean>>;
  /** True for a register that goes on living after the load: rows are only added. */
  readonly isLiving?: true;
  /** Reads one row; reports to the reader whatever is wrong with it. */
  readonly read: (row: RowReader, known: Known) => TableRow;
}
