import { fileTypeOf } from '../../domain/ids.ts';
import { closeIncident, openIncidents, type OpenIncident } from './incidents.ts';
import { hashOfEntry, recordsOf } from './open-files.ts';
import { describeProcess, stateOf, type DescribedProcess } from './processes.ts';
import { forEachSuspect, type Round } from './sweep-deps.ts';

/** Looks at every open incident again and closes those that are healed, whoever opened and whoever healed them. */
export async function reviewIncidents(round: Round): Promise<void> {
  const { deps, figures } = round;
  for (let after: string | null = null; ; ) {
    const page: OpenIncident[] = await openIncidents(deps.pool, after);
    await forEachSuspect(round, page, async (incident) => {
      // opened by this very sweep
      if (incident.openedAt > round.lease.startedAt) return;
      const healed = await healing(round, incident);
      if (healed !== null && (await closeIncident(deps.pool, incident.id, 'sweep', healed))) figures.incidentsClosed += 1;
    });
    const last = page.at(-1);
    if (!last) return;
    after = last.id;
  }
}

/** Why the incident is over; null while it is not, or cannot be told. */
async function healing(round: Round, { fileId, kind }: OpenIncident): Promise<string | null> {
  const process = await describeProcess(round.deps.client, fileId);
  const isRunning = process?.isRunning === true;
  switch (kind) {
    case 'RECORD_BEHIND':
      return recordIsWhole(round, fileId, process);
    case 'RECORD_UNKNOWN':
      if (!isRunning) return 'the process has ended';
      return (await recordsOf(round.deps.pool, [fileId])).size > 0 ? 'the record knows the file' : null;
    case 'PROCESS_STUCK':
      return !isRunning ? 'the process has ended' : process.problems.length === 0 ? 'its workflow tasks succeed again' : null;
    case 'PROCESS_PAUSED':
      return isRunning && process.isPaused ? null : 'no longer paused';
    case 'WRONG_TYPE':
      return isRunning && process.type !== fileTypeOf(fileId) ? null : 'the process has ended';
    case 'FOREIGN_PROCESS':
    case 'CLOSED_RUNS':
      return isRunning ? null : 'the process has ended';
    case 'KEEPS_ENDING':
      return isRunning && process.startedAt < round.lease.startedAt ? 'the process runs' : null;
    case 'CANNOT_REBUILD':
      return isRunning ? 'the process runs' : null;
    case 'PROCESS_DIFFERS':
      return duesAgree(round, fileId);
    default:
      return null;
  }
}

/** The process knows nothing that the record does not hold. */
async function recordIsWhole({ deps }: Round, fileId: string, process: DescribedProcess | null): Promise<string | null> {
  if (!process?.isRunning) {
    const record = (await recordsOf(deps.pool, [fileId])).get(fileId);
    // an open file gets its process in this sweep or the next one, which then looks again
    return record && !record.isClosed ? null : 'the process has ended';
  }
  const state = await stateOf(deps.client, fileId);
  if (state === null) return null;
  return state.seq === 0 || (await hashOfEntry(deps.pool, fileId, state.seq)) === state.head ? 'process and record agree' : null;
}

async function duesAgree({ deps }: Round, fileId: string): Promise<string | null> {
  const state = await stateOf(deps.client, fileId);
  const record = (await recordsOf(deps.pool, [fileId])).get(fileId);
  if (!record || record.isClosed) return 'the file is closed';
  if (state === null) return null;
  return (state.due === null ? null : Date.parse(state.due)) === (record.dueAt?.getTime() ?? null) ? 'process and record agree' : null;
}
