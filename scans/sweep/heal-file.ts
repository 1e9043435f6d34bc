import { fileTypeOf } from '../../domain/ids.ts';
import { recordsOf } from './open-files.ts';
import { describeProcess } from './processes.ts';
import { rebuild, report, type Round } from './sweep-deps.ts';

/**
 * An open file whose process was not listed. The engine is asked about this one: a process that runs was only listed late
 * (opened or continued as new a moment ago) and is left alone. Otherwise the record is asked again, and a process is started from
 * it: it folds every entry, arms the one timer for the earliest due moment, and records at once what fell due meanwhile.
 */
export async function healFile(round: Round, fileId: string): Promise<void> {
  const { deps, figures, lease } = round;
  const process = await describeProcess(deps.client, fileId);
  if (process?.isRunning) {
    if (process.isPaused) await report(round, fileId, 'PROCESS_PAUSED', { runId: process.runId });
    else if (process.type !== fileTypeOf(fileId)) await report(round, fileId, 'WRONG_TYPE', { runId: process.runId, type: process.type });
    return;
  }
  const record = (await recordsOf(deps.pool, [fileId])).get(fileId);
  // closed since the page was read, and its process with it
  if (!record || record.isClosed) return;
  try {
    await rebuild(round, fileId);
  } catch (error) {
    if (isOutage(error)) throw error;
    figures.failed += 1;
    await report(round, fileId, 'CANNOT_REBUILD', { reason: error instanceof Error ? error.message : String(error) });
    return;
  }
  figures.rebuilt += 1;
  round.rebuilt.push(fileId);
  deps.log.warn({ fileId, lastRun: process?.status ?? null }, '案卷没有流程,已按案卷重建 / an open file had no process; it was rebuilt from its record');
  if (lease.previous.rebuilt.includes(fileId)) await report(round, fileId, 'KEEPS_ENDING', { lastRun: process?.status ?? 'deleted', runId: process?.runId ?? null });
}

/** The engine as a whole does not answer (gRPC DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, UNAVAILABLE): no fault of this file. */
function isOutage(error: unknown): boolean {
  const { code, cause } = error as { code?: number; cause?: { code?: number } };
  return [4, 8, 14].includes(code ?? cause?.code ?? 14);
}
