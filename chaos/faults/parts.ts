import { setTimeout as sleep } from 'node:timers/promises';
import type { ChaosWorld } from '../world.ts';

export type Part = 'worker' | 'workers' | 'api' | 'temporal' | 'postgres';

/** kill -9. `worker` is one of them, `workers` and `api` all; PostgreSQL loses its postmaster and every backend. */
export async function killPart(world: ChaosWorld, part: Part): Promise<void> {
  if (part === 'worker') await world.workers()[0]?.kill();
  else if (part === 'workers') await Promise.all(world.workers().map((child) => child.kill()));
  else if (part === 'api') await Promise.all(world.apis().map((child) => child.kill()));
  else if (part === 'temporal') await world.servers.killTemporal();
  else {
    const pids = world.postgresPids();
    for (const pid of pids) signal(pid, 'SIGKILL');
    await world.servers.killPostgres();
  }
}

/** SIGSTOP; `world.thawAll` or the returned function wakes what was frozen. */
export function freezePart(world: ChaosWorld, part: Part): () => void {
  const pids =
    part === 'worker' ? world.workers().slice(0, 1).map((child) => child.pid)
    : part === 'workers' ? world.workers().map((child) => child.pid)
    : part === 'api' ? world.apis().map((child) => child.pid)
    : part === 'temporal' ? world.temporalPids()
    : world.postgresPids();
  return freezePids(world, pids);
}

export function freezePids(world: ChaosWorld, pids: readonly number[]): () => void {
  for (const pid of pids) {
    signal(pid, 'SIGSTOP');
    world.frozen.add(pid);
  }
  return () => {
    for (const pid of pids) {
      signal(pid, 'SIGCONT');
      world.frozen.delete(pid);
    }
  };
}

/** Asks a part to stop, and kills it before it is done. */
export async function stopThenKill(world: ChaosWorld, part: Part, afterMs: number): Promise<void> {
  if (part === 'temporal') await world.servers.killTemporal('SIGTERM');
  else if (part === 'postgres') await world.servers.killPostgres('SIGINT');
  else for (const child of part === 'api' ? world.apis() : world.workers()) child.signal('SIGTERM');
  await sleep(afterMs);
  await killPart(world, part === 'worker' ? 'workers' : part);
}

/** One backend of PostgreSQL dies: the postmaster throws all others out and recovers. */
export async function killBackend(world: ChaosWorld): Promise<void> {
  const { rows } = await world.pool.query<{ pid: number }>(`SELECT pid FROM pg_stat_activity WHERE application_name = 'duban-worker' ORDER BY state_change DESC LIMIT 1`);
  if (rows[0]) signal(rows[0].pid, 'SIGKILL');
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
