import type { Client } from '@temporalio/client';
import { stateQuery, type ProcessState } from '../../workflows/messages/messages.ts';
import { yet, type Finding } from './finding.ts';
import type { FileRow, Snapshot } from './snapshot.ts';

const atOnce = 8;

/**
 * The process of every open file against its record, asked by the engine's own query; the processes of closed files must
 * have ended. What was found equal once and has not changed is not asked again within one wait for rest.
 */
export async function checkProcesses(client: Client, { files }: Snapshot, equal: Map<string, string>): Promise<Finding[]> {
  const found: Finding[] = [];
  const queue = files.filter((file) => equal.get(file.id) !== file.head);
  const work = async () => {
    for (let file = queue.shift(); file; file = queue.shift()) {
      const fault = await compare(client, file).catch((error: unknown) => `could not be asked: ${error instanceof Error ? error.message : String(error)}`);
      if (fault === null) equal.set(file.id, file.head);
      else found.push(yet('processEqualsRecord', `${file.id} (${file.stage}, ${file.seq}): ${fault}`));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return found;
}

async function compare(client: Client, file: FileRow): Promise<string | null> {
  const handle = client.workflow.getHandle(file.id);
  const { status } = await client.withDeadline(Date.now() + 5000, () => handle.describe());
  if (file.closed_at !== null) return status.name === 'COMPLETED' ? null : `closed, its process is ${status.name}`;
  if (status.name !== 'RUNNING') return `open, its process is ${status.name}`;
  const state = await client.withDeadline(Date.now() + 5000, () => handle.query<ProcessState>(stateQuery));
  if (state.seq !== file.seq || state.head !== file.head || state.stage !== file.stage) return `the process is at ${state.seq} in ${state.stage}`;
  const due = state.due === null ? null : new Date(state.due).toISOString();
  return due === file.next_due_at ? null : `the process waits until ${due}, the record is due at ${file.next_due_at}`;
}
