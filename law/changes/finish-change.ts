import type { Pool } from 'pg';
import { found, writeLaw } from './write-law.ts';
import { LawChangeError } from './law-change-error.ts';

/** Everything that is open has been counted anew: the change is in effect, and the chain says how many deadlines moved. May run twice. */
export async function finishChange(pool: Pool, changeId: string): Promise<void> {
  const { rows } = await pool.query<{ files: number; deadlines: number }>('SELECT files_checked AS files, deadlines_changed AS deadlines FROM redating WHERE change_id = $1', [changeId]);
  try {
    await writeLaw(pool, changeId, (now) => {
      const change = found(now);
      if (change.state !== 'approved') throw new LawChangeError('LAW_CHANGE_STATE');
      return { change: { ...change, state: 'in_effect', inEffectAt: now.at }, what: 'in_effect', content: { filesChecked: rows[0]?.files ?? 0, deadlinesChanged: rows[0]?.deadlines ?? 0 } };
    });
  } catch (error) {
    // a kill between this and the next statement, or two workers at once
    if (!(error instanceof LawChangeError)) throw error;
  }
  await pool.query('UPDATE redating SET finished_at = world_now() WHERE change_id = $1 AND finished_at IS NULL', [changeId]);
}
