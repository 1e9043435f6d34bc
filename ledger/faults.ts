import type { Label } from '../domain/label.ts';

/** What can be wrong with a ledger. The codes are stable; the words are for people. */
export const faults = {
  missing: { zh: '缺少该条', en: 'this entry is missing' },
  header_changed: { zh: '条目头或其哈希被改动', en: 'the header or its hash was changed' },
  header_unreadable: { zh: '条目头不是可读的 JSON', en: 'the header is not readable JSON' },
  wrong_file: { zh: '该条属于其他案卷或其他序号', en: 'this entry belongs to another file or another place' },
  chain_broken: { zh: '与上一条的哈希不衔接', en: 'it does not follow from the entry before' },
  content_changed: { zh: '内容或盐值被改动', en: 'the content or its salt was changed' },
  column_differs: { zh: '旁列与条目头不一致', en: 'a column beside the header says something else' },
  beyond_file: { zh: '超出案卷记载的最后一条', en: 'it comes after the last entry that the file knows' },
  head_differs: { zh: '案卷记载的链头与最后一条不符', en: 'the head kept with the file is not the hash of the last entry' },
  file_missing: { zh: '有条目而无案卷', en: 'there are entries but no file' },
} as const satisfies Record<string, Label>;

export type Fault = keyof typeof faults;

/** The first thing wrong in the ledger of one file. */
export interface LedgerProblem {
  readonly fileId: string;
  /** The first broken entry. */
  readonly seq: number;
  readonly fault: Fault;
  /** What exactly, where a code does not say it: the column's name. */
  readonly detail?: string;
}
