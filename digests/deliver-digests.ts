import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Notices } from '../notices/notices.ts';
import { digestNotice, type DigestContent } from './digest.ts';

export interface DeliveryDeps {
  readonly pool: Pool;
  readonly notices: Notices;
  readonly log: Logger;
  /** How long a hand-in that brought no receipt may be under way before it is tried again; real time. */
  readonly patienceSeconds?: number;
}

const page = 200;

/**
 * Hands in what was not told yet: claimed, sent, and noted with the receipt. After a crash in between it is sent again under the same
 * key, and the gateway tells it once. A digest of an earlier day is not told any more when there is a newer one.
 * @returns how many were taken
 */
export async function deliverDigests({ pool, notices, log, patienceSeconds = 60 }: DeliveryDeps): Promise<number> {
  let taken = 0;
  for (;;) {
    const { rows } = await pool.query<{ officer_id: string; day: string; content: DigestContent }>(
      `UPDATE digest SET attempted_at = now(), attempts = attempts + 1
       WHERE (officer_id, day) IN (
         SELECT d.officer_id, d.day FROM digest d
         WHERE d.delivered_at IS NULL AND (d.attempted_at IS NULL OR d.attempted_at < now() - make_interval(secs => $1))
           AND NOT EXISTS (SELECT FROM digest n WHERE n.officer_id = d.officer_id AND n.day > d.day)
         ORDER BY d.officer_id LIMIT ${page} FOR UPDATE SKIP LOCKED)
       RETURNING officer_id, day::text, content`,
      [patienceSeconds],
    );
    for (const { officer_id: officerId, day, content } of rows) {
      try {
        const { id } = await notices.send(digestNotice(officerId, day, content));
        await pool.query('UPDATE digest SET delivered_at = now(), receipt = $3 WHERE officer_id = $1 AND day = $2', [officerId, day, id]);
        taken += 1;
      } catch (error) {
        log.warn({ err: error, officerId, day }, 'a digest was not taken by the gateway; it is handed in again');
      }
    }
    if (rows.length < page) return taken;
  }
}
