import { KEYS } from './chart-and-ledger.ts';
import { closedAnswer, deliver } from './api.ts';
import type { Protocol } from './mechanisms.ts';
import { admit, breakOff, isRunning, isRunningOrStarts, nudge } from './process.ts';
import { dueBy, unconfirmed } from './step.ts';
import type { State } from './state.ts';
import type { Offer } from './surroundings.ts';

/* What brings process and record together again: answers that arrive, the operator, the minute scans. */

/** Answers on their way to the API or the scan (scenarios with a slow API; else they arrive with the workflow task's completion). */
export function offerPost(p: Protocol, s: State, offer: Offer): void {
  for (const letter of s.engine.post) {
    const { update, reply } = letter;
    const arrived = { ...s, engine: { ...s.engine, post: s.engine.post.filter((other) => other !== letter) } };
    const { engine, db, callers } = deliver(p, arrived, update, reply);
    offer.progress(() => `the answer ${reply} for ${update.key} arrives at the ${update.scan ? 'scan' : 'API'}`, { engine, db, callers });
  }
}

export function offerOperator(s: State, offer: Offer): void {
  const { engine, db } = s;
  if (engine.owed) offer.progress(() => 'operator: signalWithStart(nudge)', { engine: { ...nudge(engine), owed: 0 } });
  if (db.incident) offer.progress(() => 'operator answers the incident: terminate, rebuild from the record', { ...breakOff(s, 'rebuilt'), db: { ...db, incident: 0 } });
}

/** Once a minute. `eager`: at any moment; else only when nothing else moves, which is what "older than a minute" means. */
export function offerScans(p: Protocol, s: State, offer: Offer): void {
  if (!p.has('scans') || (offer.isMoving() && !s.env.eager)) return;
  const { engine, db, env, callers } = s;
  if (!engine.nudge && (dueBy(p, db.ledger, env.t) || unconfirmed(p, db).length)) offer.progress(() => 'scan: due or unconfirmed, signalWithStart(nudge)', { engine: nudge(engine) });
  if (!p.has('resend')) return;
  for (const key of KEYS) {
    const row = db.submissions[key];
    const underWay = engine.updates.some((u) => u.key === key) || engine.post.some((l) => l.update.key === key) || callers[key].wait !== null;
    if (!row || row.settled || underWay || engine.outcomes[key]) continue;
    const closed = closedAnswer(p, s, row);
    if (closed) offer.progress(() => `scan: ${key} is not settled, the stage is terminal: the scan settles it with ${closed.answer}`, { db: { ...db, submissions: { ...db.submissions, [key]: closed } } });
    else if (isRunningOrStarts(p, engine)) offer.progress(() => `scan: ${key} is not settled, its Update is sent again${isRunning(engine) ? '' : ' with start'}`, { engine: admit(p, s, key, 1).engine });
  }
}
