import type { Client } from '@temporalio/client';
import { fileTypeOf } from '../domain/ids.ts';
import { nudgeSignal, type FileInput, type NudgeMessage, type World } from '../workflows/messages/messages.ts';
import { taskQueue } from '../workflows/messages/task-queue.ts';

export interface NudgeDeps {
  readonly client: Client;
  readonly world: World;
  readonly historyLimit?: number;
}

/** Makes a file's process look at its record, and starts it from the record if there is none. Writes nothing by itself. */
export async function nudge({ client, world, historyLimit }: NudgeDeps, fileId: string): Promise<void> {
  const input: FileInput = { fileId, ...world, ...(historyLimit === undefined ? {} : { historyLimit }) };
  const message: NudgeMessage = { offset: world.offset };
  await client.workflow.signalWithStart(fileTypeOf(fileId), { workflowId: fileId, taskQueue, args: [input], signal: nudgeSignal, signalArgs: [message] });
}
