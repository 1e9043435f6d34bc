import { keepRounds } from './keep-rounds.ts';
import { sweep } from './sweep/sweep.ts';
import type { SweepDeps } from './sweep/sweep-deps.ts';

/** How often a worker asks whether a sweep is due: so long after a sweeper's death the next one begins at the latest (and its lease must have run out). */
const askEverySeconds = 15;

/**
 * Sweeps at a steady interval until stopped. Every worker asks, the lease in the database lets one begin; stopping does not wait for a sweep
 * under way, whose lease runs out by itself.
 */
export function keepSweeping(deps: SweepDeps & { readonly everySeconds: number }): { stop(): Promise<void> } {
  return keepRounds({
    log: deps.log, everySeconds: Math.min(deps.everySeconds, askEverySeconds), failed: 'sweep failed',
    async round(isStopped) {
      try {
        const done = await sweep({ ...deps, isStopped }, deps.everySeconds);
        if (done) deps.log.info({ ...done.figures, seconds: done.seconds }, 'sweep');
      } catch (error) {
        // what breaks off a sweep that is being stopped is no failure
        if (!isStopped()) throw error;
      }
    },
  });
}
