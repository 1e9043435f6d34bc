import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { JsonObject } from '../../domain/json.ts';
import type { IncidentKindName } from '../../domain/incidents.ts';
import type { World } from '../../workflows/messages/messages.ts';
import { nudge } from '../nudge.ts';
import type { SweepFigures } from './figures.ts';
import { openIncidentOf } from './incidents.ts';
import type { Lease } from './lease.ts';

export interface SweepDeps {
  readonly pool: Pool;
  readonly client: Client;
  readonly log: Logger;
  readonly historyLimit?: number;
  /** How old a process must be before it counts that the record does not know it: the opening act may be under way. Default 600. */
  readonly graceSeconds?: number;
  /** How many processes are asked for their state in each sweep, in turn; default 100. */
  readonly lookInto?: number | 'all';
  /** How long a sweep may go without a sign of life before the next one takes over; default 60. */
  readonly leaseSeconds?: number;
  /** The worker is stopping: the sweep is given up where it stands, and the next sweeper begins at once. */
  readonly isStopped?: () => boolean;
  /** Where tests stop or kill a sweep. */
  readonly pause?: (point: 'page' | 'suspect') => Promise<void>;
}

/** The worker stops in the middle of a sweep. */
export class SweepStopped extends Error {
  constructor() {
    super('the worker is stopping');
  }
}

/** One sweep under way: what its parts share. */
export interface Round {
  readonly deps: SweepDeps;
  readonly lease: Lease;
  readonly world: World;
  readonly figures: SweepFigures;
  readonly rebuilt: string[];
  readonly noted: string[];
  readonly graceSeconds: number;
}

/** Starts the process of a file from its record, unless one runs. */
export async function rebuild({ deps, world }: Round, fileId: string): Promise<void> {
  await nudge({ client: deps.client, world, ...(deps.historyLimit === undefined ? {} : { historyLimit: deps.historyLimit }) }, fileId);
}

/** Writes nothing to any record: the look that follows takes in what the process has not seen, so a needless nudge costs one workflow task and no more. */
export async function nudgeIn(round: Round, fileId: string): Promise<void> {
  await rebuild(round, fileId);
  round.figures.nudged += 1;
}

export async function report({ deps, figures }: Round, fileId: string, kind: IncidentKindName, detail: JsonObject): Promise<void> {
  if (!(await openIncidentOf(deps.pool, fileId, kind, detail))) return;
  figures.incidentsOpened += 1;
  deps.log.warn({ fileId, kind, detail }, '核对发现异常 / the sweep opened an incident');
}

/** @throws LeaseLost, SweepStopped */
export async function goOn({ deps, lease, figures }: Round): Promise<void> {
  if (deps.isStopped?.()) throw new SweepStopped();
  await lease.hold(figures);
}

const atOnce = 16;

/**
 * Does something for each suspect, some at once. What fails for one of them is counted and left to the next sweep;
 * an engine or a database that does not answer ends the sweep.
 */
export async function forEachSuspect<T>(round: Round, suspects: readonly T[], work: (suspect: T) => Promise<void>): Promise<void> {
  const queue = [...suspects];
  await Promise.all(
    Array.from({ length: Math.min(atOnce, queue.length) }, async () => {
      for (let suspect = queue.shift(); suspect !== undefined; suspect = queue.shift()) {
        await goOn(round);
        await round.deps.pause?.('suspect');
        await work(suspect);
      }
    }),
  );
}
