import type { Advanced } from '../../clock/advance-world.ts';
import { administrator, password } from '../people/people.ts';
import { nudge } from '../../scans/nudge.ts';
import type { ChaosWorld } from '../world.ts';

/** Asks an API process to move the time of the rehearsal, as an administrator does. @throws when it does not answer with success */
export async function advance(world: ChaosWorld, target: { readonly to: string }): Promise<Advanced> {
  const api = world.apis()[0];
  if (!api) throw new Error('no API');
  const { url } = await api.ready;
  const { accessToken } = await ask<{ accessToken: string }>(`${url}/api/v1/sessions`, { login: administrator.id, password });
  return ask<Advanced>(`${url}/api/v1/rehearsal/advance`, target, { authorization: `Bearer ${accessToken}` });
}

async function ask<T>(url: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<T> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`advance: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** Moves the clock so that the next due moment of any file falls `ms` from now, in real time. */
export async function approachDue(world: ChaosWorld, ms: number): Promise<void> {
  const { rows } = await world.pool.query<{ to: Date; isAhead: boolean }>(
    `SELECT min(next_due_at) - make_interval(secs => $1) AS to, min(next_due_at) - make_interval(secs => $1) > world_now() AS "isAhead" FROM file`,
    [ms / 1000],
  );
  if (rows[0]?.isAhead) await advance(world, { to: rows[0].to.toISOString() });
  await tellTime(world, ms);
}

/** A process learns the world's time from messages only: so that its own timer fires, and not the scan, it is told. */
async function tellTime(world: ChaosWorld, ms: number): Promise<void> {
  const { rows } = await world.pool.query<{ id: string }>(`SELECT id FROM file WHERE next_due_at < world_now() + make_interval(secs => $1)`, [ms / 1000 + 1]);
  for (const { id } of rows) await nudgeByHand(world, id);
}

/** What an operator does after every repair by hand. */
export async function nudgeByHand(world: ChaosWorld, fileId: string): Promise<void> {
  const { rows } = await world.pool.query<{ offset: number }>('SELECT world_offset_ms() AS offset');
  await nudge({ client: world.client, world: { offset: rows[0]?.offset ?? 0, isRehearsal: true }, historyLimit: world.options.historyLimit }, fileId);
}

/** The same for the next due moment of one file; everything due before it is recorded on the way. */
export async function approachDueOf(world: ChaosWorld, fileId: string, ms: number): Promise<void> {
  const { rows } = await world.pool.query<{ at: Date | null }>('SELECT next_due_at AS at FROM file WHERE id = $1', [fileId]);
  if (!rows[0]?.at) throw new Error(`${fileId} has no due moment`);
  await advance(world, { to: new Date(rows[0].at.getTime() - ms).toISOString() });
  await nudgeByHand(world, fileId);
}
