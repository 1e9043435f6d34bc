import type { Pool } from 'pg';
import { shanghaiDate } from '../../domain/time/shanghai.ts';
import type { LawBook } from '../law-book.ts';
import { applyChange } from './apply-change.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { LawChange } from './law-change.ts';
import { LawChangeError } from './law-change-error.ts';
import { found, writeLaw } from './write-law.ts';

/**
 * Puts a previewed change in force: from this statement on nothing is written by the law before it. What is open is then counted anew by the workers.
 * @throws LawChangeError LAW_CHANGE_STATE, LAW_SECOND_PERSON, LAW_REDATING_UNDER_WAY, LAW_PREVIEW_OUTDATED, LAW_NOT_YET, LAW_CHANGE_INVALID, NOT_FOUND
 */
export async function approveChange(pool: Pool, lawBook: LawBook, approver: string, changeId: string): Promise<LawChange> {
  return writeLaw(pool, changeId, async (now) => {
    const change = found(now);
    if (change.draftedBy === approver) throw new LawChangeError('LAW_SECOND_PERSON');
    if (change.state !== 'previewed') throw new LawChangeError('LAW_CHANGE_STATE', [change.state]);
    if (now.redating !== null) throw new LawChangeError('LAW_REDATING_UNDER_WAY', [now.redating]);
    if (change.previewRevision !== now.revision) throw new LawChangeError('LAW_PREVIEW_OUTDATED', [`${change.previewRevision} < ${now.revision}`]);
    const revision = now.revision + 1;
    const applied = applyChange(await lawBook.at(now.revision), change, revision);
    // what is open would follow it before it is the law
    const from = applied.effectiveFrom;
    if (change.transition === 'open_deadlines' && from !== null && from > shanghaiDate(now.at)) throw new LawChangeError('LAW_NOT_YET', [from], from);
    const redates = change.kind !== 'department_profile';
    const approved: LawChange = { ...change, state: redates ? 'approved' : 'in_effect', approvedBy: approver, approvedAt: now.at, revision, inEffectAt: redates ? null : now.at };
    return {
      change: approved,
      what: 'approved',
      revision,
      content: { content: change.content, transition: change.transition, actor: approver, draftedBy: change.draftedBy, preview: change.preview === null ? null : { ...change.preview }, fingerprint: fingerprintOf(applied.law) },
      ...(redates ? { redates: { filesInAll: await countOpenFiles(pool) } } : {}),
      ...(applied.department === null ? {} : { department: applied.department }),
    };
  });
}

/** Files that a run will look at. */
export async function countOpenFiles(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ n: number }>('SELECT count(DISTINCT file_id)::integer AS n FROM deadline WHERE closed_seq IS NULL');
  return rows[0]?.n ?? 0;
}
