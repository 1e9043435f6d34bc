import type { Connection } from '@temporalio/client';
import { lastLines } from './last-lines.ts';
import { isAlive, type ProcessIdentity } from './processes/identity.ts';
import { SetupError } from './setup-error.ts';
import { waitUntil } from './wait-until.ts';

const TASK_QUEUE = 'duban';
const WORKFLOW_TASKS = 1;
const TIMEOUT_MS = 120_000;

/** What is waited for: the process, its log for the message when it fails, and its name. */
export interface Starting {
  name: string;
  process_: ProcessIdentity;
  logFile: string;
}

/** Waits until the API says that it is ready (GET /readyz gives 200). Throws SetupError PART_DIED or TIMED_OUT. */
export async function untilApiReady(address: string, starting: Starting): Promise<void> {
  await untilReady(starting, async () => {
    const response = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(2000) });
    await response.body?.cancel();
    return response.ok;
  });
}

/** Waits until a worker that started just now asks the engine for work. Throws SetupError PART_DIED or TIMED_OUT. */
export async function untilWorkerReady(connection: Connection, namespace: string, startedAt: Date, starting: Starting): Promise<void> {
  await untilReady(starting, async () => {
    const { pollers } = await connection.workflowService.describeTaskQueue({ namespace, taskQueue: { name: TASK_QUEUE }, taskQueueType: WORKFLOW_TASKS });
    // The engine remembers pollers for minutes: those of an earlier worker do not count.
    return (pollers ?? []).some(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1000 >= startedAt.getTime());
  });
}

async function untilReady({ name, process_, logFile }: Starting, isReady: () => Promise<boolean>): Promise<void> {
  await waitUntil(async () => {
    if (!isAlive(process_)) {
      throw new SetupError('PART_DIED', `${name} 启动失败（日志 ${logFile}）：\n${lastLines(logFile, 15)}`, `${name} did not start (its last lines are above).`);
    }
    return isReady().catch(() => false);
  }, {
    timeoutMs: TIMEOUT_MS,
    onTimeout: () => new SetupError('TIMED_OUT', `${name} 在 ${TIMEOUT_MS / 1000} 秒内没有就绪（日志 ${logFile}）：\n${lastLines(logFile, 15)}`, `${name} did not get ready within ${TIMEOUT_MS / 1000} s.`),
  });
}
