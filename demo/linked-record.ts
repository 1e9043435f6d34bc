import { createHash } from 'node:crypto';
import { verifyChain, type StoredEntry } from '../domain/ledger/verify-chain.ts';
import { addressOf, type StageCrew } from './stage-crew.ts';

/** One entry of a timeline, as the API tells it. */
export interface TimelineEntry {
  readonly fileId: string;
  readonly type: string;
  readonly seq: number;
  readonly kind: 'act' | 'event' | 'deadline';
  readonly what: { readonly id: string; readonly label: { readonly zh: string; readonly en: string } };
  readonly rung: { readonly id: string; readonly label: { readonly zh: string; readonly en: string } } | null;
  readonly from: { readonly id: string } | null;
  readonly stage: { readonly id: string; readonly label: { readonly zh: string; readonly en: string } };
  readonly occurredOn: string;
  readonly recordedAt: string;
  readonly actor: { readonly name: string | null; readonly roles: readonly { readonly label: { readonly zh: string } }[] } | null;
  readonly deadlines: readonly { readonly deadlineId: string; readonly rule: { readonly id: string; readonly label: { readonly zh: string; readonly en: string } }; readonly change: string; readonly dueDate: string; readonly provisional: boolean }[];
}

export interface DeadlineView {
  readonly ruleId: string;
  readonly dueAt: string;
  readonly state: string;
  readonly rule: { readonly source: readonly { readonly title: string; readonly article: string }[] } | null;
}

/** Follows a cursor to its end. */
async function everyPage<Item>(crew: StageCrew, address: string): Promise<Item[]> {
  const reader = await crew.as('responsible');
  const items: Item[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { items: Item[]; nextCursor: string | null } = await reader.get(`${address}${address.includes('?') ? '&' : '?'}limit=200${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

/** Everything that happened in a file, in the files that it came from and in those that came from it. */
export function timelineOf(crew: StageCrew, fileId: string): Promise<TimelineEntry[]> {
  return everyPage(crew, `${addressOf(fileId)}/timeline?lifecycle=true`);
}

export async function deadlinesOf(crew: StageCrew, fileId: string): Promise<DeadlineView[]> {
  const { items } = await (await crew.as('responsible')).get(`${addressOf(fileId)}/deadlines`);
  return items;
}

export interface CheckedLedger {
  readonly entries: number;
  readonly verified: boolean;
  /** SHA-256 over one line `id seq hash` for each file, in the order given. */
  readonly head: string;
  readonly broken: readonly string[];
}

/** Fetches every chain and computes it again, as an outsider would. */
export async function checkLedger(crew: StageCrew, fileIds: readonly string[]): Promise<CheckedLedger> {
  const heads: string[] = [];
  const broken: string[] = [];
  let entries = 0;
  for (const id of fileIds) {
    const chain = await everyPage<StoredEntry>(crew, `${addressOf(id)}/ledger`);
    const fault = verifyChain(id, chain);
    const last = chain.at(-1);
    if (fault || !last) broken.push(`${id}: ${fault ? `${fault.fault} at ${fault.seq}` : 'empty'}`);
    entries += chain.length;
    heads.push(`${id} ${last?.seq ?? 0} ${last?.hash ?? ''}\n`);
  }
  return { entries, verified: broken.length === 0, head: createHash('sha256').update(heads.join('')).digest('hex'), broken };
}
