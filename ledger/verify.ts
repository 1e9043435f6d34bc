import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { LedgerProblem } from './faults.ts';
import { FileCheck } from './file-check.ts';
import { lawChain } from '../law/changes/write-law.ts';
import { readEntries, readFiles, readLawEntries, type Range } from './read-ledger.ts';

export interface VerifyOptions {
  /** Only this file; all files unless given. */
  readonly fileId?: string;
  /** Called for every file with a problem, with the first one of it. */
  readonly onProblem?: (problem: LedgerProblem) => void;
  /** Called after each page of entries, with the counts so far. */
  readonly onProgress?: (counts: { readonly files: number; readonly entries: number }) => void;
  /** For tests: files of one snapshot, and entries of one page. */
  readonly pageSize?: { readonly files: number; readonly entries: number };
}

/** What was checked. The ledger is whole when `problems` is 0. */
export interface LedgerReport {
  readonly files: number;
  readonly entries: number;
  /** Entries whose salt and content were erased; their place in the chain was checked all the same. */
  readonly erased: number;
  readonly problems: number;
  /** Entries of the chain of the law; 0 when only one file was asked for. */
  readonly lawEntries: number;
  /** Head of the chain of the law: a copy kept elsewhere shows later whether its end was taken away. Null when it has no entry, or only one file was asked for. */
  readonly lawHead: string | null;
  /**
   * One file: its head. All files: SHA-256 (hex) over the lines `id seq head` in order of id; a copy kept elsewhere shows later
   * whether a whole file, or the end of one, was taken away. Null when there is no file.
   */
  readonly head: string | null;
}

const standardPageSize = { files: 500, entries: 200 };

/**
 * Checks the ledger of every file from its first entry to the head that the file keeps (R-AU). It only reads, goes on past
 * broken files, needs the same memory for any number of entries, and may run while others write: each page of files is one snapshot.
 * @throws the database's error; never for what it finds in the ledger
 */
export async function verifyLedger(pool: pg.Pool, options: VerifyOptions = {}): Promise<LedgerReport> {
  const pageSize = options.pageSize ?? standardPageSize;
  const counts = { files: 0, entries: 0, erased: 0, problems: 0, lawEntries: 0 };
  const heads = createHash('sha256');
  let onlyHead: string | null = null;
  let after: string | null = null;
  const lawHead = options.fileId === undefined ? await inSnapshot(pool, (client) => verifyLaw(client, counts, pageSize.entries, options.onProblem)) : null;
  for (;;) {
    const isLast: boolean = await inSnapshot(pool, async (client) => {
      const files = await readFiles(client, options.fileId ?? null, after, pageSize.files);
      const upTo = files.length < pageSize.files ? null : (files.at(-1)?.id ?? null);
      const range: Range = options.fileId !== undefined ? { only: options.fileId } : { after, upTo };
      const checks = new Map(files.map((file) => [file.id, new FileCheck(file.id, file)]));
      for await (const page of readEntries(client, range, pageSize.entries)) {
        for (const row of page) {
          let check = checks.get(row.fileId);
          if (check === undefined) checks.set(row.fileId, (check = new FileCheck(row.fileId, null)));
          check.take(row);
          if (row.content === null) counts.erased += 1;
        }
        counts.entries += page.length;
        options.onProgress?.(counts);
      }
      for (const file of files) heads.update(`${file.id} ${file.seq} ${file.head}\n`);
      for (const check of checks.values()) {
        const problem = check.finish();
        if (problem === null) continue;
        counts.problems += 1;
        options.onProblem?.(problem);
      }
      counts.files += files.length;
      onlyHead = files.at(-1)?.head ?? null;
      after = upTo;
      return options.fileId !== undefined || upTo === null;
    });
    if (isLast) break;
  }
  if (options.fileId !== undefined) return { ...counts, lawHead, head: onlyHead };
  return { ...counts, lawHead, head: counts.files === 0 ? null : heads.digest('hex') };
}

/** The chain of the law, up to the end that `law_state` keeps. */
async function verifyLaw(client: pg.PoolClient, counts: { lawEntries: number; problems: number }, pageSize: number, onProblem: VerifyOptions['onProblem']): Promise<string | null> {
  const { rows: ends } = await client.query<{ seq: number; head: string }>('SELECT seq, head FROM law_state WHERE id = 1');
  const check = new FileCheck(lawChain, ends[0] ?? null);
  for await (const page of readLawEntries(client, pageSize)) {
    for (const row of page) check.take(row);
    counts.lawEntries += page.length;
  }
  const problem = check.finish();
  if (problem !== null) {
    counts.problems += 1;
    onProblem?.(problem);
  }
  return ends[0] && ends[0].seq > 0 ? ends[0].head : null;
}

/** A short one for each page: a snapshot held for hours would keep the database from cleaning up. */
async function inSnapshot<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    failure = error as Error;
    throw error;
  } finally {
    // a connection in an unknown state is closed, not given back
    client.release(failure);
  }
}
