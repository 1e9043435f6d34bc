import type { AdvanceTarget, Advanced } from '../../clock/advance-world.ts';
import type { ChaosWorld } from '../world.ts';

/** Asks an API process to move the time of the rehearsal. @throws when it does not answer with success */
export async function advance(world: ChaosWorld, target: AdvanceTarget): Promise<Advanced> {
  const front = world.fronts()[0];
  if (!front) throw new Error('no API');
  const response = await fetch(`${(await front.ready)['url']}/advance`, { method: 'POST', body: JSON.stringify(target) });
  if (!response.ok) throw new Error(`advance: ${response.status} ${await response.text()}`);
  return (await response.json()) as Advanced;
}

/** Moves the clock so that the next due moment of any file falls `ms` from now, in real time. */
export async function approachDue(world: ChaosWorld, ms: number): Promise<void> {
  const { rows } = await world.pool.query<{ to: Date; isAhead: boolean }>(
    `SELECT min(next_due_at) - make_interval(secs => $1) AS to, min(next_due_at) - make_interval(secs => $1) > world_now() AS "isAhead" FROM file`,
    [ms / 1000],
  );
  if (rows[0]?.isAhead) await advance(world, { to: rows[0].to.toISOString() });
}
