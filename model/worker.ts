import { append, cut, entriesAfter, isOpen, isPrefix, isTerminal, NO_PROCESS, seqOf, showEntries } from './chart-and-ledger.ts';
import type { Ledger } from './chart-and-ledger.ts';
import type { Protocol } from './mechanisms.ts';
import { canEnd, complete, frozenWith, isRunning, loseTask, sortFrozen } from './process.ts';
import { dueBy, hasRead, isTakenIn, read, write } from './step.ts';
import type { Call, Change, Database, FrozenEvent, Reply, State, Task } from './state.ts';
import type { Offer } from './surroundings.ts';

/* The worker: one workflow task, in it one local activity at a time (the mutex). */

export const nameOf = (call: Call, known: Ledger): string => `${call.kind}${call.kind === 'act' ? ` ${call.key}` : ''}, expect ${seqOf(known)}`;
export const written = (before: Database, after: Database): string =>
  after.ledger === before.ledger ? 'writes no entry' : `writes ${showEntries(entriesAfter(after.ledger, seqOf(before.ledger)))}`;

export function offerWork(p: Protocol, s: State, offer: Offer): void {
  const { task } = s;
  if (task?.call) offerStep(p, s, task, task.call, offer);
  else if (task) {
    const { engine, callers, db } = complete(p, s, task);
    const replies = (): string => task.done.map(([n, reply]) => `, Update of ${s.engine.updates.find((u) => u.n === n)?.key}: ${reply}`).join('');
    offer.progress(() => `the workflow task completes: the process knows ${seqOf(task.ledger)}${replies()}`, { engine, callers, db, task: null });
  }
  if (canEnd(s)) offer.progress(() => 'the process ends: the stage is terminal', { engine: { ...s.engine, run: NO_PROCESS } });
}

function offerStep(p: Protocol, s: State, task: Task, call: Call, offer: Offer): void {
  const name = (): string => nameOf(call, task.ledger);
  const finish = (reply: Reply): Task => ({
    ...task,
    call: null,
    looked: task.looked || call.kind === 'look' ? 1 : 0,
    done: call.kind === 'act' ? [...task.done, [call.n, reply] as const].sort((a, b) => a[0] - b[0]) : task.done,
  });
  const again = (ledger: Ledger): Task => ({ ...task, ledger, call: { ...call, read: null } });

  if (hasRead(call)) {
    const done = write(p, s, call, task.ledger);
    if (!done) offer.progress(() => `WRITE (${name()}): the record is not what was read; nothing is written, the step starts over`, { task: again(task.ledger) });
    else {
      offer.progress(() => `WRITE (${name()}): ${written(s.db, done.db)}${done.reply ? `, answer ${done.reply}` : ''}`, {
        db: done.db,
        task: { ...finish(done.reply), ledger: done.known },
      });
      offer.fault(() => `WRITE (${name()}): ${written(s.db, done.db)}, but its answer is lost; the engine tries the step again`, { db: done.db, task: again(task.ledger) });
    }
  } else offerRead(p, s, task, call, finish, offer);

  if (call.kind !== 'look') {
    const where = call.read ? 'between READ and WRITE' : 'before READ';
    offer.fault(() => `the step (${name()}) hangs ${where} and runs out of its time; the engine tries it again`, { frozen: frozenWith(s), task: again(task.ledger) });
    if (call.kind === 'act') offer.fault(() => `the act (${name()}) hangs ${where} and runs out of all its time`, { ...loseTask(s), task: finish('unknown') });
  }
  const update = call.kind === 'act' ? s.engine.updates.find((u) => u.n === call.n) : undefined;
  if (update && !update.durable && s.env.faults > 0) {
    const updates = s.engine.updates.map((u) => (u === update ? { ...u, durable: 1 as const } : u));
    offer.possible(() => `the workflow task beats: Update of ${update.key} is now accepted in the history`, { engine: { ...s.engine, updates } });
  }
}

function offerRead(p: Protocol, s: State, task: Task, call: Call, finish: (reply: Reply) => Task, offer: Offer): void {
  const result = read(p, s, call, task.ledger);
  const label = (what: string) => (): string => `READ (${nameOf(call, task.ledger)}): ${what}`;
  switch (result.leadsTo) {
    case 'go on':
      return offer.progress(label(result.snapshot.half ? `the file at ${seqOf(result.snapshot.ledger)}` : `the record at ${seqOf(result.snapshot.ledger)}`), {
        task: { ...task, call: { ...call, read: result.snapshot } },
      });
    case 'incident':
      return offer.progress(label('RECORD_BEHIND, an incident is opened'), { db: { ...s.db, incident: 1 }, task: finish('RECORD_BEHIND') });
    case 'behind': {
      if (!p.has('takein')) return offer.progress(label('the process is behind; nothing is taken in'), { task: finish('unknown') });
      const unseen = entriesAfter(s.db.ledger, seqOf(task.ledger));
      return offer.progress(label(`the process is behind; it takes in ${unseen.length} and goes round again`), { task: { ...task, ledger: unseen.reduce(append, task.ledger) } });
    }
    case 'return':
      return offer.progress(label(`nothing to write${result.reply ? `, answer ${result.reply}` : ''}`), { task: { ...finish(result.reply), resend: result.resend ?? task.resend } });
  }
}

/** The server hands work to a worker: Updates, the due timer, the nudge, in any order, several in one task. */
export function offerTasks(p: Protocol, s: State, offer: Offer): void {
  const { engine, env, db } = s;
  if (!isRunning(engine) || s.task?.call) return;
  const base: Task = s.task ?? { ledger: engine.run, call: null, done: [], looked: 0, resend: [] };
  const start = (call: Call): Change => ({ task: { ...base, call } });
  for (const u of engine.updates) {
    if (base.done.some(([n]) => n === u.n)) continue;
    const act = p.acts[u.key];
    const isBlind = u.seen > seqOf(base.ledger);
    const refused = !u.durable && !(isBlind && p.has('seen-seq')) && !isOpen(base.ledger, act);
    if (!refused) offer.progress(() => `worker: starts the step for the Update of ${u.key}`, start({ kind: 'act', key: u.key, id: u.id, n: u.n, at: env.t, read: null }));
    else {
      if (isBlind && [cut(db.ledger, u.seen), db.ledger].every((ledger) => isOpen(ledger, act))) p.violated('refusal-justified');
      const done = [...base.done, [u.n, 'NOT_OPEN'] as const].sort((a, b) => a[0] - b[0]);
      offer.progress(() => `worker: the validator refuses the Update of ${u.key} (NOT_OPEN at ${seqOf(base.ledger)})`, { task: { ...base, done } });
    }
  }
  if (!isTerminal(base.ledger) && dueBy(p, base.ledger, env.t)) offer.progress(() => 'worker: the timer fired, starts the step (tick)', start({ kind: 'tick', at: env.t, read: null }));
  if (engine.nudge && !base.looked) offer.progress(() => 'worker: nudged, starts the step (look)', start({ kind: 'look', at: env.t, read: null }));
}

/** The second file's step for an event, with the same READ and conditional WRITE. Its ledger is the list of what it took in. */
const mayTakeIn = (p: Protocol, db: Database, effect: Ledger): boolean =>
  !(p.has('effect-key') && isTakenIn(p, db.second, effect)) && (!p.has('effect-of-entry') || isPrefix(effect, db.ledger));

export function writeEvent(p: Protocol, db: Database, { effect, base }: Omit<FrozenEvent, 'kind'>): Database {
  const same = !p.has('conditional-write') || (base.length === db.second.length && (!p.has('write-checks-head') || base.every((e, i) => e === db.second[i])));
  // the source's row for the effect is checked and confirmed by the same statement
  const stands = !p.has('effect-of-entry') || isPrefix(effect, db.ledger);
  return same && stands ? { ...db, second: [...db.second, effect] } : db;
}

export function offerEffects(p: Protocol, s: State, offer: Offer): void {
  const { db, engine } = s;
  for (const effect of engine.out) {
    const sent = { ...engine, out: engine.out.filter((other) => other !== effect) };
    const name = `effect of entry ${seqOf(effect)}`;
    if (!mayTakeIn(p, db, effect)) {
      offer.progress(() => `${name} is sent; the second file has nothing to write`, { engine: sent });
      continue;
    }
    const after = writeEvent(p, db, { effect, base: db.second });
    offer.progress(() => `${name} is sent, the second file takes it in`, { db: after, engine: sent });
    offer.fault(() => `the second file's step for the ${name} writes, the news of it is lost; it will be sent again`, { db: after });
    if (s.frozen.length < s.env.frozenAtMost) {
      offer.fault(() => `the second file's step for the ${name} hangs between READ and WRITE; it will be sent again`, { frozen: sortFrozen([...s.frozen, { kind: 'event', effect, base: db.second }]) });
    }
  }
}
