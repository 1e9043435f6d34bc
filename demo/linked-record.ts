import { createHash } from 'node:crypto';
import type { DrawEvidence } from '../domain/draw/draw-evidence.ts';
import { verifyDraw } from '../domain/draw/verify-draw.ts';
import { evidenceInLedger } from '../draw/evidence-in-ledger.ts';
import { nationalProfile } from '../domain/rules/law.ts';
import { resolveProfile } from '../domain/rules/resolve-profile.ts';
import { shippedLaw } from '../law/shipped-law.ts';
import { verifyChain, type StoredEntry } from '../domain/ledger/verify-chain.ts';
import type { TimelineEntry } from '../api/views/entry-view.ts';
import type { Caller } from './caller.ts';
import { addressOf, reader, type StageCrew } from './stage-crew.ts';

export type { TimelineEntry };

export interface DeadlineView {
  readonly id: string;
  readonly ruleId: string;
  readonly dueAt: string;
  readonly state: string;
  readonly rule: {
    readonly onLapse: { readonly label: { readonly zh: string; readonly en: string } } | null;
    readonly source: readonly { readonly title: string; readonly article: string }[];
  } | null;
}

/** Follows a cursor to its end. */
export async function everyPage<Item>(caller: Caller, address: string): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { items: Item[]; nextCursor: string | null } = await caller.get(`${address}${address.includes('?') ? '&' : '?'}limit=200${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

/** Everything that happened in a file, in the files that it came from and in those that came from it. */
export async function timelineOf(crew: StageCrew, fileId: string): Promise<TimelineEntry[]> {
  return everyPage(await crew.as(reader), `${addressOf(fileId)}/timeline?lifecycle=true`);
}

export async function deadlinesOf(caller: Caller, fileId: string): Promise<DeadlineView[]> {
  const { items } = await caller.get(`${addressOf(fileId)}/deadlines`);
  return items;
}

/** A chain as the API gives it out, from the first entry to the last. */
export async function chainOf(crew: StageCrew, fileId: string): Promise<StoredEntry[]> {
  return everyPage(await crew.as(reader), `${addressOf(fileId)}/ledger`);
}

export interface CheckedLedger {
  readonly entries: number;
  readonly verified: boolean;
  /** SHA-256 over one line `id seq hash` for each file, in the order given. */
  readonly head: string;
  readonly broken: readonly string[];
}

/**
 * Computes every chain again, as an outsider would.
 * @param chains by file id, in the order that the head depends on
 */
export function checkLedger(chains: ReadonlyMap<string, readonly StoredEntry[]>): CheckedLedger {
  const heads: string[] = [];
  const broken: string[] = [];
  let entries = 0;
  for (const [id, chain] of chains) {
    const fault = verifyChain(id, chain);
    const last = chain.at(-1);
    if (fault || !last) broken.push(`${id}: ${fault ? `${fault.fault} at ${fault.seq}` : 'empty'}`);
    entries += chain.length;
    heads.push(`${id} ${last?.seq ?? 0} ${last?.hash ?? ''}\n`);
  }
  return { entries, verified: broken.length === 0, head: createHash('sha256').update(heads.join('')).digest('hex'), broken };
}

/** Computes the draw again from the evidence in its ledger. Returns what is wrong; nothing when it is as it must be. */
export function checkDraw(chain: readonly StoredEntry[]): string[] {
  const evidence = evidenceInLedger(chain) as DrawEvidence | undefined;
  return evidence ? verifyDraw(evidence, resolveProfile(shippedLaw, nationalProfile)).map(({ fault, detail }) => `${fault} ${detail}`) : ['no evidence in the ledger'];
}
