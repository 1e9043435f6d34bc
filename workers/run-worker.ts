import { Client } from '@temporalio/client';
import { NativeConnection, Runtime, type Worker, type WorkflowBundleOption } from '@temporalio/worker';
import type { Logger } from 'pino';
import { createActivities } from '../activities/activities.ts';
import type { StepDeps } from '../activities/step/step.ts';
import type { ConnectedEnvironment } from '../config/connected.ts';
import { temporalConnection } from '../config/temporal-connection.ts';
import { adoptRelease } from '../law/adopt-release.ts';
import { createLawBook } from '../law/database-law-book.ts';
import { keepRedating } from '../redating/keep-redating.ts';
import { openPool } from '../prisma/open-pool.ts';
import { keepDigests } from '../digests/keep-digests.ts';
import { createRecordingGateway } from '../notices/recording-gateway.ts';
import { keepScanning } from '../scans/keep-scanning.ts';
import { keepSweeping } from '../scans/keep-sweeping.ts';
import { createSettler } from '../submissions/settle.ts';
import { bundleWorkflows } from './bundle.ts';
import { createWorker } from './create-worker.ts';
import { temporalRuntime } from './runtime.ts';

export interface WorkerOptions {
  readonly environment: ConnectedEnvironment;
  readonly log: Logger;
  /** Only the crash table stops a step at chosen points. */
  readonly pause?: StepDeps['pause'];
  readonly scanEverySeconds?: number;
  readonly scanGraceSeconds?: number;
  /** Workflows bundled before, from this very source; bundled now when left out (some three seconds). */
  readonly bundle?: WorkflowBundleOption;
}

/** Runs a worker until it is told to stop, and beside it the minute scans, the sweep, and the re-dating after a change of the law. */
export async function startWorker({ environment, log, pause, bundle, scanEverySeconds = 60, scanGraceSeconds = 60 }: WorkerOptions): Promise<{ worker: Worker; finished: Promise<void>; stop(): void }> {
  Runtime.install(temporalRuntime(log));
  const { temporal, database, historyLimit, sweepSeconds } = environment;
  const connection = await NativeConnection.connect(temporalConnection(temporal));
  const pool = openPool({ url: database.appUrl, max: 20, name: 'duban-worker', log });
  const client = new Client({ connection, namespace: temporal.namespace });
  const lawBook = createLawBook(pool);
  const activities = createActivities({ pool, client, lawBook, log, historyLimit, ...(pause ? { pause } : {}) });
  const worker = await createWorker({ connection, namespace: temporal.namespace, activities, bundle: bundle ?? (await bundleWorkflows()) });
  const settler = createSettler(pool, log);
  const scans = keepScanning({
    pool, client, settler, lawBook, log, historyLimit,
    everySeconds: scanEverySeconds, graceSeconds: scanGraceSeconds,
  });
  const sweeps = keepSweeping({ pool, client, log, historyLimit, everySeconds: sweepSeconds });
  // pages of many files take longer than a step may
  const redatingPool = openPool({ url: database.appUrl, max: 2, name: 'duban-redating', log, statementTimeoutMs: 30_000 });
  const redating = keepRedating({ pool: redatingPool, client, lawBook, log, historyLimit, begin: () => adoptRelease(redatingPool, log), rest: 0.25 });
  const digestPool = openPool({ url: database.appUrl, max: 2, name: 'duban-digests', log, statementTimeoutMs: 30_000 });
  const digests = keepDigests({ pool: digestPool, log, notices: createRecordingGateway(digestPool), lawBook, everySeconds: scanEverySeconds });
  const finished = worker.run().finally(async () => {
    await Promise.all([scans.stop(), sweeps.stop(), redating.stop(), digests.stop()]);
    await Promise.all([redatingPool.end(), digestPool.end()]);
    await settler.close();
    await pool.end();
    await connection.close();
  });
  return { worker, finished, stop: () => { if (worker.getState() === 'RUNNING') worker.shutdown(); } };
}
