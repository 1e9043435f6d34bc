import type { Protocol } from './mechanisms.ts';
import type { Change, State, Surroundings } from './state.ts';
import { offerCallers, offerDoubt } from './callers.ts';
import { offerEffects, offerTasks, offerWork } from './worker.ts';
import { offerFrozen, offerMishaps } from './mishaps.ts';
import { offerLaw } from './redating.ts';
import { offerOperator, offerPost, offerScans } from './repair.ts';

/** Label of an action, made only for traces. */
export type Label = () => string;

/** How the parts of the model name what may happen next. */
export interface Offer {
  /** A system without faults does it by itself. Offered in order of priority: the first says how the system would go on to rest. */
  readonly progress: (label: Label, change: Change) => void;
  /** It may happen, nobody can count on it. */
  readonly possible: (label: Label, change: Change) => void;
  /** It may happen as long as faults are left; `cost` is what it uses up besides. */
  readonly fault: (label: Label, change: Change, cost?: Partial<Surroundings>) => void;
  /** Has any progress been offered yet? If not, all is at rest but for the scans: that is what "older than a minute" means. */
  readonly isMoving: () => boolean;
}
export type Emit = (label: Label, change: Change, progress: boolean) => void;

/** Everything that may happen next in `s`. */
export function actions(p: Protocol, s: State, emit: Emit): void {
  let moving = false;
  const offer: Offer = {
    progress: (label, change) => {
      moving = true;
      emit(label, change, true);
    },
    possible: (label, change) => emit(label, change, false),
    fault: (label, change, cost = {}) => {
      if (s.env.faults > 0) emit(() => `FAULT ${label()}`, { ...change, env: { ...s.env, ...cost, faults: s.env.faults - 1 } }, false);
    },
    isMoving: () => moving,
  };
  offerWork(p, s, offer);
  offerEffects(p, s, offer);
  offerDoubt(p, s, offer);
  offerPost(p, s, offer);
  offerOperator(s, offer);
  offerLaw(p, s, offer);
  offerTasks(p, s, offer);
  offerScans(p, s, offer);
  if (s.env.t < s.env.end) offer.possible(() => `the clock moves to ${s.env.t + 1}`, { env: { ...s.env, t: s.env.t + 1 } });
  offerCallers(p, s, offer);
  offerFrozen(p, s, offer);
  offerMishaps(p, s, offer);
}
