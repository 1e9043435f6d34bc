import { fenOf, yuanSchema } from '../../domain/penalty/money.ts';
import { isLocalDate } from '../../domain/time/local-date.ts';
import { isUnifiedSocialCreditCode } from '../../domain/uscc.ts';
import { isPartialDate } from './partial-date.ts';
import { problem, type ProblemCode, type RowProblem } from './problems.ts';
import type { CsvRow } from './read-csv.ts';

/** What the rows of a load know of each other. */
export interface Known {
  /** Ids of the sources that were read without fault. */
  readonly sources: ReadonlySet<string>;
  /** Ids of the departments that the database has. */
  readonly departments: ReadonlySet<string>;
}

export type RowReader = ReturnType<typeof readRow>;

/** A cell, or the end of one, that says of itself that it was cut off where it was taken from. */
const cutCell = /[(（][^()（）]*截断[)）]$/;
const cutRow = new Set(['摘录截断', '摘录在此行截断']);

/**
 * Reads the cells of one row, each strictly in its kind. A cell that is wrong is noted in `problems`, and stands as null or ''
 * in what is built: whoever calls uses the row only if there is no problem.
 */
export function readRow(file: string, { line, cells }: CsvRow) {
  const found: RowProblem[] = [];
  const at = { file, line, rowId: Object.values(cells)[0] ?? '' };
  const cell = (field: string): string => cells[field] ?? '';
  const report = (code: ProblemCode, field = '', value = field === '' ? '' : cell(field)): null => {
    // a cell that is wrong already is not judged again
    if (!found.some((other) => other.field === field && (field !== '' || other.code === code))) found.push(problem(at, code, field, value));
    return null;
  };
  /** Null for an empty cell, which means that the source gave nothing. */
  const read = <T>(field: string, code: ProblemCode, as: (text: string) => T | null): T | null => {
    const text = cell(field);
    return text === '' ? null : (as(text) ?? report(code, field));
  };

  for (const [field, text] of Object.entries(cells)) if (cutCell.test(text)) report('CUT_OFF', field);
  if ((cells['note'] ?? '').split(/[;；]/).some((part) => cutRow.has(part.trim()))) report('CUT_OFF', 'note');

  return {
    problems: found as readonly RowProblem[],
    report,
    /** The id in the first column. */
    id: (pattern: RegExp): string => {
      if (!pattern.test(at.rowId)) report('ROW_ID', '', at.rowId);
      return at.rowId;
    },
    source: (known: Known): string => {
      if (!known.sources.has(cell('source_id'))) report('SOURCE_UNKNOWN', 'source_id');
      return cell('source_id');
    },
    department: (field: string, known: Known): string => {
      if (!known.departments.has(cell(field))) report('DEPARTMENT_UNKNOWN', field);
      return cell(field);
    },
    required: (field: string, most = 10_000): string => {
      if (cell(field) === '') report('MISSING', field);
      if (cell(field).length > most) report('TOO_LONG', field);
      return cell(field);
    },
    optional: (field: string): string | null => (cell(field) === '' ? null : cell(field)),
    /** Parts between 、, none for an empty cell. */
    list: (field: string): string[] => cell(field).split('、').map((part) => part.trim()).filter((part) => part !== ''),
    choice: <T>(field: string, values: Readonly<Record<string, T>>): T | null => read(field, 'UNKNOWN_VALUE', (text) => (Object.hasOwn(values, text) ? (values[text] as T) : null)),
    choices: <T>(field: string, values: Readonly<Record<string, T>>): T[] =>
      cell(field).split(/[;；]/).filter((part) => part !== '').flatMap((part) => (Object.hasOwn(values, part) ? [values[part] as T] : (report('UNKNOWN_VALUE', field) ?? []))),
    integer: (field: string, least: number, most: number): number | null =>
      read(field, 'NOT_A_NUMBER', (text) => (/^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : null)),
    /** Sum in yuan, as integer fen in decimal text: JSON numbers must not carry money. */
    fen: (field: string): string | null => read(field, 'NOT_MONEY', (text) => (yuanSchema.safeParse(text).success ? String(fenOf(text)) : null)),
    percent: (field: string): string | null => read(field, 'NOT_A_RATIO', (text) => (/^\d{1,3}(\.\d{1,4})?$/.test(text) && Number(text) > 0 && Number(text) <= 100 ? text : null)),
    multiple: (field: string): string | null => read(field, 'NOT_A_MULTIPLE', (text) => (/^\d{1,5}(\.\d{1,4})?$/.test(text) ? text : null)),
    partialDate: (field: string): string | null => read(field, 'NOT_A_DATE', (text) => (isPartialDate(text) ? text : null)),
    day: (field: string): string | null => read(field, 'NOT_A_DATE', (text) => (isLocalDate(text) ? text : null)),
    uscc: (field: string): string => {
      if (!isUnifiedSocialCreditCode(cell(field))) report('CHECK_CHARACTER', field);
      return cell(field);
    },
    url: (field: string): string | null => read(field, 'NOT_A_URL', (text) => (/^https?:\/\/\S+$/.test(text) && URL.canParse(text) ? text : null)),
  };
}
