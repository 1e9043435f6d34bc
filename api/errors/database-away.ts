/** SQLSTATE classes that say nothing about the request: connection lost, too many connections, shutting down, time limit. */
const awayStates = /^(08|53|57P0|57014|55P03)/;
const awaySystem = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH', 'EAI_AGAIN', 'ENOENT']);
/** Prisma: unreachable, timed out, closed, pool exhausted. */
const awayPrisma = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037']);

/** True when the database did not answer; the same request may succeed in a moment. */
export function isDatabaseAway(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 4) return false;
  const { code, message, cause, name, originalCode, kind } = error as { code?: unknown; message?: unknown; cause?: unknown; name?: unknown; originalCode?: unknown; kind?: unknown };
  for (const known of [code, originalCode]) {
    if (typeof known === 'string' && (awayStates.test(known) || awaySystem.has(known) || awayPrisma.has(known))) return true;
  }
  if (kind === 'DatabaseNotReachable' || kind === 'ConnectionClosed' || kind === 'SocketTimeout' || kind === 'TooManyConnections') return true;
  if (name === 'PrismaClientInitializationError') return true;
  if (typeof message === 'string' && /Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error/.test(message)) return true;
  const inner = (error as { meta?: { driverAdapterError?: unknown }; errors?: unknown }).meta?.driverAdapterError;
  if (error instanceof AggregateError && error.errors.some((one) => isDatabaseAway(one, depth + 1))) return true;
  return isDatabaseAway(cause, depth + 1) || isDatabaseAway(inner, depth + 1);
}
