import { fileTypes } from '../../domain/files/file-types.ts';
import { fileIdPattern, fileTypeOf } from '../../domain/ids.ts';
import { hashOfEntry, recordsOf, type RecordOf } from './open-files.ts';
import { describeProcess, stateOf, terminateProcess, type ListedProcess } from './processes.ts';
import { nudgeIn, report, type Round } from './sweep-deps.ts';

/** Running processes that no open file on their page accounts for. */
export async function judgeProcesses(round: Round, processes: readonly ListedProcess[], forEach: (work: (process: ListedProcess) => Promise<void>) => Promise<void>): Promise<void> {
  const records = await recordsOf(round.deps.pool, processes.map(({ workflowId }) => workflowId));
  await forEach((process) => judge(round, process, records.get(process.workflowId)));
}

async function judge(round: Round, process: ListedProcess, record: RecordOf | undefined): Promise<void> {
  const { workflowId, runId, type } = process;
  const isOurs = fileIdPattern.test(workflowId) && fileTypeOf(workflowId) in fileTypes;
  if (!isOurs || !(type in fileTypes)) {
    await reportIfRunning(round, process, record ? 'WRONG_TYPE' : 'FOREIGN_PROCESS', { runId, type });
  } else if (fileTypeOf(workflowId) !== type) {
    await reportIfRunning(round, process, 'WRONG_TYPE', { runId, type });
  } else if (record?.isClosed) {
    await judgeClosed(round, process);
  } else if (!record) {
    await judgeUnknown(round, process);
  }
  // else: its file was opened after the page was read
}

async function reportIfRunning(round: Round, { workflowId, runId }: ListedProcess, kind: 'WRONG_TYPE' | 'FOREIGN_PROCESS', detail: { runId: string; type: string }): Promise<void> {
  const now = await describeProcess(round.deps.client, workflowId);
  if (now?.isRunning && now.runId === runId) await report(round, workflowId, kind, detail);
}

/**
 * A closed file whose process runs. One that does not know the last entry is told to look, folds it, and ends by itself.
 * One that knows it is about to end, or waits until its last effects are confirmed; if it is found so again, a person is told.
 * It is not terminated: it still holds the sending of effects, and what it is stuck in is worth being seen.
 */
async function judgeClosed(round: Round, { workflowId, runId }: ListedProcess): Promise<void> {
  const { deps } = round;
  const state = await stateOf(deps.client, workflowId);
  const process = await describeProcess(deps.client, workflowId);
  if (!process?.isRunning) return;
  const record = (await recordsOf(deps.pool, [workflowId])).get(workflowId);
  if (!record?.isClosed) return;
  if (state === null || state.seq !== record.seq || state.head !== record.head) return nudgeIn(round, workflowId);
  if (record.hasUnconfirmedEffects) return;
  if (round.lease.previous.noted.includes(workflowId)) await report(round, workflowId, 'CLOSED_RUNS', { runId, stage: state.stage });
  else round.noted.push(workflowId);
}

/**
 * A process that the record does not know.
 *
 * **It knows no entry either**: an opening act that was refused, or whose worker died before the first entry. It is ended, and that is
 * provably right whatever is under way: it holds nothing. A submission without an answer is sent again by the scan and starts
 * the process anew; an event stays unconfirmed at its source and is sent again; and if its first entry is being
 * committed at this very moment, the next sweep finds an open file without a process and rebuilds it. Young ones are spared all the same.
 *
 * **It knows entries**: the record was restored from a backup that is older than the file, or this is another database. It can write
 * nothing (RECORD_BEHIND), but its history is the last trace of what people were told after the backup, and only a person
 * can say whether this database is the right one. So it is reported and not ended.
 */
async function judgeUnknown(round: Round, process: ListedProcess): Promise<void> {
  const { deps, figures, graceSeconds } = round;
  const { workflowId, runId, startedAt } = process;
  if (Date.now() - startedAt.getTime() < graceSeconds * 1000) return;
  const state = await stateOf(deps.client, workflowId);
  if (state === null) {
    figures.failed += 1;
    if (process.problems.length > 0) await report(round, workflowId, 'PROCESS_STUCK', { runId, problems: process.problems });
    return;
  }
  const now = await describeProcess(deps.client, workflowId);
  if (!now?.isRunning || now.runId !== runId || (await recordsOf(deps.pool, [workflowId])).size > 0) return;
  if (state.seq > 0) return report(round, workflowId, 'RECORD_UNKNOWN', { runId, knownSeq: state.seq, knownHead: state.head, stage: state.stage, startedAt: startedAt.toISOString() });
  await terminateProcess(deps.client, process, '核对:没有案卷,也不知任何台账 / sweep: no record and no entry known');
  figures.ended += 1;
}

/** Asks a process what it knows and compares it with the record, entry by entry. What the record says is read after the answer, so it cannot be older. */
export async function lookInto(round: Round, workflowId: string): Promise<void> {
  const { deps, figures } = round;
  const state = await stateOf(deps.client, workflowId);
  const record = (await recordsOf(deps.pool, [workflowId])).get(workflowId);
  if (state === null) {
    figures.failed += 1;
    return;
  }
  figures.lookedInto += 1;
  if (!record || record.isClosed) return;
  if (state.seq > record.seq || (state.seq > 0 && (await hashOfEntry(deps.pool, workflowId, state.seq)) !== state.head)) {
    return report(round, workflowId, 'RECORD_BEHIND', { knownSeq: state.seq, knownHead: state.head, recordSeq: record.seq, recordHead: record.head });
  }
  if (state.seq < record.seq) return nudgeIn(round, workflowId);
  if ((state.due === null ? null : Date.parse(state.due)) === (record.dueAt?.getTime() ?? null)) return;
  if (round.lease.previous.noted.includes(workflowId)) return report(round, workflowId, 'PROCESS_DIFFERS', { process: state.due, record: record.dueAt?.toISOString() ?? null });
  round.noted.push(workflowId);
  await nudgeIn(round, workflowId);
}
