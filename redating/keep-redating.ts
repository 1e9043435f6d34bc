import { randomUUID } from 'node:crypto';
import { keepRounds } from '../scans/keep-rounds.ts';
import { sendNudges, type NudgeRound } from './nudges.ts';
import { runRedating, type RedatingDeps } from './run-redating.ts';

export interface KeepRedating extends Omit<RedatingDeps, 'isStopping' | 'onPage'>, NudgeRound {
  /** How often it looks whether a change was approved; 2 unless a test says otherwise. */
  readonly everySeconds?: number;
  /** Done once before anything else, tried again until it succeeds: the release tells its law. */
  readonly begin?: () => Promise<void>;
}

/** Nobody else tries a run for so long after its last page; what is safe does not depend on it. */
const claimSeconds = 15;
/** A nudge costs a workflow task; more of them at once would be felt by people at work. */
const nudgesOfARound = 25;
const nudgesOfAPage = 10;

/**
 * Finds approved changes whose open deadlines are not all counted anew yet, one after the other, and counts them: after an approval within
 * seconds, and after a kill as soon as a worker runs again. Tells processes of earlier dates in between.
 */
export function keepRedating(deps: KeepRedating): { stop(): Promise<void> } {
  const me = randomUUID();
  let hasBegun = false;
  return keepRounds({
    log: deps.log, everySeconds: deps.everySeconds ?? 2, failed: 're-dating failed; it goes on from the last page',
    async round(isStopping) {
      if (!hasBegun) await deps.begin?.();
      hasBegun = true;
      const changeId = await claim(deps, me);
      if (changeId !== null) {
        await runRedating({ ...deps, isStopping, onPage: async () => {
          await renew(deps, me, changeId);
          await sendNudges(deps, nudgesOfAPage);
        } }, changeId);
      }
      // more of them wait than one round sends
      if ((await sendNudges(deps, nudgesOfARound)) === nudgesOfARound) return 1;
    },
  });
}

/** The oldest run that is not finished, if nobody else works on it. */
async function claim({ pool }: KeepRedating, me: string): Promise<string | null> {
  const { rows } = await pool.query<{ id: string }>(
    `UPDATE redating SET claimed_by = $1, claimed_until = clock_timestamp() + make_interval(secs => $2)
     WHERE change_id = (SELECT change_id FROM redating WHERE finished_at IS NULL ORDER BY revision LIMIT 1) AND finished_at IS NULL
       AND (claimed_by IS NULL OR claimed_by = $1 OR claimed_until < clock_timestamp()) RETURNING change_id AS id`,
    [me, claimSeconds],
  );
  return rows[0]?.id ?? null;
}

async function renew({ pool }: KeepRedating, me: string, changeId: string): Promise<void> {
  await pool.query('UPDATE redating SET claimed_until = clock_timestamp() + make_interval(secs => $3) WHERE change_id = $1 AND claimed_by = $2', [changeId, me, claimSeconds]);
}
