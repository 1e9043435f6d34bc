import { cut, EMPTY, isTerminal, NO_PROCESS, seqOf, stateOf } from './chart-and-ledger.ts';
import type { Key } from './chart-and-ledger.ts';
import { deliver, hangUp } from './api.ts';
import type { Protocol } from './mechanisms.ts';
import type { Caller, Change, Engine, Flag, Frozen, State, Task, Update } from './state.ts';

/* What the Temporal server holds for the process, and what is lost of it when. */

export const isRunning = (engine: Engine): boolean => engine.run !== NO_PROCESS;

/** Without update-with-start an Update needs a process that runs. */
export const isRunningOrStarts = (p: Protocol, engine: Engine): boolean => isRunning(engine) || p.has('with-start');

/** The lowest number that no Update under way has; so equal situations are equal states. */
function freshNumber({ updates, post }: Engine): number {
  let n = 0;
  while (updates.some((u) => u.n === n) || post.some((p) => p.update.n === n)) n += 1;
  return n;
}

/**
 * An Update is admitted, in memory only. Update-with-start: if no process runs, one begins at sequence 0. That it began is durable,
 * the Update that it began for is not: so it looks at the record before all else.
 */
export function admit(p: Protocol, s: State, key: Key, scan: Flag, seen = seqOf(s.db.ledger)): { update: Update; engine: Engine } {
  const row = s.db.submissions[key];
  const update: Update = { n: freshNumber(s.engine), key, id: row?.id ?? 0, seen, scan, had: scan && row?.answer ? 1 : 0, durable: 0 };
  const updates = [...s.engine.updates, update].sort((a, b) => a.n - b.n);
  const began = isRunning(s.engine) ? s.engine : { ...s.engine, run: EMPTY, nudge: p.has('first-look') ? (1 as const) : s.engine.nudge };
  return { update, engine: { ...began, updates } };
}

/** signalWithStart(nudge). */
export const nudge = (engine: Engine): Engine => ({ ...engine, run: Math.max(engine.run, 0), nudge: 1 });

/** The workflow task completes: only now does the server know what the process did. */
export function complete(p: Protocol, s: State, task: Task): State {
  const { engine } = s;
  const effects = stateOf(task.ledger).effects.filter((effect) => seqOf(effect) > seqOf(engine.run));
  const isDone = (u: Update): boolean => task.done.some(([n]) => n === u.n);
  const answered = engine.updates.filter(isDone);
  let next: State = {
    ...s,
    task: null,
    engine: {
      ...engine,
      run: task.ledger,
      updates: engine.updates.filter((u) => !isDone(u)).map((u) => (u.seen && u.seen <= seqOf(task.ledger) ? { ...u, seen: 0 } : u)),
      nudge: task.looked ? 0 : engine.nudge,
      out: [...new Set([...engine.out, ...effects, ...task.resend])].sort((a, b) => a - b),
    },
  };
  for (const update of answered) {
    const reply = task.done.find(([n]) => n === update.n)?.[1] ?? null;
    if (!p.has('fresh-update-id') && reply !== 'NOT_OPEN') next = { ...next, engine: { ...next.engine, outcomes: { ...next.engine.outcomes, [update.key]: reply } } };
    next = s.env.slow ? { ...next, engine: { ...next.engine, post: [...next.engine.post, { update, reply }].sort((a, b) => a.update.n - b.update.n) } } : deliver(p, next, update, reply);
  }
  return next;
}

export const sortFrozen = (frozen: readonly Frozen[]): readonly Frozen[] => frozen.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

/** The step under way, left behind by its worker where it stands: before READ, or between READ and WRITE. */
export const frozenWith = ({ frozen, task, env }: State): readonly Frozen[] =>
  task?.call && task.call.kind !== 'look' && frozen.length < env.frozenAtMost ? sortFrozen([...frozen, { ...task.call, ledger: task.ledger }]) : frozen;

/** The workflow task is lost; a local activity under way is left as a frozen one. */
export const loseTask = (s: State): Change => ({ task: null, frozen: frozenWith(s) });

export const hangUpAll = (s: State, lost: readonly Update[]): Readonly<Record<Key, Caller>> =>
  lost.reduce((callers, u) => (callers[u.key].wait === u.n ? hangUp(callers, u.key, 'gone') : callers), s.callers);

/** The server dies: what it held in memory only is gone. */
export function forget(s: State, keep: (u: Update) => boolean): Change {
  return { engine: { ...s.engine, updates: s.engine.updates.filter(keep) }, callers: hangUpAll(s, s.engine.updates.filter((u) => !keep(u))) };
}

/** The history is gone (`run` NO_PROCESS or 0), or cut back to its first entry. */
export function breakOff(s: State, run: 'terminated' | 'reset' | 'rebuilt'): Change {
  const to = run === 'terminated' ? NO_PROCESS : run === 'reset' ? cut(s.engine.run, 1) : 0;
  const rebuilt = run === 'rebuilt';
  return {
    ...loseTask(s),
    engine: { ...s.engine, run: to, updates: [], outcomes: {}, nudge: rebuilt ? 1 : 0, out: [], owed: rebuilt ? s.engine.owed : 1 },
    callers: hangUpAll(s, s.engine.updates),
  };
}

/** The workflow function returns in a terminal stage, when nothing is left to do. The server does not let it while an Update waits. */
export const canEnd = ({ engine, task }: State): boolean =>
  !task && isRunning(engine) && isTerminal(engine.run) && !engine.updates.length && !engine.nudge && !engine.out.length;
