import { append, entriesAfter, seqOf, stateOf } from './chart-and-ledger.ts';
import type { Ledger } from './chart-and-ledger.ts';
import type { Protocol } from './mechanisms.ts';
import { nudge } from './process.ts';
import { dueBy, judge } from './step.ts';
import type { State } from './state.ts';
import type { Offer } from './surroundings.ts';
import { written } from './worker.ts';

/*
 * A change of the law, and the run that counts open deadlines anew: the only writer beside the processes. It has READ and WRITE as a step has, and the
 * same condition; but a file in which it finds nothing to change is passed without a look at what has happened since.
 */

export function offerLaw(p: Protocol, s: State, offer: Offer): void {
  const { env, db, engine } = s;
  if (env.laws !== 0) offer.possible(() => 'a change of the law takes effect', { db: { ...db, law: env.laws }, env: { ...env, laws: 0, run: 'ready' } });
  if (env.run === 'ready') offer.progress(() => `re-dating: reads the record at ${seqOf(db.ledger)}`, { env: { ...env, run: db.ledger } });
  if (env.run === 'nudge') offer.progress(() => 're-dating: signalWithStart(nudge), since something earlier waits', { engine: nudge(engine), env: { ...env, run: 'none' } });
  if (typeof env.run !== 'number') return;
  const read = env.run;
  offer.fault(() => 're-dating: its worker is killed; the page is taken again', { env: { ...env, run: 'ready' } });
  const redated = redate(p, read, db.law, env.t);
  if (redated === null) return offer.progress(() => 're-dating: nothing to change, goes on', { env: { ...env, run: 'none' } });
  if (p.has('conditional-write') && db.ledger !== read) return offer.progress(() => 're-dating: the file has moved, it is taken again', { env: { ...env, run: 'ready' } });
  let { ledger } = db;
  for (const entry of entriesAfter(redated, seqOf(read))) {
    judge(p, ledger, entry);
    ledger = append(ledger, entry);
  }
  const after = { ...db, ledger };
  const owes = stateOf(ledger).due < stateOf(read).due || entriesAfter(ledger, seqOf(read)).some(({ what }) => what === 'rung');
  offer.progress(() => `re-dating: ${written(db, after)}`, { db: after, env: { ...env, run: owes ? 'nudge' : 'none' } });
  // another file of the same page had moved
  if (!owes) offer.possible(() => `re-dating: ${written(db, after)}; its page is taken again`, { db: after, env: { ...env, run: 'ready' } });
}

/**
 * Due rungs by the old law, then the new date, then what is due by it. Null: nothing to change. A lapse that leaves nothing to re-date is written too:
 * an act whose legal time precedes it could otherwise keep the deadline open, with the date of the old law.
 */
function redate(p: Protocol, from: Ledger, law: number, at: number): Ledger | null {
  const upTo = (ledger: Ledger): Ledger => {
    const rung = dueBy(p, ledger, at);
    return rung ? upTo(append(ledger, { what: 'rung', rung: rung.rung, revision: rung.revision })) : ledger;
  };
  const before = upTo(from);
  const { stage, law: countedBy } = stateOf(before);
  if (stage === 'ordered' && countedBy !== law) return upTo(append(before, { what: 'redate', law }));
  return before === from ? null : before;
}
