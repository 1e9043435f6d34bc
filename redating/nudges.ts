import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { nudge } from '../scans/nudge.ts';
import { readWorld } from '../scans/read-world.ts';

export interface NudgeRound {
  readonly pool: Pool;
  readonly client: Client;
  readonly log: Logger;
  readonly historyLimit?: number;
}

/**
 * Tells processes that an earlier moment waits for them than they know, the earliest first. A nudge may come twice and writes nothing; one that
 * cannot be sent stays in the table.
 * @returns how many were sent
 */
export async function sendNudges({ pool, client, log, historyLimit }: NudgeRound, atMost: number): Promise<number> {
  const { rows } = await pool.query<{ id: string; due: string }>('SELECT file_id AS id, due_at::text AS due FROM redating_nudge ORDER BY due_at, file_id LIMIT $1', [atMost]);
  if (rows.length === 0) return 0;
  const world = await readWorld(pool);
  let sent = 0;
  for (const { id, due } of rows) {
    try {
      await nudge({ client, world, ...(historyLimit === undefined ? {} : { historyLimit }) }, id);
      await pool.query('DELETE FROM redating_nudge WHERE file_id = $1 AND due_at = $2', [id, due]);
      sent += 1;
    } catch (error) {
      log.warn({ err: error, fileId: id }, 'a process could not be told of an earlier date; it is tried again');
    }
  }
  return sent;
}
