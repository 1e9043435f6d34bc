import pg from 'pg';
import type { Logger } from 'pino';

/**
 * Connections of the application's role to the record, with the limits of every write: a statement ends after 4 s and a lock is waited for
 * 2 s, both shorter than the 5 s of a try of the step, so that a late try cannot overtake its successor unseen (ADR 1).
 */
export function openPool({ url, max, name, log, statementTimeoutMs = 4000 }: { url: string; max: number; name: string; log: Logger; statementTimeoutMs?: number }): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max, statement_timeout: statementTimeoutMs, lock_timeout: 2000, connectionTimeoutMillis: 4000, application_name: name });
  pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection broke; the pool replaces it'));
  return pool;
}
