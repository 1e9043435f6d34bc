import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'csv-parse/sync';
import { problem, type RowProblem } from './problems.ts';

/** One row as text, its cells by the names of the header, trimmed. */
export interface CsvRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

export interface CsvFile {
  /** False when the file as a whole is unusable (`problems` says why): nothing is known about its rows then. */
  readonly isReadable: boolean;
  /** Rows with contents, usable or not. */
  readonly rowCount: number;
  readonly rows: readonly CsvRow[];
  readonly problems: readonly RowProblem[];
}

interface Parsed {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

/** Reads a CSV file with exactly these columns, in this order (UTF-8, a BOM is allowed). A broken row is reported, the others are read. */
export function readCsv(path: string, columns: readonly string[]): CsvFile {
  const file = basename(path);
  const whole = (code: 'FILE_UNREADABLE' | 'HEADER_WRONG', value: string): CsvFile => ({ isReadable: false, rowCount: 0, rows: [], problems: [problem({ file, line: 1, rowId: '' }, code, '', value)] });
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    return whole('FILE_UNREADABLE', (error as { code?: string }).code ?? (error as Error).message);
  }
  const broken: RowProblem[] = [];
  const parsed = parse(text, {
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      broken.push(problem({ file, line: Number(error?.['lines'] ?? 0), rowId: '' }, 'CSV_BROKEN', '', error?.code ?? ''));
    },
  }) as unknown as Parsed[];
  const [header, ...records] = parsed;
  if (header === undefined || header.record.join() !== columns.join()) return whole('HEADER_WRONG', header?.record.join() ?? '');

  const rows: CsvRow[] = [];
  for (const { record, info } of records) {
    const at = { file, line: info.lines, rowId: record[0] ?? '' };
    const strange = columns.find((_, i) => hasControlCharacter(record[i] ?? ''));
    if (record.length !== columns.length) broken.push(problem(at, 'CELL_COUNT', '', `${record.length} ≠ ${columns.length}`));
    else if (strange !== undefined) broken.push(problem(at, 'UNUSABLE_TEXT', strange));
    else rows.push({ line: info.lines, cells: Object.fromEntries(columns.map((column, i) => [column, record[i] ?? ''])) });
  }
  return { isReadable: true, rowCount: rows.length + broken.length, rows, problems: broken };
}

/** A line break inside a cell is one too: no column of ours has room for it. */
function hasControlCharacter(text: string): boolean {
  return /\p{Cc}/u.test(text);
}
