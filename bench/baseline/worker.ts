import { fileURLToPath } from 'node:url';
import { NativeConnection, Worker, bundleWorkflowCode } from '@temporalio/worker';
import pg from 'pg';
import { createBaselineActivities } from './activities.ts';

const { BENCH_DATABASE_URL, TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE } = process.env;
const connection = await NativeConnection.connect({ address: TEMPORAL_ADDRESS ?? '' });
const pool = new pg.Pool({ connectionString: BENCH_DATABASE_URL, max: 20 });
const worker = await Worker.create({
  connection,
  namespace: TEMPORAL_NAMESPACE ?? 'duban',
  taskQueue: 'baseline',
  activities: createBaselineActivities(pool),
  workflowBundle: await bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL('./workflow.ts', import.meta.url)) }),
  maxCachedWorkflows: 2000,
  maxConcurrentWorkflowTaskExecutions: 200,
  maxConcurrentLocalActivityExecutions: 400,
  workflowThreadPoolSize: 2,
});
console.log('ready');
await worker.run();
