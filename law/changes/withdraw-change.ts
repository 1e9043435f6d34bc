import type { Pool } from 'pg';
import type { LawChange } from './law-change.ts';
import { LawChangeError } from './law-change-error.ts';
import { found, writeLaw } from './write-law.ts';

/** Takes back what is not in force yet. @throws LawChangeError LAW_CHANGE_STATE, NOT_FOUND */
export async function withdrawChange(pool: Pool, actor: string, changeId: string, reason: string): Promise<LawChange> {
  return writeLaw(pool, changeId, (now) => {
    const change = found(now);
    if (change.state !== 'draft' && change.state !== 'previewed') throw new LawChangeError('LAW_CHANGE_STATE', [change.state]);
    return {
      change: { ...change, state: 'withdrawn', withdrawnBy: actor, withdrawnAt: now.at, withdrawnReason: reason },
      what: 'withdrawn',
      content: { actor, reason },
    };
  });
}
