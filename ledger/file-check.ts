import { genesis, type LedgerHeader } from '../domain/ledger/ledger-entry.ts';
import { verifyChain, type StoredEntry } from '../domain/ledger/verify-chain.ts';
import type { Fault, LedgerProblem } from './faults.ts';

/** An entry with the columns that repeat its header for searching. `recordedAt` is RFC 3339 in UTC with milliseconds. */
export interface StoredRow extends StoredEntry {
  readonly kind: string;
  readonly what: string;
  readonly occurredOn: string;
  readonly recordedAt: string;
}

/** What the file's row says of its ledger; null when there is no such row. */
export interface FileEnd {
  readonly seq: number;
  readonly head: string;
}

/**
 * Checks the ledger of one file, entry by entry, in constant memory: `take` every entry in order of sequence, then `finish`.
 * Only the first problem is told; what follows it proves nothing.
 */
export class FileCheck {
  readonly #fileId: string;
  readonly #end: FileEnd | null;
  readonly #chain = { prev: genesis, seq: 0 };
  #problem: LedgerProblem | null = null;

  constructor(fileId: string, end: FileEnd | null) {
    this.#fileId = fileId;
    this.#end = end;
  }

  take(row: StoredRow): void {
    this.#problem ??= this.#end === null ? this.#found(row.seq, 'file_missing') : this.#check(row, this.#end);
  }

  /** The first problem, or null when the chain is whole up to the head that the file knows. */
  finish(): LedgerProblem | null {
    if (this.#problem !== null || this.#end === null) return this.#problem;
    if (this.#chain.seq < this.#end.seq) return this.#found(this.#chain.seq + 1, 'missing');
    return this.#chain.prev === this.#end.head ? null : this.#found(this.#end.seq, 'head_differs');
  }

  #check(row: StoredRow, end: FileEnd): LedgerProblem | null {
    try {
      const broken = verifyChain(this.#fileId, [row], this.#chain);
      if (broken !== null) return this.#found(broken.seq, broken.fault);
      // letters in upper case would be the same bytes, and other signs be passed over: neither is what was sealed
      if (row.salt !== null && !/^[0-9a-f]{64}$/.test(row.salt)) return this.#found(row.seq, 'content_changed');
      const column = differingColumn(row, JSON.parse(row.header) as LedgerHeader);
      if (column !== null) return this.#found(row.seq, 'column_differs', column);
    } catch {
      return this.#found(row.seq, 'header_unreadable');
    }
    return row.seq > end.seq ? this.#found(row.seq, 'beyond_file') : null;
  }

  #found(seq: number, fault: Fault, detail?: string): LedgerProblem {
    return { fileId: this.#fileId, seq, fault, ...(detail !== undefined && { detail }) };
  }
}

function differingColumn(row: StoredRow, header: LedgerHeader): string | null {
  if (row.kind !== header.kind) return 'kind';
  if (row.what !== header.what) return 'what';
  if (row.occurredOn !== header.occurredOn) return 'occurred_on';
  if (row.recordedAt !== new Date(header.recordedAt).toISOString()) return 'recorded_at';
  return null;
}
