import type { Pool } from 'pg';
import type { JsonObject } from '../../domain/json.ts';
import { sealEntry } from '../../domain/ledger/ledger-entry.ts';
import { shanghaiDate } from '../../domain/time/shanghai.ts';
import { changeColumns, type LawChange } from './law-change.ts';
import { LawChangeError } from './law-change-error.ts';

/** The name that the entries of the chain of the law carry where those of a file carry its id. */
export const lawChain = 'law';

/** What is in force, and the end of the chain, read in one snapshot with the change. */
export interface LawNow {
  readonly revision: number;
  readonly seq: number;
  readonly head: string;
  /** Fingerprint of law and calendar of the program; null until a worker has told it. */
  readonly release: string | null;
  /** World time, RFC 3339 UTC. */
  readonly at: string;
  /** A run over the open files that is not finished. */
  readonly redating: string | null;
  readonly change: LawChange | null;
}

/** What is to be written together: the change as it is now, its entry, and what it puts in force. */
export interface LawWrite {
  readonly change: LawChange;
  readonly what: 'drafted' | 'previewed' | 'approved' | 'in_effect' | 'withdrawn' | 'release';
  readonly content: JsonObject;
  readonly revision?: number;
  readonly release?: string;
  readonly redates?: { readonly filesInAll: number };
  readonly department?: { readonly id: string; readonly profileId: string };
}

const mostRounds = 20;

/** @throws the database's error */
export async function readLawNow(pool: Pool, changeId: string | null): Promise<LawNow> {
  const { rows } = await pool.query<Omit<LawNow, 'change'> & { change: LawChange | null }>(
    `SELECT s.revision, s.seq, s.head, s.release, to_char(world_now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at,
       (SELECT change_id::text FROM redating WHERE finished_at IS NULL ORDER BY revision LIMIT 1) AS redating,
       (SELECT to_jsonb(one) FROM (SELECT ${changeColumns} FROM law_change c WHERE c.id = $1) one) AS change
     FROM law_state s WHERE s.id = 1`,
    [changeId],
  );
  const row = rows[0];
  if (!row) throw new Error('law_state has no row');
  return row;
}

/**
 * Changes the law in one conditional statement (`write_law`): `decide` is asked again from what is stored then whenever somebody else was first.
 * Every write leaves an entry in the chain of the law.
 * @throws LawChangeError from `decide`; the database's error
 */
export async function writeLaw(pool: Pool, changeId: string | null, decide: (now: LawNow) => LawWrite | Promise<LawWrite>): Promise<LawChange> {
  for (let round = 1; round <= mostRounds; round += 1) {
    const now = await readLawNow(pool, changeId);
    const write = await decide(now);
    const row = sealed(now, write);
    const step = {
      readSeq: now.seq,
      readHead: now.head,
      at: now.at,
      change: write.change,
      entry: row,
      revision: write.revision ?? null,
      release: write.release ?? null,
      redates: write.redates !== undefined,
      filesInAll: write.redates?.filesInAll ?? null,
      departmentId: write.department?.id ?? null,
      profileId: write.department?.profileId ?? null,
    };
    const { rows } = await pool.query<{ result: string }>('SELECT write_law($1) AS result', [JSON.stringify(step)]);
    if (rows[0]?.result === 'written') return write.change;
  }
  throw new Error(`a change of the law lost ${mostRounds} races; try again`);
}

function sealed(now: LawNow, { change, what, content, revision }: LawWrite) {
  const occurredOn = shanghaiDate(now.at);
  const entry = sealEntry(lawChain, now.head, now.at, {
    seq: now.seq + 1,
    kind: 'law',
    what,
    occurredOn,
    stage: change.state,
    reached: [],
    open: [],
    due: null,
    effects: [],
    content: { changeId: change.id, kind: change.kind, subject: change.subject, revision: revision ?? now.revision, ...content },
  });
  return { ...entry, what, occurred_on: occurredOn, recorded_at: now.at };
}

/** The change of an id that `decide` was given. @throws LawChangeError NOT_FOUND */
export function found(now: LawNow): LawChange {
  if (now.change === null) throw new LawChangeError('NOT_FOUND');
  return now.change;
}
