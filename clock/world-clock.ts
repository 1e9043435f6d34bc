import type { ClientBase, Pool } from 'pg';
import type { Logger } from 'pino';

/** World time as one process sees it, for reading: lists, metrics, what is late. What is written takes its time in the database. */
export interface WorldClock {
  readonly isRehearsal: boolean;
  /** RFC 3339 UTC. */
  now(): string;
  /** Reads the offset again. */
  refresh(): Promise<void>;
  stop(): void;
}

const refreshMs = 500;

/** In production the offset is zero and nothing is asked again; in a rehearsal it is read twice a second. */
export async function openWorldClock(pool: Pool, log: Logger): Promise<WorldClock> {
  let offset = 0;
  const read = async () => {
    const { rows } = await pool.query<{ is_rehearsal: boolean; offset_ms: string }>('SELECT is_rehearsal, offset_ms FROM world_clock WHERE id = 1');
    offset = Number(rows[0]?.offset_ms ?? 0);
    return rows[0]?.is_rehearsal ?? false;
  };
  const isRehearsal = await read();
  const timer = isRehearsal ? setInterval(() => void read().catch((error: unknown) => log.warn({ err: error }, 'the world clock could not be read')), refreshMs) : undefined;
  timer?.unref();
  return {
    isRehearsal,
    now: () => new Date(Date.now() + offset).toISOString(),
    refresh: async () => void (await read()),
    stop: () => clearInterval(timer),
  };
}

/**
 * Makes an empty world a rehearsal that starts at an instant.
 * @param owner connection of the owner's role: the application may move the clock, not decide what kind of world it is
 * @throws the database's check_violation when files exist
 */
export async function startRehearsal(owner: Pick<ClientBase, 'query'>, startsAt: string): Promise<void> {
  await owner.query(
    `UPDATE world_clock SET is_rehearsal = true,
       offset_ms = round(extract(epoch FROM $1::timestamptz - clock_timestamp()) * 1000)::bigint WHERE id = 1`,
    [startsAt],
  );
}
