import { pino } from 'pino';
import { sweep, type SweepReport } from '../../scans/sweep/sweep.ts';
import type { SweepDeps } from '../../scans/sweep/sweep-deps.ts';
import { waitUntil } from '../../servers/wait-until.ts';
import type { ProcessState } from '../../workflows/messages/messages.ts';
import type { TestWorld } from '../support/world.ts';

/** Sweeps now, as a worker would. */
export function sweepOf(world: TestWorld, options: Partial<SweepDeps> = {}, everySeconds = 0): Promise<SweepReport | null> {
  return sweep({ pool: world.pool, client: world.client, log: pino({ level: 'silent' }), graceSeconds: 0, ...options }, everySeconds);
}

/** Sweeps until it finds what the test is about: the engine's list is late by a moment. */
export async function sweepUntil(world: TestWorld, isFound: (report: SweepReport) => boolean, options: Partial<SweepDeps> & { patienceMs?: number } = {}): Promise<SweepReport> {
  let report: SweepReport | null = null;
  const found = async () => {
    report = await sweepOf(world, options);
    return report !== null && isFound(report) && report;
  };
  return waitUntil(found, { timeoutMs: options.patienceMs ?? 20_000, everyMs: 100, onTimeout: () => new Error(`not found by any sweep: ${JSON.stringify(report)}`) });
}

export async function openIncidentsOf(world: TestWorld, fileId?: string): Promise<{ file_id: string; kind: string }[]> {
  const { rows } = await world.pool.query('SELECT file_id, kind FROM incident WHERE closed_at IS NULL AND ($1::text IS NULL OR file_id = $1) ORDER BY file_id, kind', [fileId ?? null]);
  return rows;
}

/** What a process says of itself. */
export function stateOf(world: TestWorld, fileId: string): Promise<ProcessState> {
  return world.client.workflow.getHandle(fileId).query('state');
}

/** Deletes every run of a process with its history, as an operator may, and waits until the engine has forgotten it. */
export async function deleteHistory(world: TestWorld, workflowId: string): Promise<void> {
  const handle = world.client.workflow.getHandle(workflowId);
  await world.client.workflowService.deleteWorkflowExecution({ namespace: world.client.options.namespace, workflowExecution: { workflowId } });
  await waitUntil(() => handle.describe().then(() => false, () => true), { timeoutMs: 20_000, onTimeout: () => new Error(`${workflowId} was not deleted`) });
}

/** Resets a process to its first workflow task. */
export async function resetToStart(world: TestWorld, workflowId: string): Promise<void> {
  const { runId } = await world.client.workflow.getHandle(workflowId).describe();
  const history = await world.client.workflow.getHandle(workflowId, runId).fetchHistory();
  const first = history.events?.find((event) => event.workflowTaskCompletedEventAttributes);
  await world.client.workflowService.resetWorkflowExecution({
    namespace: world.client.options.namespace, workflowExecution: { workflowId, runId }, reason: 'test', requestId: `${workflowId}-${runId}`,
    ...(first?.eventId ? { workflowTaskFinishEventId: first.eventId } : {}),
  });
}

/** The record's own next due moment. */
export async function dueOf(world: TestWorld, fileId: string): Promise<string | null> {
  const { rows } = await world.pool.query<{ at: Date | null }>('SELECT next_due_at AS at FROM file WHERE id = $1', [fileId]);
  return rows[0]?.at?.toISOString() ?? null;
}
