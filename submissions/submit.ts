import { attempt, type AttemptDeps } from './attempt.ts';
import { createSettler } from './settle.ts';
import { storeSubmission } from './store.ts';
import { tell, type NewSubmission, type StoredAnswer, type Told, type ToldOfStored } from './submission.ts';

export interface SubmitDeps extends Omit<AttemptDeps, 'settler'> {
  /** Where the crash table kills the API: between storing a submission and sending it. */
  readonly pause?: (point: 'stored') => Promise<void>;
}

export interface Submit {
  /**
   * Stores what a person sent and sends it to its process. One key, one answer for ever.
   * @throws the database's error when it cannot be stored: then nothing was acknowledged and nothing happens
   */
  submit(submission: NewSubmission): Promise<Told>;
  /** What became of a click; null when the caller has no such operation. */
  lookUp(callerId: string, operationId: string): Promise<ToldOfStored | null>;
  close(): Promise<void>;
}

export function createSubmit(deps: SubmitDeps): Submit {
  const settler = createSettler(deps.pool, deps.log);
  return {
    async submit(submission) {
      const stored = await storeSubmission(deps.pool, submission);
      if (typeof stored === 'string') return { kind: stored };
      if (stored.answer) return tell(stored.id, stored.fileId, stored.answer);
      await deps.pause?.('stored');
      return attempt({ ...deps, settler }, stored);
    },
    async lookUp(callerId, operationId) {
      const { rows } = await deps.pool.query<{ id: string; file_id: string; answer: StoredAnswer | null }>(
        'SELECT id, file_id, answer FROM submission WHERE id = $1 AND caller_id = $2',
        [operationId, callerId],
      );
      const row = rows[0];
      return row ? tell(row.id, row.file_id, row.answer) : null;
    },
    close: () => settler.close(),
  };
}
