import { isTerminal } from './chart-and-ledger.ts';
import type { Key } from './chart-and-ledger.ts';
import type { Protocol } from './mechanisms.ts';
import { submissionOf } from './step.ts';
import type { Answer, Body, Caller, Change, Reply, State, Submission, Update } from './state.ts';

/* The API's side: what callers are told, and what is stored of it. */
type Callers = Readonly<Record<Key, Caller>>;

export function tell(callers: Callers, key: Key, body: Body, answer: Answer): Callers {
  const caller = callers[key];
  const heard = (b: Body): readonly Answer[] => (b === body && !caller.told[b].includes(answer) ? [...caller.told[b], answer].sort() : caller.told[b]);
  return { ...callers, [key]: { ...caller, told: [heard(0), heard(1)] } };
}
export const hangUp = (callers: Callers, key: Key, wait: 'gone' | null = null): Callers => ({
  ...callers,
  [key]: { ...callers[key], wait, seen: 0, body: wait === null ? 0 : callers[key].body },
});
export const dial = (callers: Callers, key: Key, body: Body, wait: number | 'gone' | 'sending', seen = 0): Callers => ({ ...callers, [key]: { ...callers[key], wait, body, seen } });

/** In doubt the API reads the stored answer; without one it says OUTCOME_UNKNOWN, which promises nothing. It settles nothing. */
export function inDoubt(p: Protocol, s: State, key: Key): Change {
  const answer = s.db.submissions[key]?.answer;
  const callers = hangUp(s.callers, key);
  if (!answer && s.env.calm) p.violated('calm-answers');
  return { callers: answer ? tell(callers, key, s.callers[key].body, answer) : callers };
}

/** What the API makes of a NOT_OPEN by the validator: `UPDATE submission … WHERE answer IS NULL`, then it tells what the row holds. */
function settleRefusal(p: Protocol, row: Submission, update: Update): { told: Answer; row: Submission } {
  if (!p.has('settle-refusal')) return { told: 'no', row: { ...row, settled: 1 } };
  const told = row.answer ?? 'no';
  // an answer stored since this attempt began may be an entry that the process has not seen: not settled, the scan asks again
  const settled = row.answer === null || update.had ? 1 : row.settled;
  return { told, row: { ...row, settled, answer: p.has('stored-refusals') ? told : row.answer } };
}

/** The answer of an Update reaches whoever sent it: the API for a waiting caller, or the scan. What nobody receives settles nothing. */
export function deliver(p: Protocol, s: State, update: Update, reply: Reply): State {
  const { key } = update;
  const waiting = s.callers[key].wait === update.n;
  const row = submissionOf(p, s.db, update);
  if (!(waiting || update.scan)) return s;
  if (!row || reply === null || reply === 'unknown' || reply === 'RECORD_BEHIND') return waiting ? { ...s, ...inDoubt(p, s, key) } : s;
  const { told, row: after } = reply === 'NOT_OPEN' ? settleRefusal(p, row, update) : { told: reply, row: { ...row, settled: 1 as const } };
  const callers = waiting ? tell(hangUp(s.callers, key), key, s.callers[key].body, told) : s.callers;
  return { ...s, callers, db: { ...s.db, submissions: { ...s.db.submissions, [key]: after } } };
}

/**
 * In a terminal stage no act can ever be open again, so the API may store the refusal itself (one statement, `WHERE answer IS
 * NULL`) without waking the process. What has an answer already says nothing of what the process knows. Null: ask the engine.
 */
export function closedAnswer(p: Protocol, s: State, row: Submission): Submission | null {
  if (!p.has('closed-answer') || !isTerminal(s.db.ledger)) return null;
  if (row.answer !== null) return p.has('closed-unanswered') ? null : { ...row, settled: 1 };
  return { ...row, answer: 'no', settled: 1 };
}
