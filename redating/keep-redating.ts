import { randomUUID } from 'node:crypto';
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
  let stopped = false;
  let wake: () => void = () => undefined;
  let hasBegun = false;
  const run = (async () => {
    while (!stopped) {
      let sent = 0;
      try {
        if (!hasBegun) await deps.begin?.();
        hasBegun = true;
        const changeId = await claim(deps, me);
        if (changeId !== null) {
          await runRedating({ ...deps, isStopping: () => stopped, onPage: async () => {
            await renew(deps, me, changeId);
            await sendNudges(deps, nudgesOfAPage);
          } }, changeId);
        }
        sent = await sendNudges(deps, nudgesOfARound);
      } catch (error) {
        deps.log.warn({ err: error }, 're-dating failed; it goes on from the last page');
      }
      if (stopped) return;
      const seconds = sent === nudgesOfARound ? 1 : (deps.everySeconds ?? 2);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, seconds * 1000);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  })();
  return {
    async stop() {
      stopped = true;
      wake();
      await run;
    },
  };
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
