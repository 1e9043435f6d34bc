import { Worker, type NativeConnection, type WorkflowBundleOption } from '@temporalio/worker';
import type { Activities } from '../activities/activities.ts';
import { taskQueue } from '../workflows/messages/task-queue.ts';

export interface WorkerDeps {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly activities: Activities;
  readonly bundle: WorkflowBundleOption;
  readonly maxCachedWorkflows?: number;
  /** Workflows in the main thread, where the heap that they take can be measured. */
  readonly isMeasured?: boolean;
}

/**
 * How long a task waits for the worker that keeps its file in memory before anybody may take it (and replay the file). The SDK's 10 s are what a person
 * waits for whose file a killed worker had; 3 s are well above what a task waits for under load (p99 1.2 s with 64 people at work).
 */
const stickySeconds = '3 s';

/** A worker with slots well above the number of files that are acted on at once: with the defaults, first tasks starve. */
export function createWorker({ connection, namespace, activities, bundle, maxCachedWorkflows = 2000, isMeasured = false }: WorkerDeps): Promise<Worker> {
  return Worker.create({
    connection,
    namespace,
    taskQueue,
    activities,
    workflowBundle: bundle,
    maxCachedWorkflows,
    maxConcurrentWorkflowTaskExecutions: 200,
    maxConcurrentLocalActivityExecutions: 400,
    ...(isMeasured ? { debugMode: true } : { workflowThreadPoolSize: 2 }),
    stickyQueueScheduleToStartTimeout: stickySeconds,
    shutdownGraceTime: '10 s',
    shutdownForceTime: '20 s',
  });
}
