import { Connection } from '@temporalio/client';
import type { Environment } from '../../config/environment.ts';
import { temporalConnection } from '../../config/temporal-connection.ts';
import { SetupError } from '../setup-error.ts';
import { namespaceId } from './namespace.ts';

/** Connects to a Temporal frontend, embedded or given. Throws SetupError TEMPORAL_UNREACHABLE. */
export async function connectTemporal(temporal: Environment['temporal'] & { address: string }): Promise<Connection> {
  try {
    return await Connection.connect({ ...temporalConnection(temporal), connectTimeout: 5000 });
  } catch (error) {
    throw unreachable(temporal.address, error);
  }
}

/**
 * The id of the namespace on a Temporal of the user's own. It is not created there: how long finished workflows are kept is theirs to say.
 * Throws SetupError TEMPORAL_UNREACHABLE (also when access is refused) or BAD_ENVIRONMENT (no such namespace).
 */
export async function givenNamespaceId(connection: Connection, temporal: { address: string; namespace: string }): Promise<string> {
  const id = await namespaceId(connection, temporal.namespace).catch((error: unknown) => {
    throw unreachable(temporal.address, error);
  });
  if (id !== undefined) return id;
  throw new SetupError(
    'BAD_ENVIRONMENT',
    `Temporal ${temporal.address} 上没有命名空间 ${temporal.namespace}（TEMPORAL_NAMESPACE）。请先建立：temporal operator namespace create --namespace ${temporal.namespace} --retention 3d`,
    `Temporal at ${temporal.address} has no namespace ${temporal.namespace} (TEMPORAL_NAMESPACE). Create it first with the command above.`,
  );
}

function unreachable(address: string, error: unknown): SetupError {
  const { message } = error as Error;
  return new SetupError(
    'TEMPORAL_UNREACHABLE',
    `无法连接 TEMPORAL_ADDRESS ${address}：${message}。请检查地址、TEMPORAL_TLS 和 TEMPORAL_API_KEY。`,
    `Temporal at ${address} (TEMPORAL_ADDRESS) cannot be reached, see above. Check the address, TEMPORAL_TLS and TEMPORAL_API_KEY.`,
    error,
  );
}
