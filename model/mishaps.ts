import { KEYS, seqOf } from './chart-and-ledger.ts';
import type { Protocol } from './mechanisms.ts';
import { breakOff, complete, forget, hangUpAll, loseTask, nudge, sortFrozen } from './process.ts';
import { dueBy, hasRead, read, submissionOf, write } from './step.ts';
import type { Change, Frozen, FrozenStep, State } from './state.ts';
import type { Offer } from './surroundings.ts';
import { nameOf, writeEvent, written } from './worker.ts';

/* Frozen workers that wake, losses of worker and server, work by hand, continue-as-new, and the restore of a backup. */

/**
 * A frozen step that can never write again is forgotten: it would only read, or find its condition false, for ever. Kept in any
 * case where a restore can bring the old record back, or where a part of the step is switched off.
 */
export function canStillWrite(p: Protocol, z: Frozen, { db, env }: State): boolean {
  if (env.restores || env.restored || !p.stepIsWhole) return true;
  if (z.kind === 'event') return z.base.length === db.second.length;
  if (z.ledger !== db.ledger) return false;
  if (z.kind === 'act') return submissionOf(p, db, z)?.answer === null;
  return dueBy(p, db.ledger, z.at) !== null;
}
export function withoutFenced(p: Protocol, s: State): State {
  return s.frozen.every((z) => canStillWrite(p, z, s)) ? s : { ...s, frozen: s.frozen.filter((z) => canStillWrite(p, z, s)) };
}

export function offerFrozen(p: Protocol, s: State, offer: Offer): void {
  for (const z of s.frozen) {
    const others = s.frozen.filter((other) => other !== z);
    if (z.kind !== 'event') {
      offerThaw(p, s, z, others, offer);
      continue;
    }
    const db = writeEvent(p, s.db, z);
    offer.possible(() => `a frozen step of the second file wakes at WRITE: ${db === s.db ? 'writes nothing' : `takes in the effect of entry ${seqOf(z.effect)}`}`, { db, frozen: others });
  }
}

/** What it would report to its workflow goes nowhere: that workflow task is lost. */
function offerThaw(p: Protocol, s: State, z: FrozenStep, others: readonly Frozen[], offer: Offer): void {
  const wakes = (at: string) => `a frozen step (${nameOf(z, z.ledger)}) wakes at ${at}:`;
  if (hasRead(z)) {
    const done = write(p, s, z, z.ledger);
    if (done) offer.possible(() => `${wakes('WRITE')} ${written(s.db, done.db)}`, { db: done.db, frozen: others });
    else offer.possible(() => `${wakes('WRITE')} the record is not what it read; nothing is written, it starts over`, { frozen: sortFrozen([...others, { ...z, read: null }]) });
    return;
  }
  const result = read(p, s, z, z.ledger);
  if (result.leadsTo === 'go on') offer.possible(() => `${wakes('READ')} sees the record at ${seqOf(result.snapshot.ledger)}`, { frozen: sortFrozen([...others, { ...z, read: result.snapshot }]) });
  else if (result.leadsTo === 'incident') offer.possible(() => `${wakes('READ')} RECORD_BEHIND, an incident is opened`, { db: { ...s.db, incident: 1 }, frozen: others });
  else offer.possible(() => `${wakes('READ')} has nothing to write`, { frozen: others });
}

export function offerMishaps(p: Protocol, s: State, offer: Offer): void {
  const { engine, task, env } = s;
  if (task) {
    const where = task.call ? `; its step is frozen ${task.call.read ? 'between READ and WRITE' : 'before READ'}` : '';
    offer.fault(() => `the worker is lost with its workflow task${where}`, loseTask(s));
  }
  if (engine.updates.some((u) => !u.durable)) offer.fault(() => 'the server dies: admitted Updates are gone, the workflow task too', { ...loseTask(s), ...forget(s, (u) => u.durable === 1) });
  if (env.breaks && engine.run > 0) {
    for (const way of ['terminated', 'reset'] as const) offer.fault(() => `the process is ${way}${way === 'reset' ? ' to its first entry' : ''} by hand`, breakOff(s, way), { breaks: env.breaks - 1 });
  }
  if (env.news && engine.run > 0) offerContinueAsNew(p, s, offer);
  if (env.restores) offerRestore(s, offer);
}

/** State and waiting Updates go on in the new run; what was accepted in the old one ends with it. */
function offerContinueAsNew(p: Protocol, s: State, offer: Offer): void {
  const { engine, task } = s;
  const env = { ...s.env, news: s.env.news - 1 };
  if (p.has('drain')) {
    if (!task && !engine.nudge && !engine.out.length && !engine.updates.some((u) => u.durable)) offer.possible(() => 'continue-as-new', { env, engine: { ...engine, outcomes: {} } });
    return;
  }
  const done = task ? complete(p, { ...s, task: { ...task, call: null } }, { ...task, call: null }) : s;
  const inHand = task?.call?.kind === 'act' ? task.call.n : null;
  const dropped = done.engine.updates.filter((u) => u.durable || u.n === inHand);
  offer.possible(() => 'continue-as-new without draining', {
    env,
    db: done.db,
    ...loseTask(s),
    callers: hangUpAll(done, dropped),
    engine: { ...done.engine, updates: done.engine.updates.filter((u) => !dropped.includes(u)), outcomes: {}, nudge: 0, out: [] },
  });
}

/** API and workers are stopped, every process is nudged. What was told after the backup is lost by definition; workers thought dead may wake. */
function offerRestore(s: State, offer: Offer): void {
  if (!s.backup) return offer.possible(() => 'a backup is taken', { backup: s.db });
  if (s.backup === s.db) return;
  const { backup, env, engine } = s;
  let callers = hangUpAll(s, engine.updates);
  for (const key of KEYS) {
    const wait = callers[key].wait === null ? null : ('gone' as const);
    callers = { ...callers, [key]: { ...callers[key], wait, told: backup.submissions[key]?.answer ? callers[key].told : [[], []] } };
  }
  const change: Change = {
    ...loseTask(s),
    db: { ...backup, incident: s.db.incident },
    callers,
    env: { ...env, restores: env.restores - 1, restored: 1 },
    engine: { ...nudge(engine), updates: engine.updates.map((u) => ({ ...u, scan: 0 as const })), post: [] },
  };
  offer.possible(() => 'RESTORE of the backup; every process is nudged', change);
}
