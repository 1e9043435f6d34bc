import { attempt, type AttemptDeps } from '../submissions/attempt.ts';
import { seenColumns, type StoredSubmission } from '../submissions/store.ts';
import { fileTypeOf } from '../domain/ids.ts';
import { nudge } from './nudge.ts';
import { readWorld } from './read-world.ts';

export interface ScanDeps extends AttemptDeps {
  /** How long something may wait before a scan looks at it; a minute. */
  readonly graceSeconds: number;
}

/** What one round found and did. */
export interface ScanReport {
  readonly due: number;
  readonly unconfirmed: number;
  readonly resent: number;
  readonly failed: number;
}

const page = 200;
const atOnce = 16;

/**
 * The net under the process: files whose due moment passed and effects that nobody confirmed get a nudge, submissions that
 * did not settle are sent again. Everything here may run twice, in two workers at once, without harm.
 */
export async function scan(deps: ScanDeps): Promise<ScanReport> {
  const world = await readWorld(deps.pool);
  const due = await overdueFiles(deps);
  const unconfirmed = await filesWithUnconfirmedEffects(deps);
  const unsettled = await claimUnsettled(deps);
  let failed = 0;
  const count = (error: unknown) => {
    failed += 1;
    deps.log.warn({ err: error }, 'a scan could not reach a process; the next one tries again');
  };
  await inTurns([...new Set([...due, ...unconfirmed])], (fileId) => nudge({ ...deps, world }, fileId).catch(count));
  await inTurns(unsettled, (submission) => attempt(deps, submission).then(() => undefined, count));
  return { due: due.length, unconfirmed: unconfirmed.length, resent: unsettled.length, failed };
}

async function overdueFiles({ pool, graceSeconds }: ScanDeps): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM file WHERE next_due_at < world_now() - make_interval(secs => $1) ORDER BY next_due_at LIMIT ${page}`,
    [graceSeconds],
  );
  return rows.map((row) => row.id);
}

async function filesWithUnconfirmedEffects({ pool, graceSeconds }: ScanDeps): Promise<string[]> {
  const { rows } = await pool.query<{ file_id: string }>(
    `SELECT DISTINCT file_id FROM (SELECT file_id FROM effect WHERE confirmed_at IS NULL AND created_at < world_now() - make_interval(secs => $1)
       ORDER BY created_at LIMIT ${page}) e`,
    [graceSeconds],
  );
  return rows.map((row) => row.file_id);
}

/** Takes a page of unsettled submissions for itself: the others see a young attempt. Real time, not world time: it is about the engine. */
async function claimUnsettled({ pool, graceSeconds }: ScanDeps): Promise<StoredSubmission[]> {
  const { rows } = await pool.query(
    `WITH claimed AS (
       UPDATE submission SET attempted_at = now() WHERE id IN (
         SELECT id FROM submission WHERE NOT settled AND attempted_at < now() - make_interval(secs => $1)
         ORDER BY attempted_at LIMIT ${page} FOR UPDATE SKIP LOCKED)
       RETURNING id, file_id, action, answer)
     SELECT s.id, s.file_id AS "fileId", s.action, s.answer, ${seenColumns} FROM claimed s`,
    [graceSeconds],
  );
  return rows.map((row) => ({ ...row, type: fileTypeOf(row.fileId) }));
}

async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  await Promise.all(
    Array.from({ length: Math.min(atOnce, queue.length) }, async () => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
    }),
  );
}
