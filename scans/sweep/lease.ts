import { hostname } from 'node:os';
import type { Pool } from 'pg';
import { noFigures, type SweepFigures } from './figures.ts';

/** The sweep's turn is over: another one may be running. Nothing that it did needs to be undone. */
export class LeaseLost extends Error {
  constructor() {
    super('the lease of the sweep ran out; another sweeper goes on');
  }
}

/** What a sweep must know of the one before it. Ids only, at most `mostRemembered` of each. */
export interface Remembered {
  /** Files whose processes were rebuilt: one that is lost again keeps ending. */
  readonly rebuilt: readonly string[];
  /** What was found once, and is an incident when it is found again: a process may just be about to end. */
  readonly noted: readonly string[];
  /** Where looking into processes in turn stopped, `type/id`; null: begin again. */
  readonly lookedUntil: string | null;
}

export interface Lease {
  readonly id: string;
  readonly startedAt: Date;
  /** Start of the last sweep that came to its end; null when there was none. */
  readonly previousAt: Date | null;
  readonly previous: Remembered;
  /** Renews the lease when a third of it has passed. @throws LeaseLost */
  hold(figures: SweepFigures): Promise<void>;
  /** @returns false when the lease had run out: the row is somebody else's matter */
  end(outcome: 'finished' | 'failed' | 'abandoned', figures: SweepFigures, remembered: Remembered): Promise<boolean>;
}

const keptRows = 1000;
const mostRemembered = 1000;

/**
 * Takes the one lease, if a sweep is due and nobody sweeps. A row without an end is the lease; one that was not renewed in time
 * belongs to a killed or frozen sweeper: it is marked `abandoned`, and the next begins at once, from the beginning.
 * A frozen one that wakes up finds its lease gone and stops; what it still does until then is as harmless as doing it twice.
 * @param everySeconds real seconds from start to start, over all workers; 0 takes the lease unless somebody sweeps
 */
export async function takeLease(pool: Pool, { everySeconds, leaseSeconds }: { everySeconds: number; leaseSeconds: number }): Promise<Lease | null> {
  await pool.query(`UPDATE sweep SET finished_at = lease_until, outcome = 'abandoned' WHERE finished_at IS NULL AND lease_until < clock_timestamp()`);
  const { rows } = await pool.query<{ id: string; started_at: Date }>(
    `INSERT INTO sweep (started_at, lease_until, sweeper, figures)
     SELECT clock_timestamp(), clock_timestamp() + make_interval(secs => $2), $3, $4
     WHERE NOT EXISTS (SELECT FROM sweep WHERE outcome = 'finished' AND started_at > clock_timestamp() - make_interval(secs => $1))
       AND NOT EXISTS (SELECT FROM sweep WHERE outcome = 'failed' AND finished_at > clock_timestamp() - make_interval(secs => least($1, 60)))
     ON CONFLICT ((finished_at IS NULL)) WHERE finished_at IS NULL DO NOTHING
     RETURNING id, started_at`,
    [everySeconds, leaseSeconds, `${hostname()} ${process.pid}`, JSON.stringify(noFigures())],
  );
  const taken = rows[0];
  if (!taken) return null;
  const { rows: before } = await pool.query<{ started_at: Date; remembered: Partial<Remembered> }>(
    `SELECT started_at, remembered FROM sweep WHERE outcome = 'finished' ORDER BY started_at DESC LIMIT 1`,
  );
  let renewedAt = performance.now();
  return {
    id: taken.id,
    startedAt: taken.started_at,
    previousAt: before[0]?.started_at ?? null,
    previous: { rebuilt: [], noted: [], lookedUntil: null, ...before[0]?.remembered },
    async hold(figures) {
      if (performance.now() - renewedAt < (leaseSeconds * 1000) / 3) return;
      const { rowCount } = await pool.query(
        `UPDATE sweep SET lease_until = clock_timestamp() + make_interval(secs => $2), figures = $3 WHERE id = $1 AND finished_at IS NULL AND lease_until > clock_timestamp()`,
        [taken.id, leaseSeconds, JSON.stringify(figures)],
      );
      if (rowCount === 0) throw new LeaseLost();
      renewedAt = performance.now();
    },
    async end(outcome, figures, { rebuilt, noted, lookedUntil }) {
      const remembered: Remembered = { rebuilt: rebuilt.slice(0, mostRemembered), noted: noted.slice(0, mostRemembered), lookedUntil };
      const { rowCount } = await pool.query(
        `UPDATE sweep SET finished_at = clock_timestamp(), outcome = $2, figures = $3, remembered = $4 WHERE id = $1 AND finished_at IS NULL AND lease_until > clock_timestamp()`,
        [taken.id, outcome, JSON.stringify(figures), JSON.stringify(remembered)],
      );
      await pool.query(`DELETE FROM sweep WHERE started_at < (SELECT started_at FROM sweep ORDER BY started_at DESC OFFSET ${keptRows} LIMIT 1)`);
      return rowCount === 1;
    },
  };
}
