import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { LawBook } from '../law/law-book.ts';
import { nudge } from '../scans/nudge.ts';
import { nextPlanOpening, openDuePlans } from '../scans/yearly-plans.ts';
import { ClockError } from './clock-error.ts';

export interface AdvanceDeps {
  readonly pool: Pool;
  readonly client: Client;
  readonly log: Logger;
  readonly historyLimit?: number;
  /** By which the plans of the year are opened on the way; absent: none is (tests of other files). */
  readonly lawBook?: LawBook;
  /** Where the crash table stops an advance. */
  readonly pause?: (point: 'moved') => Promise<void>;
}

/** To an instant, by milliseconds, or to the next due moment of any file. */
export type AdvanceTarget = { readonly to: string } | { readonly by: number } | 'nextDue';

export interface Advanced {
  readonly from: string;
  readonly to: string;
  /** Due moments at which the world stopped on the way. */
  readonly moments: number;
}

/** A claim that is not renewed for so long belongs to a process that died. */
const claimSeconds = 20;
const quietWithinMs = 60_000;
const nudgeAgainAfterMs = 2_000;
const pollMs = 10;

/**
 * Moves the time of a rehearsal, due moment by due moment: at each one the files concerned are told, tick, and the world is
 * quiet again (nothing due, no unconfirmed effect) before it goes on. Stopped anywhere, the next call goes on from there.
 * @throws ClockError NOT_A_REHEARSAL, CLOCK_MOVING, CLOCK_BACKWARDS, CLOCK_STUCK (the world did not come to rest)
 */
export async function advanceWorld(deps: AdvanceDeps, target: AdvanceTarget): Promise<Advanced> {
  const claim = await claimClock(deps.pool);
  try {
    const from = await worldNow(deps.pool);
    await settleDown(deps, claim);
    const goal = target === 'nextDue' ? await nextDue(deps) : 'to' in target ? Date.parse(target.to) : from + target.by;
    if (goal === null) return { from: iso(from), to: iso(await worldNow(deps.pool)), moments: 0 };
    if (goal < from) throw new ClockError('CLOCK_BACKWARDS');
    let moments = 0;
    for (;;) {
      const due = await nextDue(deps);
      const isLast = due === null || due > goal;
      await moveTo(deps, claim, isLast ? goal : due);
      if (isLast) break;
      moments += 1;
      await settleDown(deps, claim);
    }
    await settleDown(deps, claim);
    return { from: iso(from), to: iso(await worldNow(deps.pool)), moments };
  } finally {
    await deps.pool.query('UPDATE world_clock SET moving_by = NULL, moving_until = NULL WHERE id = 1 AND moving_by = $1', [claim]).catch((error: unknown) => deps.log.warn({ err: error }, 'the claim on the clock runs out by itself'));
  }
}

async function claimClock(pool: Pool): Promise<string> {
  const claim = randomUUID();
  const { rows } = await pool.query<{ is_rehearsal: boolean; claimed: boolean }>(
    `WITH claimed AS (
       UPDATE world_clock SET moving_by = $1, moving_until = clock_timestamp() + make_interval(secs => ${claimSeconds})
       WHERE id = 1 AND is_rehearsal AND (moving_until IS NULL OR moving_until < clock_timestamp()) RETURNING id)
     SELECT is_rehearsal, EXISTS (SELECT FROM claimed) AS claimed FROM world_clock WHERE id = 1`,
    [claim],
  );
  if (!rows[0]?.is_rehearsal) throw new ClockError('NOT_A_REHEARSAL');
  if (!rows[0].claimed) throw new ClockError('CLOCK_MOVING');
  return claim;
}

/** Never backwards: real time went on while we computed, and the world with it. */
async function moveTo({ pool, pause }: AdvanceDeps, claim: string, instant: number): Promise<void> {
  const { rowCount } = await pool.query(
    `UPDATE world_clock SET offset_ms = greatest(offset_ms, ceil($2::double precision - extract(epoch FROM clock_timestamp()) * 1000)::bigint),
       moving_until = clock_timestamp() + make_interval(secs => ${claimSeconds})
     WHERE id = 1 AND moving_by = $1 AND moving_until > clock_timestamp()`,
    [claim, instant],
  );
  if (rowCount === 0) throw new ClockError('CLOCK_MOVING');
  await pause?.('moved');
}

/** Tells every file that is due, and opens those that are opened by themselves; waits until nothing is due and every effect is confirmed. */
async function settleDown(deps: AdvanceDeps, claim: string): Promise<void> {
  const until = Date.now() + quietWithinMs;
  const open = async () => (deps.lawBook ? openDuePlans({ ...deps, lawBook: deps.lawBook }) : []);
  let opening = await open();
  let nudgedAt = 0;
  for (;;) {
    const { rows } = await deps.pool.query<{ ids: string[]; offset: number }>(
      `SELECT world_offset_ms() AS offset, coalesce(array_agg(id), '{}') AS ids FROM (
         SELECT id FROM file WHERE next_due_at <= world_now()
         UNION SELECT file_id FROM effect WHERE confirmed_at IS NULL
         UNION SELECT o.id FROM unnest($1::text[]) AS o (id) WHERE NOT EXISTS (SELECT FROM file f WHERE f.id = o.id)) busy`,
      [opening],
    );
    const { ids, offset } = rows[0] ?? { ids: [], offset: 0 };
    if (ids.length === 0) return;
    if (Date.now() > until) throw new ClockError('CLOCK_STUCK', ids);
    if (Date.now() - nudgedAt > nudgeAgainAfterMs) {
      nudgedAt = Date.now();
      await renew(deps.pool, claim);
      opening = await open();
      for (const id of ids) await nudge({ client: deps.client, world: { offset, isRehearsal: true }, ...(deps.historyLimit === undefined ? {} : { historyLimit: deps.historyLimit }) }, id);
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

async function renew(pool: Pool, claim: string): Promise<void> {
  const { rowCount } = await pool.query(
    `UPDATE world_clock SET moving_until = clock_timestamp() + make_interval(secs => ${claimSeconds}) WHERE id = 1 AND moving_by = $1 AND moving_until > clock_timestamp()`,
    [claim],
  );
  if (rowCount === 0) throw new ClockError('CLOCK_MOVING');
}

async function nextDue(deps: AdvanceDeps): Promise<number | null> {
  const { rows } = await deps.pool.query<{ at: Date | null }>('SELECT min(next_due_at) AS at FROM file');
  const moments = [rows[0]?.at?.getTime() ?? null, deps.lawBook ? await nextPlanOpening({ ...deps, lawBook: deps.lawBook }) : null].filter((at) => at !== null);
  return moments.length === 0 ? null : Math.min(...moments);
}

async function worldNow(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ at: Date }>('SELECT world_now() AS at');
  return rows[0]?.at.getTime() ?? Date.now();
}

const iso = (ms: number) => new Date(ms).toISOString();
