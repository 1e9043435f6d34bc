import { setTimeout as sleep } from 'node:timers/promises';
import { killPart } from '../faults/parts.ts';
import type { Scenario } from '../scenario.ts';
import type { ChaosWorld } from '../world.ts';

/** Every part is killed in the first moments of its life, several times, and then left to start. */

/** Lets `start` run for a moment and kills what has come of it. */
async function killWhileStarting(start: Promise<unknown>, afterMs: number, kill: () => Promise<void>): Promise<void> {
  const ended = start.then(() => undefined, () => undefined);
  await sleep(afterMs);
  await kill();
  await ended;
}

function killPids(pids: () => readonly number[]): () => Promise<void> {
  return async () => {
    for (;;) {
      const living = pids();
      if (living.length === 0) return;
      for (const pid of living) {
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // gone already
        }
      }
      await sleep(10);
    }
  };
}

const moments = (world: ChaosWorld, times: number, upToMs: number) => Array.from({ length: times }, (_, i) => 50 + world.random.below((upToMs * (i + 1)) / times));

export const startUpScenarios: readonly Scenario[] = [
  {
    name: 'in start-up: workers and API',
    faults: 'all killed, and the new ones killed in their first moments, several times',
    isShort: true,
    hasCrowd: true,
    async run(world, { actMs }) {
      await Promise.all([killPart(world, 'workers'), killPart(world, 'api')]);
      for (const ms of moments(world, actMs > 1000 ? 6 : 1, actMs > 1000 ? 4000 : 1500)) {
        await killWhileStarting(Promise.allSettled([world.startWorker(), world.startApi()]), ms, async () => {
          await Promise.all([killPart(world, 'workers'), killPart(world, 'api')]);
        });
      }
      await world.bringBack();
      await sleep(actMs);
    },
  },
  {
    name: 'in start-up: Temporal and PostgreSQL',
    faults: 'killed, and killed again while they start, several times',
    isShort: true,
    hasCrowd: true,
    async run(world, { actMs }) {
      for (const ms of moments(world, actMs > 1000 ? 4 : 1, 1500)) {
        await killPart(world, 'temporal');
        await killWhileStarting(world.servers.restartTemporal(), ms, killPids(world.temporalPids));
      }
      for (const ms of moments(world, actMs > 1000 ? 4 : 1, 400)) {
        await killPart(world, 'postgres');
        await killWhileStarting(world.servers.restartPostgres(), ms, killPids(world.postgresPids));
      }
      await world.bringBack();
      await sleep(actMs);
    },
  },
];
