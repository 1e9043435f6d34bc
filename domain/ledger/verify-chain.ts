import { createHash } from 'node:crypto';
import { contentHash, genesis, type LedgerHeader } from './ledger-entry.ts';

/** An entry as read back; salt and content are null once they were erased. */
export interface StoredEntry {
  readonly seq: number;
  readonly header: string;
  readonly hash: string;
  readonly salt: string | null;
  readonly content: string | null;
}

/** The first thing wrong in a chain, and where. */
export interface BrokenEntry {
  readonly seq: number;
  readonly fault: 'missing' | 'header_changed' | 'chain_broken' | 'content_changed' | 'wrong_file';
}

/**
 * Checks a file's chain from its first entry, in order of sequence.
 * @returns the first broken entry, or null when every byte is as it was sealed
 */
export function verifyChain(file: string, entries: Iterable<StoredEntry>, state: { prev: string; seq: number } = { prev: genesis, seq: 0 }): BrokenEntry | null {
  for (const entry of entries) {
    state.seq += 1;
    if (entry.seq !== state.seq) return { seq: state.seq, fault: 'missing' };
    if (createHash('sha256').update(entry.header, 'utf8').digest('hex') !== entry.hash) return { seq: entry.seq, fault: 'header_changed' };
    const header = JSON.parse(entry.header) as LedgerHeader;
    if (header.file !== file || header.seq !== entry.seq) return { seq: entry.seq, fault: 'wrong_file' };
    if (header.prev !== state.prev) return { seq: entry.seq, fault: 'chain_broken' };
    if (entry.salt !== null && entry.content !== null && contentHash(entry.salt, entry.content) !== header.contentHash) return { seq: entry.seq, fault: 'content_changed' };
    if ((entry.salt === null) !== (entry.content === null)) return { seq: entry.seq, fault: 'content_changed' };
    state.prev = entry.hash;
  }
  return null;
}
