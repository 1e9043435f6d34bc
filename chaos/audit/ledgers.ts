import { fileTypes } from '../../domain/files/file-types.ts';
import type { LedgerHeader } from '../../domain/ledger/ledger-entry.ts';
import { verifyChain } from '../../domain/ledger/verify-chain.ts';
import { never, yet, type Finding } from './finding.ts';
import type { EntryRow, FileRow, Snapshot } from './snapshot.ts';

/** Every chain from its first byte, the walk along the chart, and nothing twice. */
export function checkLedgers({ files, entries, effects }: Snapshot): Finding[] {
  const found: Finding[] = [];
  const byFile = Map.groupBy(entries, (entry) => entry.file_id);
  for (const file of files) found.push(...checkFile(file, byFile.get(file.id) ?? []));
  const known = new Set(files.map((file) => file.id));
  for (const id of byFile.keys()) if (!known.has(id)) found.push(never('chain', `entries without a file: ${id}`));
  return [...found, ...twice(entries), ...checkEffects(entries, effects)];
}

function checkFile(file: FileRow, entries: readonly EntryRow[]): Finding[] {
  const found: Finding[] = [];
  const broken = verifyChain(file.id, entries);
  if (broken) found.push(never('chain', `${file.id} entry ${broken.seq}: ${broken.fault}`));
  const last = entries.at(-1);
  if (!last || last.seq !== file.seq || last.hash !== file.head) {
    found.push(never('chain', `${file.id} is at ${file.seq}, its ledger at ${last?.seq ?? 0}${last?.hash === file.head ? '' : ' with another head'}`));
    return found;
  }
  const chart = fileTypes[file.type]?.chart;
  let stage = 'none';
  for (const entry of entries) {
    const header = JSON.parse(entry.header) as LedgerHeader;
    const content = JSON.parse(entry.content ?? '{}') as { from?: string; outcome?: string };
    const at = chart?.stages[stage];
    if (content.from !== stage) found.push(never('chart', `${file.id} entry ${entry.seq} ${entry.what} comes from ${content.from}, the file was in ${stage}`));
    if (entry.kind === 'act') {
      const lead = at?.acts[entry.what]?.[content.outcome ?? ''];
      if (!lead || (lead.to ?? stage) !== header.stage) found.push(never('chart', `${file.id} entry ${entry.seq}: ${entry.what} with ${content.outcome} was not open in ${stage}, or does not lead to ${header.stage}`));
    }
    stage = header.stage;
  }
  if (stage !== file.stage) found.push(never('chain', `${file.id} is in ${file.stage}, its ledger says ${stage}`));
  return found;
}

function twice(entries: readonly EntryRow[]): Finding[] {
  const seen = new Map<string, number>();
  for (const { file_id, submission_id, source_file_id, source_seq, source_n, deadline_id, revision, rung } of entries) {
    const keys = [
      ...(submission_id === null ? [] : [`submission ${submission_id}`]),
      ...(source_file_id === null ? [] : [`effect ${source_file_id} ${source_seq} ${source_n} in ${file_id}`]),
      ...(deadline_id === null ? [] : [`rung ${deadline_id} ${revision} ${rung}`]),
    ];
    for (const key of keys) seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  return [...seen].filter(([, times]) => times > 1).map(([key, times]) => never('once', `${key} stands ${times} times in the ledger`));
}

function checkEffects(entries: readonly EntryRow[], effects: Snapshot['effects']): Finding[] {
  const keyOf = (file: string | null, seq: number | null, n: number | null) => `${file} ${seq} ${n}`;
  const taken = Map.groupBy(entries.filter((entry) => entry.source_file_id !== null), (entry) => keyOf(entry.source_file_id, entry.source_seq, entry.source_n));
  const found: Finding[] = [];
  const sent = new Set<string>();
  for (const { file_id, seq, n, to_file_id, confirmed_at } of effects) {
    const key = keyOf(file_id, seq, n);
    sent.add(key);
    const receivers = taken.get(key) ?? [];
    if (receivers.length > 1 || receivers.some((entry) => entry.file_id !== to_file_id)) found.push(never('effects', `effect ${key} for ${to_file_id} was taken in by ${receivers.map((entry) => entry.file_id).join(', ')}`));
    if (receivers.length === 0) found.push(yet('effects', `effect ${key} for ${to_file_id} was not taken in`));
    if (receivers.length === 0 && confirmed_at !== null) found.push(never('effects', `effect ${key} is confirmed, and nobody took it in`));
    if (receivers.length > 0 && confirmed_at === null) found.push(never('effects', `effect ${key} was taken in without being confirmed in the same statement`));
  }
  for (const [key, receivers] of taken) if (!sent.has(key)) found.push(never('effects', `${receivers[0]?.file_id} took in an effect that nobody sent: ${key}`));
  return found;
}
