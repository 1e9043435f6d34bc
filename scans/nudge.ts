import type { Client } from '@temporalio/client';
import { fileTypeOf } from '../domain/ids.ts';
import { nudgeSignal, type FileInput, type NudgeMessage } from '../workflows/messages/messages.ts';
import { taskQueue } from '../workflows/messages/task-queue.ts';

export interface NudgeDeps {
  readonly client: Client;
  readonly offset: () => number;
  readonly historyLimit?: number;
}

/** Makes a file's process look at its record, and starts it from the record if there is none. Writes nothing by itself. */
export async function nudge({ client, offset, historyLimit }: NudgeDeps, fileId: string): Promise<void> {
  const input: FileInput = { fileId, offset: offset(), ...(historyLimit === undefined ? {} : { historyLimit }) };
  const message: NudgeMessage = { offset: offset() };
  await client.workflow.signalWithStart(fileTypeOf(fileId), { workflowId: fileId, taskQueue, args: [input], signal: nudgeSignal, signalArgs: [message] });
}
