import { join } from 'node:path';
import type { ClientBase } from 'pg';
import type { DataFile, TableRow } from './real-data/data-file.ts';
import { discretionTiersFile } from './real-data/files/discretion-tiers.ts';
import { inspectionMattersFile, jointMattersFile } from './real-data/files/inspection-matters.ts';
import { noPenaltyItemsFile } from './real-data/files/no-penalty-items.ts';
import { penaltiesFile } from './real-data/files/penalties.ts';
import { planTasksFile } from './real-data/files/plan-tasks.ts';
import { sampleTargetsFile } from './real-data/files/sample-targets.ts';
import { sourcesFile } from './real-data/files/sources.ts';
import { type RowProblem } from './real-data/problems.ts';
import { readCsv } from './real-data/read-csv.ts';
import { readRow, type Known } from './real-data/row-reader.ts';
import { putRows, removeOthers, type Put } from './real-data/sync-table.ts';

export const dataFolder = join(import.meta.dirname, '..', 'data');

/** What became of one file. `loaded` + `refused` = `rows`; the last three say what the table had to be changed for it. */
export interface FileReport extends Put {
  readonly file: string;
  readonly rows: number;
  readonly loaded: number;
  readonly refused: number;
  readonly removed: number;
  readonly problems: readonly RowProblem[];
}

export interface ImportOptions {
  /** Folder with the CSV files; that of the product unless told. */
  readonly folder?: string;
  /** Also the invented objects of the sample authority's register; its department must be there. */
  readonly withSampleTargets: boolean;
  /** Told as each file goes into its table: how many rows are put in, which file it is, of how many. */
  readonly onProgress?: (progress: { readonly file: string; readonly rows: number; readonly no: number; readonly of: number }) => void;
}

/** Sources first: every other row names one. */
const publicFiles = [sourcesFile, inspectionMattersFile, jointMattersFile, planTasksFile, penaltiesFile, discretionTiersFile, noPenaltyItemsFile];

/**
 * Loads the public data, and what is unusable of it into `import_problem` with the reason. Safe to repeat: a second load of the
 * same files writes nothing. A row that is wrong stops no other; a file that cannot be read leaves its table as it is.
 * @param owner connection of the owner's role, in no transaction; all of it is loaded or nothing
 * @throws the database's error
 */
export async function importRealData(owner: Pick<ClientBase, 'query'>, { folder = dataFolder, withSampleTargets, onProgress }: ImportOptions): Promise<FileReport[]> {
  const files = withSampleTargets ? [...publicFiles, sampleTargetsFile] : publicFiles;
  await owner.query('BEGIN');
  try {
    const read = readFiles(folder, files, { sources: await idsOf(owner, 'data_source'), departments: await idsOf(owner, 'department') });
    const put = new Map<ReadFile, Put>();
    for (const [i, one] of read.entries()) {
      onProgress?.({ file: one.file.file, rows: one.usable.length, no: i + 1, of: read.length });
      put.set(one, await putRows(owner, one.file, one.usable));
    }
    // a source goes after the last row that named it
    const removed = new Map<ReadFile, number>();
    for (const one of read.toReversed()) removed.set(one, one.isReadable ? await removeOthers(owner, one.file, one.usable) : 0);
    const reports: FileReport[] = [];
    for (const one of read) {
      const { file, rowCount: rows, usable, problems } = one;
      await keepProblems(owner, file.file, problems);
      const { added, changed } = put.get(one) ?? { added: 0, changed: 0 };
      reports.push({ file: file.file, rows, loaded: usable.length, refused: rows - usable.length, added, changed, removed: removed.get(one) ?? 0, problems });
    }
    await owner.query('COMMIT');
    return reports;
  } catch (error) {
    await owner.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

interface ReadFile {
  readonly file: DataFile;
  readonly isReadable: boolean;
  readonly rowCount: number;
  readonly usable: readonly TableRow[];
  readonly problems: readonly RowProblem[];
}

async function idsOf(owner: Pick<ClientBase, 'query'>, table: 'data_source' | 'department'): Promise<ReadonlySet<string>> {
  const { rows } = await owner.query<{ id: string }>(`SELECT id FROM ${table}`);
  return new Set(rows.map(({ id }) => id));
}

/** @param stored what the database has; its sources count where the list of sources itself cannot be read */
function readFiles(folder: string, files: readonly DataFile[], stored: Known): ReadFile[] {
  let known = stored;
  return files.map((file) => {
    const csv = readCsv(join(folder, file.file), file.columns);
    const usable = new Map<string, TableRow>();
    const problems = [...csv.problems];
    for (const row of csv.rows) {
      const reader = readRow(file.file, row);
      const made = file.read(reader, known);
      const key = String(made[file.key]);
      if (usable.has(key)) reader.report('DUPLICATE', '', key);
      problems.push(...reader.problems);
      if (reader.problems.length === 0) usable.set(key, made);
    }
    if (file === sourcesFile && csv.isReadable) known = { ...stored, sources: new Set(usable.keys()) };
    return { file, isReadable: csv.isReadable, rowCount: csv.rowCount, usable: [...usable.values()], problems };
  });
}

/** Replaces the file's problems by these, touching only what differs. */
async function keepProblems(owner: Pick<ClientBase, 'query'>, file: string, problems: readonly RowProblem[]): Promise<void> {
  const rows = JSON.stringify(problems.map(({ rowId, ...rest }) => ({ ...rest, row_id: rowId })));
  const given = 'SELECT file, line, code, field, row_id, zh, en FROM jsonb_populate_recordset(NULL::import_problem, $2::jsonb)';
  await owner.query(`DELETE FROM import_problem p WHERE file = $1 AND NOT EXISTS (SELECT FROM (${given}) g WHERE g = p)`, [file, rows]);
  await owner.query(`INSERT INTO import_problem (file, line, code, field, row_id, zh, en) SELECT * FROM (${given}) g WHERE g.file = $1 ON CONFLICT DO NOTHING`, [file, rows]);
}
