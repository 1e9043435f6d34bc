import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { intentFor, opening, type Intent } from '../people/acts.ts';
import { click, type ClickOptions, type Heard } from '../people/click.ts';
import { assertReached, within } from '../scenario.ts';
import type { Caught, ChaosWorld } from '../world.ts';

/** A file of the scenario's own, in `assigned`; the crowd leaves it alone. */
export async function openOwnFile(world: ChaosWorld): Promise<string> {
  const random = world.random.fork(`own ${world.nextNumber()}`);
  const opened = await click(world.callers, opening(random, await world.worldNow(), world.ownMatter()));
  assertReached(opened.kind === 'accepted', `a file of the scenario's own (${opened.kind})`);
  return opened.fileId;
}

/** The same, with its result recorded: `result_review`, where four acts are open. */
export async function openFileInReview(world: ChaosWorld): Promise<string> {
  const id = await openOwnFile(world);
  const recorded = await click(world.callers, actOn(world, id, 'recordInspectionResult'));
  assertReached(recorded.kind === 'accepted', `a file in review (${recorded.kind})`);
  return id;
}

export function actOn(world: ChaosWorld, id: string, action: string, more: Partial<Intent> = {}): Intent {
  return intentFor(action, { id, type: id.slice(0, id.indexOf('-')) }, world.random.fork(`act ${world.nextNumber()}`), more);
}

/** Where an act is held: at a point of its step, or with its statement waiting in PostgreSQL for the file's row. */
export type HoldPoint = 'beforeRead' | 'beforeWrite' | 'inFlight' | 'afterWrite';

/** An act that stands still. */
export interface Held extends Caught {
  readonly fileId: string;
  readonly point: HoldPoint;
  readonly intent: Intent;
  readonly key: string;
  /** What its caller hears in the end. */
  readonly heard: Promise<Heard>;
}

/** Clicks, and waits until the act's step stands at the point. The caller goes on asking unless `signal` stops them. */
export async function holdAct(world: ChaosWorld, fileId: string, point: HoldPoint, action = 'recordInspectionResult', options: ClickOptions = {}): Promise<Held> {
  if (point === 'inFlight') return holdInFlight(world, fileId, action, options);
  const { caught, cancel } = world.catchAt(point, { fileId, kind: 'act' });
  const intent = actOn(world, fileId, action);
  const key = world.callers.random.uuid();
  const heard = click(world.callers, intent, { ...options, key });
  try {
    return { ...(await within(caught, 10_000, `${action} did not come to ${point}`)), fileId, point, intent, key, heard };
  } finally {
    cancel();
  }
}

async function holdInFlight(world: ChaosWorld, fileId: string, action: string, options: ClickOptions): Promise<Held> {
  const locker = new pg.Client({ connectionString: world.servers.postgres.ownerUrl(), application_name: 'chaos-lock' });
  locker.on('error', () => undefined);
  await locker.connect();
  const { rows } = await locker.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  await locker.query('BEGIN');
  await locker.query('SELECT 1 FROM file WHERE id = $1 FOR UPDATE', [fileId]);
  // held just before, to learn which worker it is; then let go into the lock
  const held = await holdAct(world, fileId, 'beforeWrite', action, options);
  held.release();
  for (let i = 0; ; i += 1) {
    const waiting = await world.pool.query('SELECT 1 FROM pg_stat_activity WHERE $1 = ANY(pg_blocking_pids(pid))', [rows[0]?.pid]);
    if (waiting.rowCount) break;
    assertReached(i < 100, `the statement of ${action} did not reach PostgreSQL`);
    await sleep(10);
  }
  const release = () => void locker.query('ROLLBACK').catch(() => undefined).then(() => locker.end()).catch(() => undefined);
  return { ...held, point: 'inFlight', release };
}
