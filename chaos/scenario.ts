import type { ChaosWorld } from './world.ts';

/** How long things take in the long and in the short form. */
export interface Pace {
  /** SIGSTOP: longer than the 5 s of a step's attempt. */
  readonly freezeMs: number;
  /** Longer than the 10 s of a workflow task: another worker takes the file over. */
  readonly longFreezeMs: number;
  /** People act for so long before and after a fault. */
  readonly actMs: number;
  readonly restWithinMs: number;
}

export const longPace: Pace = { freezeMs: 15_000, longFreezeMs: 18_000, actMs: 3_000, restWithinMs: 120_000 };
export const shortPace: Pace = { freezeMs: 6_000, longFreezeMs: 11_500, actMs: 700, restWithinMs: 120_000 };

/** One row of the crash table. */
export interface Scenario {
  readonly name: string;
  /** What is done, to whom, at which point. */
  readonly faults: string;
  /** In the short form. */
  readonly isShort: boolean;
  /** False: the long form has it in finer pieces. */
  readonly isLong?: false;
  /** People act on other files all the while. Off where nobody may call again. */
  readonly hasCrowd: boolean;
  /** A due moment of some files falls into the scenario. On unless it wants to choose its own moment. */
  readonly isNearDue?: boolean;
  /** @throws NotReached when the fault could not be placed where the scenario wants it; anything else is a violation, too */
  run(world: ChaosWorld, pace: Pace): Promise<void>;
}

/** The scenario did not get to its point, so it shows nothing. Counted as a failure: a crash test that tests nothing is worse than none. */
export class NotReached extends Error {}

/** @throws NotReached when what the scenario is about did not come true */
export function assertReached(condition: boolean, what: string): asserts condition {
  if (!condition) throw new NotReached(what);
}

/** @throws NotReached when `promise` takes longer */
export function within<T>(promise: Promise<T>, ms: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NotReached(`${what} within ${ms} ms`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
