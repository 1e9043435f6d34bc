import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { eventSignal, type EventMessage, type FileInput, type World } from '../../workflows/messages/messages.ts';
import { taskQueue } from '../../workflows/messages/task-queue.ts';

export interface SendEffectDeps {
  readonly pool: Pool;
  readonly client: Client;
  readonly historyLimit?: number;
}

export interface EffectAddress {
  readonly fileId: string;
  readonly seq: number;
  readonly n: number;
  readonly hash: string;
  readonly world: World;
}

/**
 * Tells another file of an effect: starts its process if there is none. Sent as often as need be; the receiver keys it
 * by (source file, sequence, number), and its own step confirms the effect in the transaction that takes it in.
 */
export function createSendEffect({ pool, client, historyLimit }: SendEffectDeps) {
  return async function sendEffect({ fileId, seq, n, hash, world }: EffectAddress): Promise<void> {
    const { rows } = await pool.query<{ to_file_id: string; to_type: string }>(
      'SELECT to_file_id, to_type FROM effect WHERE file_id = $1 AND seq = $2 AND n = $3 AND confirmed_at IS NULL',
      [fileId, seq, n],
    );
    const effect = rows[0];
    if (!effect) return;
    const input: FileInput = { fileId: effect.to_file_id, ...world, ...(historyLimit === undefined ? {} : { historyLimit }) };
    const message: EventMessage = { source: { fileId, seq, n, hash }, offset: world.offset };
    await client.workflow.signalWithStart(effect.to_type, {
      workflowId: effect.to_file_id,
      taskQueue,
      args: [input],
      signal: eventSignal,
      signalArgs: [message],
    });
  };
}
