import { Connection } from '@temporalio/client';
import { isGrpcServiceError } from '@temporalio/client';
import { SetupError } from '../setup-error.ts';
import { waitUntil } from '../wait-until.ts';

const GRPC_ALREADY_EXISTS = 6;
const GRPC_NOT_FOUND = 5;

/** Finished workflows are kept this long by the engine. The record keeps everything, so three days are for people who look at the engine. */
const RETENTION_SECONDS = 3 * 24 * 60 * 60;

/** Whether a Temporal frontend answers at the address within a second. */
export async function answersHealthCheck(address: string): Promise<boolean> {
  let connection: Connection | undefined;
  try {
    connection = await Connection.connect({ address, connectTimeout: 1000 });
    const current = connection;
    const answer = await current.withDeadline(Date.now() + 1000, () => current.healthService.check({ service: 'temporal.api.workflowservice.v1.WorkflowService' }));
    return answer.status === 1;
  } catch {
    return false;
  } finally {
    await connection?.close();
  }
}

/**
 * Registers the namespace where it is missing, and waits until the server knows it everywhere.
 * Returns the id that the cluster gave it. Throws SetupError TIMED_OUT, and the server's own refusals.
 */
export async function ensureNamespace(connection: Connection, namespace: string): Promise<string> {
  try {
    await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: { seconds: RETENTION_SECONDS as never } });
  } catch (error) {
    if (!isGrpcServiceError(error) || (error.code as number) !== GRPC_ALREADY_EXISTS) throw error;
  }
  return waitUntil(() => namespaceId(connection, namespace), {
    timeoutMs: 30_000,
    onTimeout: () => new SetupError('TIMED_OUT', `Temporal 命名空间 ${namespace} 30 秒内没有就绪。`, `The Temporal namespace ${namespace} did not get ready within 30 s.`),
  });
}

/** The id of a namespace, or undefined where the cluster does not know it (yet). */
export async function namespaceId(connection: Connection, namespace: string): Promise<string | undefined> {
  try {
    const { namespaceInfo } = await connection.workflowService.describeNamespace({ namespace });
    return namespaceInfo?.id ?? undefined;
  } catch (error) {
    if (isGrpcServiceError(error) && (error.code as number) === GRPC_NOT_FOUND) return undefined;
    throw error;
  }
}
