import { Worker, type NativeConnection, type WorkflowBundleOption } from '@temporalio/worker';
import type { Activities } from '../activities/activities.ts';
import { taskQueue } from '../workflows/messages/task-queue.ts';

export interface WorkerDeps {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly activities: Activities;
  readonly bundle: WorkflowBundleOption;
  readonly maxCachedWorkflows?: number;
}

/** A worker with slots well above the number of files that are acted on at once: with the defaults, first tasks starve. */
export function createWorker({ connection, namespace, activities, bundle, maxCachedWorkflows = 2000 }: WorkerDeps): Promise<Worker> {
  return Worker.create({
    connection,
    namespace,
    taskQueue,
    activities,
    workflowBundle: bundle,
    maxCachedWorkflows,
    maxConcurrentWorkflowTaskExecutions: 200,
    maxConcurrentLocalActivityExecutions: 400,
    workflowThreadPoolSize: 2,
    shutdownGraceTime: '10 s',
    shutdownForceTime: '20 s',
  });
}
