import { KEYS, seqOf } from './chart-and-ledger.ts';
import type { Key } from './chart-and-ledger.ts';
import { closedAnswer, dial, inDoubt, tell } from './api.ts';
import type { Protocol } from './mechanisms.ts';
import { admit, isRunningOrStarts } from './process.ts';
import type { Body, Caller, Change, State, Submission } from './state.ts';
import type { Offer } from './surroundings.ts';

/* Two callers with one submission each, sent again with the same key; the API stores it, reads seenSeq, sends an Update. */

export function offerDoubt(p: Protocol, s: State, offer: Offer): void {
  for (const key of KEYS) {
    if (s.callers[key].wait === 'gone') offer.progress(() => `API in doubt about ${key}: the caller is told ${s.db.submissions[key]?.answer ?? 'OUTCOME_UNKNOWN'}`, inDoubt(p, s, key));
  }
}

export function offerCallers(p: Protocol, s: State, offer: Offer): void {
  for (const key of KEYS) {
    const { wait, left, bodies } = s.callers[key];
    if (wait === 'sending') offerSending(p, s, key, offer);
    if (wait !== null && wait !== 'gone' && s.env.faults > 0) {
      offer.fault(() => `the API in doubt about ${key}: the caller is told ${s.db.submissions[key]?.answer ?? 'OUTCOME_UNKNOWN'}`, inDoubt(p, s, key));
    }
    if (wait !== null || !left) continue;
    const first = !s.db.submissions[key] && !s.env.restored;
    for (const body of bodies === 2 && !first ? ([0, 1] as const) : ([0] as const)) offerSend(p, s, key, body, offer);
  }
}

function offerSend(p: Protocol, s: State, key: Key, body: Body, offer: Offer): void {
  const caller = s.callers[key];
  const row = s.db.submissions[key];
  const callers = { ...s.callers, [key]: { ...caller, left: caller.left - 1 } };
  const who = (): string => `the caller sends ${p.acts[key]} (${key}${body ? ', other body' : ''}`;
  if (row && p.has('body-hash') && row.body !== body) return offer.possible(() => `${who()}): KEY_REUSED`, { callers });
  if (row?.answer) {
    const { answer } = row;
    if (!caller.told[body].includes(answer)) offer.possible(() => `${who()}): told the stored answer ${answer}`, { callers: tell(callers, key, body, answer) });
    return;
  }
  if (row) return offerAttempt(p, s, key, body, row, callers, who, offer);
  const { t, restored } = s.env;
  for (const legal of caller.late && t > 0 ? [t, t - 1] : [t]) {
    const fresh: Submission = { id: restored, body, legal, answer: null, settled: 0 };
    offerAttempt(p, s, key, body, fresh, callers, who, offer);
  }
}

function offerAttempt(p: Protocol, s: State, key: Key, body: Body, row: Submission, callers: Readonly<Record<Key, Caller>>, who: () => string, offer: Offer): void {
  const store = (submission: Submission): Change => ({ db: { ...s.db, submissions: { ...s.db.submissions, [key]: submission } } });
  const stored = store(row);
  const label = (then: string) => (): string => `${who()}, legal ${row.legal}); ${then}`;
  const said = s.engine.outcomes[key];
  if (said) return offer.possible(label(`this Update id had the outcome ${said}`), { ...stored, callers: said === 'ok' || said === 'no' ? tell(callers, key, body, said) : callers });
  if (row !== s.db.submissions[key]) offer.fault(label('the API stores it and dies'), { ...stored, callers });
  const closed = closedAnswer(p, s, row);
  if (closed) return offer.possible(label('the stage is terminal: the API stores and tells NOT_OPEN'), { ...store(closed), callers: tell(callers, key, body, 'no') });
  if (s.env.slow) return offer.possible(label(`the API stores it at ${seqOf(s.db.ledger)}`), { ...stored, callers: dial(callers, key, body, 'sending', seqOf(s.db.ledger)) });
  if (!isRunningOrStarts(p, s.engine)) return offer.possible(label('no process answers'), { ...stored, callers: dial(callers, key, body, 'gone') });
  const same = p.has('fresh-update-id') ? undefined : s.engine.updates.find((u) => u.key === key);
  if (same) return offer.possible(label('attaches to the Update under way'), { ...stored, callers: dial(callers, key, body, same.n) });
  const { update, engine } = admit(p, { ...s, ...stored }, key, 0);
  offer.possible(label(`Update${s.engine.run < 0 ? ' with start' : ''} admitted, seenSeq ${update.seen}`), { ...stored, engine, callers: dial(callers, key, body, update.n) });
}

/** The second half of an attempt, where the API takes its time: what it saw of the record may be old by now. */
function offerSending(p: Protocol, s: State, key: Key, offer: Offer): void {
  const { body, seen } = s.callers[key];
  if (!isRunningOrStarts(p, s.engine)) return offer.progress(() => `the API sends ${key}; no process answers`, { callers: dial(s.callers, key, body, 'gone') });
  const { update, engine } = admit(p, s, key, 0, seen);
  offer.progress(() => `the API sends ${key}; Update${s.engine.run < 0 ? ' with start' : ''} admitted, seenSeq ${seen}`, { engine, callers: dial(s.callers, key, body, update.n) });
}
