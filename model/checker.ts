import { checkAlways, checkAtRest } from './invariants.ts';
import type { Invariant, Protocol } from './mechanisms.ts';
import { withoutFenced } from './mishaps.ts';
import type { State } from './state.ts';
import { createStateStore } from './state-store.ts';
import { actions } from './surroundings.ts';

export interface CheckResult {
  /** The invariant that broke; null if none did. */
  readonly broken: Invariant | null;
  /** What happened, one line an action: a shortest story that breaks it. */
  readonly trace: readonly string[];
  readonly end: State | null;
  readonly states: number;
  readonly depth: number;
  readonly seconds: number;
  /** True if the space was explored to its end; only then does "no violation" mean "holds within these bounds". */
  readonly isExhausted: boolean;
}
export interface CheckOptions {
  readonly atMostStates?: number;
  /** Called every few thousand states. */
  readonly onProgress?: (states: number, depth: number) => void;
}

/** Explores every order of events from `initial`, breadth first, so that the first violation met has a shortest trace. */
export function check(p: Protocol, initial: State, { atMostStates = 60e6, onProgress }: CheckOptions = {}): CheckResult {
  const began = performance.now();
  const store = createStateStore();
  /** For each state the state that it goes to by itself; -1 where it rests. */
  const settlesTo: number[] = [];

  function labelOf(from: number, to: number): string {
    const s = store.load(from);
    let found: string | undefined;
    actions(p, s, (label, change) => {
      if (found === undefined && store.put(withoutFenced(p, { ...s, ...change }), from) === to) found = label();
    });
    p.takeViolation();
    return found ?? '?';
  }
  function traceTo(id: number): string[] {
    const path: string[] = [];
    for (let at = id; store.parentOf(at) >= 0; at = store.parentOf(at)) path.unshift(labelOf(store.parentOf(at), at));
    return path;
  }
  const result = (broken: Invariant | null, id: number, more: readonly string[] = [], end: State | null = null): CheckResult => {
    const states = store.count();
    return {
      broken,
      trace: broken ? [...traceTo(id), ...more] : [],
      end: broken ? (end ?? store.load(id)) : null,
      states,
      depth: store.depthOf(states - 1),
      seconds: (performance.now() - began) / 1000,
      isExhausted: !broken && states < atMostStates,
    };
  };

  store.put(initial, -1);
  for (let id = 0; id < store.count() && store.count() < atMostStates; id++) {
    const s = store.load(id);
    let first = -1;
    let bad: { broken: Invariant; label: string; next: State } | undefined;
    actions(p, s, (label, change, progress) => {
      if (bad) return;
      const next = withoutFenced(p, { ...s, ...change });
      checkAlways(p, next);
      const broken = p.takeViolation();
      if (broken) {
        bad = { broken, label: label(), next };
        return;
      }
      const to = store.put(next, id);
      if (progress && first < 0 && to !== id) first = to;
    });
    if (bad) return result(bad.broken, id, [bad.label], bad.next);
    settlesTo.push(first);
    if (first < 0) checkAtRest(p, s);
    const broken = p.takeViolation();
    if (broken) return result(broken, id);
    if (onProgress && id % 8192 === 0) onProgress(store.count(), store.depthOf(id));
  }
  const circling = findCircle(settlesTo);
  if (circling >= 0) {
    p.violated('comes-to-rest');
    const broken = p.takeViolation();
    if (broken) return result(broken, circling, ['… and from here it circles for ever']);
  }
  return result(null, store.count() - 1);
}

/**
 * Does every state come to rest if nothing more goes wrong? A system that circles is as bad as one that stands still.
 * The first state that lies on a circle (its trace is the shortest); -1 if there is none.
 */
function findCircle(settlesTo: readonly number[]): number {
  const mark = new Int32Array(settlesTo.length);
  const next = (id: number): number => settlesTo[id] ?? -1;
  let first = -1;
  for (let id = 0; id < settlesTo.length; id++) {
    let at = id;
    while (at >= 0 && mark[at] === 0) {
      mark[at] = id + 1;
      at = next(at);
    }
    if (at < 0 || mark[at] !== id + 1) continue;
    let lowest = at;
    for (let on = next(at); on !== at; on = next(on)) lowest = Math.min(lowest, on);
    if (first < 0 || lowest < first) first = lowest;
  }
  return first;
}
