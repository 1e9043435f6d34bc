import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import { stateQuery, type ProcessState } from '../../workflows/messages/messages.ts';
import type { FilePage } from './open-files.ts';

/** A process as the engine's list tells it: late by a moment, so nothing is done on its word alone. */
export interface ListedProcess {
  readonly workflowId: string;
  readonly runId: string;
  readonly type: string;
  readonly startedAt: Date;
  readonly isPaused: boolean;
  /** What the engine reports after five failed workflow tasks in a row; empty when all is well. */
  readonly problems: readonly string[];
}

/** A process as the engine's own state tells it, at this moment. */
export interface DescribedProcess extends ListedProcess {
  readonly isRunning: boolean;
  readonly status: string;
}

const processesAPage = 1000;
const patienceMs = 10_000;
/** Numbers of the engine's wire format (temporal.api.enums.v1.WorkflowExecutionStatus); the package of its types has no named exports at run time. */
const statusNames: Readonly<Record<number, string>> = { 1: 'RUNNING', 2: 'COMPLETED', 3: 'FAILED', 4: 'CANCELED', 5: 'TERMINATED', 6: 'CONTINUED_AS_NEW', 7: 'TIMED_OUT', 8: 'PAUSED' };
/** A paused one is not listed, and so is looked at one by one: the word is not known to every server. */
const isListed = 'ExecutionStatus = "Running"';

/** Running processes of the page's type whose ids lie in the page's stretch. @throws what the engine throws: then there is no comparison */
export function processesOf(client: Client, { type, after, until }: FilePage): Promise<ListedProcess[]> {
  return list(client, [isListed, `WorkflowType = ${quoted(type)}`, ...(after === null ? [] : [`WorkflowId > ${quoted(after)}`]), ...(until === null ? [] : [`WorkflowId <= ${quoted(until)}`])]);
}

/** Running processes of other types than these: nothing of ours. */
export function processesOfOtherTypes(client: Client, types: readonly string[]): Promise<ListedProcess[]> {
  return list(client, [isListed, `WorkflowType NOT IN (${types.map(quoted).join(', ')})`]);
}

async function list(client: Client, conditions: readonly string[]): Promise<ListedProcess[]> {
  const found: ListedProcess[] = [];
  let nextPageToken: Uint8Array | null | undefined;
  do {
    const page = await client.withDeadline(Date.now() + 3 * patienceMs, () => client.workflowService.listWorkflowExecutions({
      namespace: client.options.namespace,
      pageSize: processesAPage,
      query: conditions.join(' AND '),
      ...(nextPageToken ? { nextPageToken } : {}),
    }));
    for (const info of page.executions ?? []) found.push(processOf(info));
    nextPageToken = page.nextPageToken?.length ? page.nextPageToken : null;
  } while (nextPageToken);
  return found;
}

/** The latest run of a process, strongly consistent; null when the engine has no history of it. */
export async function describeProcess(client: Client, workflowId: string): Promise<DescribedProcess | null> {
  try {
    const { workflowExecutionInfo: info } = await client.withDeadline(Date.now() + patienceMs, () =>
      client.workflowService.describeWorkflowExecution({ namespace: client.options.namespace, execution: { workflowId } }));
    if (!info) return null;
    const status = statusNames[info.status ?? 0] ?? 'UNKNOWN';
    return { ...processOf(info), isRunning: status === 'RUNNING' || status === 'PAUSED', status };
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

/**
 * What the process knows. Null: it gives no answer now (no worker, or its workflow tasks fail).
 * A query is a workflow task without history; one that is not in a worker's memory is replayed for it.
 */
export async function stateOf(client: Client, workflowId: string): Promise<ProcessState | null> {
  try {
    return await client.withDeadline(Date.now() + patienceMs, () => client.workflow.getHandle(workflowId).query<ProcessState>(stateQuery));
  } catch {
    return null;
  }
}

/** Ends one run; a process that has ended, or that another run has followed, is left alone. */
export async function terminateProcess(client: Client, { workflowId, runId }: ListedProcess, reason: string): Promise<void> {
  try {
    await client.workflow.getHandle(workflowId, runId).terminate(reason);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}

function processOf(info: temporal.api.workflow.v1.IWorkflowExecutionInfo): ListedProcess {
  return {
    workflowId: info.execution?.workflowId ?? '',
    runId: info.execution?.runId ?? '',
    type: info.type?.name ?? '',
    startedAt: new Date(Number(info.startTime?.seconds ?? 0) * 1000 + Math.floor((info.startTime?.nanos ?? 0) / 1e6)),
    isPaused: statusNames[info.status ?? 0] === 'PAUSED',
    problems: problemsOf(info.searchAttributes?.indexedFields?.['TemporalReportedProblems']),
  };
}

function problemsOf(payload: temporal.api.common.v1.IPayload | undefined): string[] {
  if (!payload?.data) return [];
  const value: unknown = JSON.parse(Buffer.from(payload.data).toString('utf8'));
  return Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [];
}

function isNotFound(error: unknown): boolean {
  return (error as { code?: number }).code === 5;
}

/** Ids and type names of ours hold no quotes; those of strangers never come in here but as a bound of the engine's own order. */
function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
