import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { JsonObject } from '../../domain/json.ts';
import type { LawBook } from '../law-book.ts';
import { applyChange } from './apply-change.ts';
import type { ChangeKind, LawChange, Transition } from './law-change.ts';
import { LawChangeError } from './law-change-error.ts';
import { writeLaw } from './write-law.ts';

export interface Draft {
  readonly kind: Exclude<ChangeKind, 'release'>;
  readonly content: JsonObject;
  readonly transition: Transition;
  readonly reason: string;
}

/**
 * Stores a draft that could take effect on the law of today: form, names and meaning are checked as those of the files of the law are.
 * A draft is never altered; it is withdrawn and drafted anew.
 * @throws LawChangeError LAW_CHANGE_INVALID with every finding
 */
export async function draftChange(pool: Pool, lawBook: LawBook, drafter: string, draft: Draft): Promise<LawChange> {
  const id = randomUUID();
  return writeLaw(pool, null, async (now) => {
    const { subject } = applyChange(await lawBook.at(now.revision), draft, now.revision + 1);
    if (draft.kind === 'department_profile') await assertDepartment(pool, subject);
    const change: LawChange = {
      id, kind: draft.kind, subject, content: draft.content, transition: draft.transition, reason: draft.reason, state: 'draft', draftedBy: drafter, draftedAt: now.at,
      previewRevision: null, preview: null, previewedBy: null, previewedAt: null, approvedBy: null, approvedAt: null, revision: null, inEffectAt: null,
      withdrawnBy: null, withdrawnAt: null, withdrawnReason: null,
    };
    return { change, what: 'drafted', content: { content: draft.content, transition: draft.transition, reason: draft.reason, actor: drafter } };
  });
}

async function assertDepartment(pool: Pool, id: string): Promise<void> {
  const { rowCount } = await pool.query('SELECT 1 FROM department WHERE id = $1', [id]);
  if (rowCount === 0) throw new LawChangeError('LAW_CHANGE_INVALID', [`UNKNOWN_DEPARTMENT ${id}`]);
}
