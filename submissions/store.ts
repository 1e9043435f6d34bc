import { createHash, randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { openedFileIdOf } from '../domain/files/file-definition.ts';
import { fileDefinition } from '../domain/files/file-types.ts';
import type { World } from '../workflows/messages/messages.ts';
import { canonicalText } from '../domain/ledger/ledger-entry.ts';
import type { NewSubmission, StoredAnswer } from './submission.ts';

/** A submission as stored, with what its sender saw of the file at that moment. */
export interface StoredSubmission {
  readonly id: string;
  readonly fileId: string;
  readonly type: string;
  readonly action: string;
  readonly answer: StoredAnswer | null;
  /** The record's sequence now; 0 when the file has no entry yet. */
  readonly seenSeq: number;
  /** The file's last stage is reached: no process will answer any more. */
  readonly fileClosed: boolean;
  readonly world: World;
}

/** What the sender saw is read anew for each attempt. */
export const seenColumns = `coalesce((SELECT f.seq FROM file f WHERE f.id = s.file_id), 0) AS "seenSeq",
  EXISTS (SELECT FROM file f WHERE f.id = s.file_id AND f.closed_at IS NOT NULL) AS "fileClosed",
  (SELECT jsonb_build_object('offset', offset_ms, 'isRehearsal', is_rehearsal) FROM world_clock) AS world`;

/**
 * Stores what a person sent, or finds what was stored under the same key. One statement, on the way of every act: it also looks whether
 * the caller may see the file, and whether somebody moves the clock of the rehearsal.
 * @returns `keyReused` when the key was used with another body, action or file
 */
export async function storeSubmission(pool: Pool, submission: NewSubmission): Promise<StoredSubmission | 'notVisible' | 'keyReused' | 'clockMoving'> {
  const id = randomUUID();
  const bodyHash = hashOf(submission);
  const fileId = submission.fileId ?? openedFileIdOf(fileDefinition(submission.type), { submissionId: id, departmentId: submission.departmentId, input: submission.body });
  const { rows } = await pool.query({
    name: 'submission-store',
    text: `WITH allowed AS MATERIALIZED (
        SELECT $12::boolean OR EXISTS (SELECT FROM file WHERE id = $4 AND type = $13 AND department_id = ANY ($14)) AS visible,
               EXISTS (SELECT FROM world_clock WHERE moving_until > clock_timestamp()) AS moving),
      stored AS (
        INSERT INTO submission (id, caller_id, idempotency_key, file_id, action, body, body_hash, caller_roles, department_id, occurred_on, received_at, if_match, attempted_at)
        SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, world_now(), $11, now() FROM allowed WHERE visible AND NOT moving
        ON CONFLICT (caller_id, idempotency_key) DO NOTHING
        RETURNING id, file_id, body_hash, answer)
      SELECT allowed.visible, allowed.moving, s.id, s.file_id AS "fileId", s.body_hash AS "bodyHash", s.answer, ${seenColumns}
      FROM allowed LEFT JOIN (SELECT * FROM stored UNION ALL SELECT id, file_id, body_hash, answer FROM submission WHERE caller_id = $2 AND idempotency_key = $3 LIMIT 1) s ON true`,
    values: [
      id, submission.callerId, submission.idempotencyKey, fileId, submission.action, JSON.stringify(submission.body), bodyHash,
      submission.callerRoles, submission.departmentId, submission.occurredOn, submission.ifMatch,
      submission.fileId === null, submission.type, submission.visibleIn,
    ],
  });
  const row = rows[0];
  if (!row.visible) return 'notVisible';
  // without a row: two first attempts at one instant, and the other one's row is not in this snapshot
  if (row.id === null) return row.moving ? 'clockMoving' : storeSubmission(pool, submission);
  if (row.bodyHash !== bodyHash) return 'keyReused';
  return { id: row.id, fileId: row.fileId, type: submission.type, action: submission.action, answer: row.answer, seenSeq: row.seenSeq, fileClosed: row.fileClosed, world: row.world };
}

function hashOf({ type, fileId, action, body, occurredOn, ifMatch }: NewSubmission): string {
  return createHash('sha256').update(canonicalText({ type, fileId, action, body, occurredOn, ifMatch })).digest('hex');
}
