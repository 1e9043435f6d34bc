import type { Key, Ledger } from './chart-and-ledger.ts';

/*
 * A state is seven immutable parts. An action copies only the parts that it changes; the checker keeps each distinct part once,
 * so that a state is seven integers. 0 and 1 stand for no and yes, to keep the texts short.
 */
export type Flag = 0 | 1;
export type Answer = 'ok' | 'no';
/** What comes back through the engine. NOT_OPEN is the validator's word, `unknown` says nothing about the act. */
export type Reply = Answer | 'NOT_OPEN' | 'unknown' | 'RECORD_BEHIND' | null;
export type Body = 0 | 1;

export interface Submission {
  readonly id: number;
  readonly body: Body;
  readonly legal: number;
  readonly answer: Answer | null;
  readonly settled: Flag;
}
/** PostgreSQL. */
export interface Database {
  readonly ledger: Ledger;
  readonly submissions: Readonly<Record<Key, Submission | null>>;
  /** What the second file took in: the entries of the source that the effects came from. Being here confirms an effect. */
  readonly second: readonly Ledger[];
  readonly incident: Flag;
  /** The law in force: what it adds to the limit. 0 is the first law. */
  readonly law: number;
}
export interface Update {
  readonly n: number;
  readonly key: Key;
  readonly id: number;
  readonly seen: number;
  /** Sent by the scan: nobody but the scan waits for the answer. */
  readonly scan: Flag;
  /** The submission had an answer already when this attempt began. */
  readonly had: Flag;
  /** Accepted in the history by a heartbeat: survives the server. */
  readonly durable: Flag;
}
/** The Temporal server. */
export interface Engine {
  /** What the process knows by its history: the last completed workflow task says it. NO_PROCESS if none runs. */
  readonly run: Ledger;
  readonly updates: readonly Update[];
  /** Outcomes by Update id; only of use where the id is the key. */
  readonly outcomes: Readonly<Partial<Record<Key, Reply>>>;
  readonly nudge: Flag;
  /** Effects scheduled and not yet done. */
  readonly out: readonly Ledger[];
  /** An operator ended or reset the process and has yet to nudge it. */
  readonly owed: Flag;
  /** Answers under way to whoever sent the Update. */
  readonly post: readonly { readonly update: Update; readonly reply: Reply }[];
}
/** What READ saw. `half`: the file only, where READ is not one snapshot. */
export interface Snapshot {
  readonly ledger: Ledger;
  readonly submission: { readonly body: Body; readonly legal: number } | null;
  /** The law in force at READ, where it is not the first. */
  readonly law?: number;
  readonly half?: true;
}
interface CallBase {
  /** The instant given with the call, by the workflow's clock. */
  readonly at: number;
  readonly read: Snapshot | null;
}
export interface ActCall extends CallBase {
  readonly kind: 'act';
  readonly key: Key;
  readonly id: number;
  readonly n: number;
}
export interface TickCall extends CallBase {
  readonly kind: 'tick';
}
export interface LookCall extends CallBase {
  readonly kind: 'look';
}
export type Call = ActCall | TickCall | LookCall;
/** The workflow task under way on a worker: at most one. */
export interface Task {
  readonly ledger: Ledger;
  readonly call: Call | null;
  readonly done: readonly (readonly [n: number, reply: Reply])[];
  readonly looked: Flag;
  readonly resend: readonly Ledger[];
}
/** A step whose worker was lost or frozen before READ or between READ and WRITE. It may go on at any later moment, or never. */
export type FrozenStep = Call & { readonly ledger: Ledger };
/** The second file's step for an effect, frozen between its READ (of `base`) and its WRITE. */
export interface FrozenEvent {
  readonly kind: 'event';
  readonly effect: Ledger;
  readonly base: readonly Ledger[];
}
export type Frozen = FrozenStep | FrozenEvent;

export interface Caller {
  readonly left: number;
  /** The Update waited for; `gone` if it was lost, `sending` if it is yet to be sent; null if nothing is waited for. */
  readonly wait: number | 'gone' | 'sending' | null;
  /** The record's sequence when the API stored what it is yet to send. */
  readonly seen: number;
  readonly body: Body;
  readonly bodies: 1 | 2;
  /** May give a legal time in the past. */
  readonly late: Flag;
  /** Answers told, for each of two bodies. */
  readonly told: readonly [readonly Answer[], readonly Answer[]];
}
/** The clock, and how much of what may go wrong is left. */
export interface Surroundings {
  readonly t: number;
  readonly end: number;
  readonly faults: number;
  readonly frozenAtMost: number;
  readonly breaks: number;
  readonly news: number;
  readonly restores: number;
  readonly restored: Flag;
  readonly calm: Flag;
  readonly eager: Flag;
  /** A change of the law that may still take effect: what it adds to the limit; 0 for none. */
  readonly laws: number;
  /** The re-dating run: none or done; to look at the file (again); it has read this ledger; it owes the process a nudge. */
  readonly run: 'none' | 'ready' | Ledger | 'nudge';
  /** The API takes its time: between storing and sending, and until an answer has come back to it. */
  readonly slow: Flag;
}
export interface State {
  readonly db: Database;
  readonly engine: Engine;
  readonly task: Task | null;
  readonly frozen: readonly Frozen[];
  readonly callers: Readonly<Record<Key, Caller>>;
  readonly env: Surroundings;
  readonly backup: Database | null;
}
export type Change = Partial<State>;
