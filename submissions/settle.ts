import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { ErrorCode } from '../domain/errors.ts';
import type { StoredAnswer } from './submission.ts';

/** Marks submissions as settled in batches. Losing a batch costs one more Update each, nothing else. */
export interface Settler {
  add(submissionId: string): void;
  close(): Promise<void>;
}

const batchAfterMs = 250;

export function createSettler(pool: Pool, log: Logger): Settler {
  let waiting: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  const flush = async () => {
    timer = undefined;
    const ids = waiting;
    waiting = [];
    if (ids.length === 0) return;
    try {
      await pool.query({ name: 'submission-settle', text: 'UPDATE submission SET settled = true WHERE id = ANY($1) AND answer IS NOT NULL', values: [ids] });
    } catch (error) {
      log.warn({ err: error, count: ids.length }, 'settling failed; the scan will send these again');
    }
  };
  return {
    add(submissionId) {
      waiting.push(submissionId);
      timer ??= setTimeout(() => void flush(), batchAfterMs);
    },
    async close() {
      clearTimeout(timer);
      await flush();
    },
  };
}

/**
 * A refusal without history is an answer only once it is stored, and only if no answer is there yet: a frozen worker may
 * have applied the act. Whoever is first stores it, everybody tells what the row holds.
 * @param code why it is not open
 * @param settlesStored the answer was there before this attempt was sent, so the process knows it
 */
export async function settleRefusal(pool: Pool, submissionId: string, code: ErrorCode, settlesStored: boolean): Promise<StoredAnswer | null> {
  const refusal: StoredAnswer = { accepted: false, code };
  const { rows } = await pool.query<{ answer: StoredAnswer }>(
    'UPDATE submission SET answer = coalesce(answer, $2), settled = settled OR answer IS NULL OR $3 WHERE id = $1 RETURNING answer',
    [submissionId, JSON.stringify(refusal), settlesStored],
  );
  return rows[0]?.answer ?? null;
}

/** The stored answer; null: none yet, or no such submission. */
export async function readAnswer(pool: Pool, submissionId: string): Promise<StoredAnswer | null> {
  const { rows } = await pool.query<{ answer: StoredAnswer | null }>('SELECT answer FROM submission WHERE id = $1', [submissionId]);
  return rows[0]?.answer ?? null;
}
