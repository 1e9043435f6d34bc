import { randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation, WorkflowNotFoundError, WorkflowUpdateFailedError, type Client } from '@temporalio/client';
import { ApplicationFailure, type Workflow } from '@temporalio/common';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { refusalOfClosedAct } from '../domain/files/file-definition.ts';
import { fileDefinition } from '../domain/files/file-types.ts';
import { draining, notOpen, type ActMessage, type FileInput, type StepAnswer } from '../workflows/messages/messages.ts';
import { taskQueue } from '../workflows/messages/task-queue.ts';
import { readAnswer, settleRefusal, type Settler } from './settle.ts';
import type { StoredSubmission } from './store.ts';
import { tell, type Told } from './submission.ts';

export interface AttemptDeps {
  readonly pool: Pool;
  readonly client: Client;
  readonly settler: Settler;
  readonly log: Logger;
  readonly historyLimit?: number;
  /** Longest wait for one Update; longer than the 20 s of an act's step. */
  readonly patienceMs?: number;
}

/**
 * Sends a stored submission to its process, once, with a new Update id: an Update that failed gives that failure for ever,
 * the submission is what is idempotent. In doubt it tells what is stored, and settles nothing.
 */
export async function attempt(deps: AttemptDeps, submission: StoredSubmission): Promise<Told> {
  const { id, fileId } = submission;
  const closed = refusalOfClosedAct(fileDefinition(submission.type), submission.action);
  // Nothing is open any more, and nobody needs to be asked. A row that has its answer goes through the engine all the same:
  // the process may never have heard of the act that closed its file.
  if (submission.fileClosed && submission.answer === null) return tell(id, fileId, await settleRefusal(deps.pool, id, closed, false));
  const hadAnswer = isOlderThanAttempt(submission);
  let answer: StepAnswer | 'notOpen' | null;
  try {
    answer = await sendUpdate(deps, submission);
  } catch (error) {
    deps.log.warn({ err: error, operationId: id }, 'in doubt about an act');
    answer = null;
  }
  if (answer === 'notOpen') return tell(id, fileId, await settleRefusal(deps.pool, id, closed, hadAnswer));
  if (answer?.kind === 'accepted') {
    deps.settler.add(id);
    return { ...answer, operationId: id, fileId };
  }
  if (answer?.kind === 'refused') deps.settler.add(id);
  return tell(id, fileId, await readAnswer(deps.pool, id));
}

/** An answer that the sequence of this attempt covers. The row may be read a moment later than the sequence, so a yes is compared with it. */
function isOlderThanAttempt({ answer, seenSeq }: StoredSubmission): boolean {
  return answer !== null && (!answer.accepted || answer.seq <= seenSeq);
}

async function sendUpdate(deps: AttemptDeps, submission: StoredSubmission): Promise<StepAnswer | 'notOpen'> {
  const until = Date.now() + (deps.patienceMs ?? 25_000);
  for (;;) {
    try {
      return await deps.client.withDeadline(until, () => update(deps, submission));
    } catch (error) {
      const code = refusalOf(error);
      if (code === notOpen) return 'notOpen';
      // it is continuing as new: the next run takes the Update
      if (code !== draining || Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function update(deps: AttemptDeps, { id, fileId, type, action, seenSeq, world }: StoredSubmission): Promise<StepAnswer> {
  const message: ActMessage = { submissionId: id, seenSeq, offset: world.offset };
  const options = { args: [message] as [ActMessage], updateId: randomUUID() };
  if (seenSeq > 0) {
    try {
      return await deps.client.workflow.getHandle(fileId).executeUpdate<StepAnswer, [ActMessage]>(action, options);
    } catch (error) {
      // no process runs, though the file is open: it was ended by hand, or its history is gone; start it from the record
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  }
  const input: FileInput = { fileId, ...world, ...(deps.historyLimit === undefined ? {} : { historyLimit: deps.historyLimit }) };
  const start = new WithStartWorkflowOperation(type, { workflowId: fileId, taskQueue, args: [input], workflowIdConflictPolicy: 'USE_EXISTING' });
  return deps.client.workflow.executeUpdateWithStart<Workflow, StepAnswer, [ActMessage]>(action, { ...options, startWorkflowOperation: start });
}

/** The type of the failure that a validator or handler threw; null for everything else. */
function refusalOf(error: unknown): string | null {
  return error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure ? (error.cause.type ?? null) : null;
}
