import { createHash, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { NewEntry } from '../advance/draft.ts';

/**
 * One entry of a file's hash chain, as stored (R-AU). `header` and `content` are exact RFC 8785 texts:
 * `contentHash = SHA-256(salt ‖ content)` stands in the header, `hash = SHA-256(header)` is the next entry's `prev`.
 * So salt and content can be erased together without breaking the chain.
 */
export interface LedgerEntry {
  readonly seq: number;
  readonly header: string;
  readonly hash: string;
  /** 32 random bytes, hex. */
  readonly salt: string;
  readonly content: string;
}

/** The hash before the first entry of every file. */
export const genesis = '0'.repeat(64);

/** What the header says: who comes before, what the entry means for the process, and the hash of its content; no personal data. */
export interface LedgerHeader {
  readonly v: 1;
  readonly file: string;
  readonly seq: number;
  readonly prev: string;
  readonly kind: NewEntry['kind'];
  readonly what: string;
  readonly occurredOn: string;
  readonly recordedAt: string;
  readonly stage: string;
  readonly reached: readonly string[];
  readonly open: readonly string[];
  readonly due: string | null;
  readonly effects: readonly number[];
  readonly contentHash: string;
}

/**
 * Seals a new entry into the chain.
 * @param prev hash of the entry before, `genesis` for the first
 * @param salt 32 bytes in hex; random unless a test gives one
 */
export function sealEntry(file: string, prev: string, recordedAt: string, entry: NewEntry, salt = randomBytes(32).toString('hex')): LedgerEntry {
  const content = canonicalText(entry.content);
  const header: LedgerHeader = {
    v: 1,
    file,
    seq: entry.seq,
    prev,
    kind: entry.kind,
    what: entry.what,
    occurredOn: entry.occurredOn,
    recordedAt,
    stage: entry.stage,
    reached: entry.reached,
    open: entry.open,
    due: entry.due,
    effects: entry.effects,
    contentHash: contentHash(salt, content),
  };
  const text = canonicalText(header);
  return { seq: entry.seq, header: text, hash: sha256(text), salt, content };
}

/** SHA-256 over the salt's bytes and the exact text, hex. */
export function contentHash(salt: string, content: string): string {
  return createHash('sha256').update(Buffer.from(salt, 'hex')).update(content, 'utf8').digest('hex');
}

/** RFC 8785 text. @throws when the value is not JSON (NaN, a function at the top) */
export function canonicalText(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
