import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { Client } from '@temporalio/client';

/** A run of a workflow as JSON, as other Temporal tools write it too; enough to replay it with the worker of any later version. */
export interface SavedHistory {
  readonly name: string;
  readonly workflowId: string;
  readonly history: { readonly events: readonly HistoryEvent[] };
}

/** One event: its type, and its attributes under a key that ends in `EventAttributes`. */
export interface HistoryEvent extends Readonly<Record<string, unknown>> {
  readonly eventType: string;
}

/** Histories of every released version, a folder each. */
export const savedHistoriesFolder = join(import.meta.dirname, 'histories');

/** Where a run of the tests keeps the histories of all its worlds; only `test/replay/export-histories.ts` sets it. */
export const keepFolderVariable = 'DUBAN_KEEP_HISTORIES';

/** Keeps the history of every run of a namespace, where the run of the tests was asked to. */
export async function keepHistories(client: Client): Promise<void> {
  const folder = process.env[keepFolderVariable];
  if (folder === undefined) return;
  for await (const { workflowId, runId } of client.workflow.list()) {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    writeHistory(folder, { name: `${workflowId}.${runId}`, workflowId, history: withoutMachine(historyToJSON(history)) });
  }
}

export function writeHistory(folder: string, { name, workflowId, history }: SavedHistory): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify({ workflowId, history })}\n`);
}

/** Every saved history under a folder, in the order of their names. */
export function readHistories(folder: string): SavedHistory[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.json'))
    .toSorted()
    .map((path) => ({ name: path.replace(/\.json$/, ''), ...JSON.parse(readFileSync(join(folder, path), 'utf8')) }));
}

/** The names of processes and machines are nobody's business, and no replay reads them. */
function withoutMachine(json: string): SavedHistory['history'] {
  return JSON.parse(json, (key, value) => {
    if (/identity|binaryChecksum/i.test(key)) return undefined;
    // the name of a worker's own queue
    return typeof value === 'string' && /^\d+@/.test(value) ? 'worker' : value;
  });
}
