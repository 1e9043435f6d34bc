import type { Pool } from 'pg';
import { nationalProfile } from '../domain/rules/law.ts';
import type { LawBook } from '../law/law-book.ts';
import { keepRounds } from '../scans/keep-rounds.ts';
import { deliverDigests, type DeliveryDeps } from './deliver-digests.ts';
import { digestDay } from './digest-day.ts';
import { digestRules } from './digest-rules.ts';
import { makeDigests } from './make-digests.ts';

export interface DigestDeps extends DeliveryDeps {
  readonly lawBook: Pick<LawBook, 'current'>;
}

/**
 * One round: makes the digests of the working day that the world has now, if nobody did, and hands in what was not told yet. A rehearsal
 * that moves through a thousand days gets the digest of the day on which it rests, not of each on the way: nobody lived those mornings.
 */
export async function digestRound(deps: DigestDeps): Promise<{ readonly made: number; readonly told: number }> {
  const law = await deps.lawBook.current();
  const at = await worldNow(deps.pool);
  const day = digestDay(at, law.calendar, digestRules(law.rulesFor(nationalProfile)));
  const made = day === null || (await isMade(deps.pool, day)) ? 0 : await makeDigests(deps.pool, { day, at, law });
  return { made, told: await deliverDigests(deps) };
}

/** Rounds once a minute (or as told) until stopped. Several workers may do it at once: one row an officer and day, whoever makes it. */
export function keepDigests(deps: DigestDeps & { readonly everySeconds: number }): { stop(): Promise<void> } {
  return keepRounds({
    log: deps.log, everySeconds: deps.everySeconds, failed: 'a round of digests failed; the next one tries again',
    async round() {
      const done = await digestRound(deps);
      if (done.made + done.told > 0) deps.log.info(done, 'digests');
    },
  });
}

async function worldNow(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ at: Date }>('SELECT world_now() AS at');
  return (rows[0]?.at ?? new Date()).toISOString();
}

async function isMade(pool: Pool, day: string): Promise<boolean> {
  const { rows } = await pool.query('SELECT 1 FROM digest_run WHERE day = $1', [day]);
  return rows.length > 0;
}
