import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { bundleWorkflowCode, NativeConnection, Worker } from '@temporalio/worker';
import pg from 'pg';
import { pino } from 'pino';
import { createActivities } from '../activities/activities.ts';
import { createLawBook } from '../law/database-law-book.ts';
import { bundleWorkflows } from '../workers/bundle.ts';
import { createWorker } from '../workers/create-worker.ts';
import { createBaselineActivities } from './baseline/activities.ts';

/** A worker that tells the heap of its main thread, where its workflows run; started with --expose-gc. */
const { DATABASE_URL, BENCH_DATABASE_URL, TEMPORAL_ADDRESS = '', TEMPORAL_NAMESPACE = 'duban', BENCH_WHAT } = process.env;
const connection = await NativeConnection.connect({ address: TEMPORAL_ADDRESS });
const isOurs = BENCH_WHAT === 'ours';
const pool = new pg.Pool({ connectionString: isOurs ? DATABASE_URL : BENCH_DATABASE_URL, max: 20 });
const worker = isOurs
  ? await createWorker({
      connection, namespace: TEMPORAL_NAMESPACE, bundle: await bundleWorkflows(), isMeasured: true,
      activities: createActivities({ pool, client: new Client({ connection, namespace: TEMPORAL_NAMESPACE }), lawBook: createLawBook(pool), log: pino({ level: 'silent' }) }),
    })
  : await Worker.create({
      connection, namespace: TEMPORAL_NAMESPACE, taskQueue: 'baseline', activities: createBaselineActivities(pool), debugMode: true, maxCachedWorkflows: 2000,
      workflowBundle: await bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL('./baseline/workflow.ts', import.meta.url)) }),
    });
process.on('SIGHUP', () => {
  globalThis.gc?.();
  globalThis.gc?.();
  console.log(`heap ${process.memoryUsage().heapUsed}`);
});
console.log('ready');
await worker.run();
