/**
 * The smallest supervision file that has everything the protocol must survive: acts that open and close each other, a deadline
 * that moves, a reminder and a lapse, and effects on a second file.
 *
 *   none --open--> assigned --order--> ordered --extend--> ordered (deadline + 1, next revision)
 *                                      ordered --correct--> corrected (effect)      ordered --revoke--> revoked
 *                                      ordered --lapse--> lapsed (effect)
 *
 * `order` gives the limit of the law in force, and a change of the law moves the deadline of an ordered file (re-dating, next revision).
 *
 * A ledger is a node of one tree of entries. Equal nodes are equal contents from the first entry on, which is what equal head
 * hashes mean in the hash chain; the path to the root is the prefix.
 */
export type Stage = 'none' | 'assigned' | 'ordered' | 'corrected' | 'revoked' | 'lapsed';
export type Act = 'open' | 'order' | 'extend' | 'correct' | 'revoke';
export type Key = 'k1' | 'k2';
export const KEYS: readonly Key[] = ['k1', 'k2'];

/** A ledger (and, for an effect, the entry that it comes from): index of a node of the tree. */
export type Ledger = number;

export interface ActEntry {
  readonly what: Act;
  /** The submission that brought it; null for what a scenario begins with. */
  readonly key: Key | null;
  readonly body: number;
  readonly legal: number;
  /** `order` only: what the law adds to the limit, where it is not the first law. */
  readonly law?: number;
}
/** Written by the re-dating batch, never by the process. */
export interface RedateEntry {
  readonly what: 'redate';
  readonly law: number;
}
export interface RungEntry {
  readonly what: 'rung';
  /** 1 is the reminder, one instant before the deadline; 2 is the lapse. */
  readonly rung: 1 | 2;
  readonly revision: number;
}
export type Entry = ActEntry | RungEntry | RedateEntry;

/** The fold of a ledger: all that a process knows. Times are instants of the model's clock. */
export interface FileState {
  readonly seq: number;
  readonly stage: Stage;
  /** Legal time of the entry that opened the stage; an act cannot precede it. */
  readonly since: number;
  readonly due: number;
  readonly revision: number;
  /** What the law that the deadline was counted by adds to the limit. */
  readonly law: number;
  readonly rungs: readonly string[];
  readonly applied: readonly string[];
  readonly effects: readonly Ledger[];
}

const OPEN_ACTS: Record<Stage, readonly Act[]> = { none: ['open'], assigned: ['order'], ordered: ['extend', 'correct', 'revoke'], corrected: [], revoked: [], lapsed: [] };

export const isOpen = (ledger: Ledger, act: Act): boolean => OPEN_ACTS[stateOf(ledger).stage].includes(act);
/** No act leads out of a terminal stage: the process ends there. */
export const isTerminal = (ledger: Ledger): boolean => OPEN_ACTS[stateOf(ledger).stage].length === 0;

function fold(before: FileState, entry: Entry, node: Ledger): FileState {
  const after = { ...before, seq: before.seq + 1 };
  if (entry.what !== 'rung' && entry.what !== 'redate' && entry.key) after.applied = [...before.applied, `${entry.key}/${entry.body}`];
  switch (entry.what) {
    case 'open':
      return { ...after, stage: 'assigned', since: entry.legal };
    case 'order':
      return { ...after, stage: 'ordered', since: entry.legal, due: entry.legal + 2 + (entry.law ?? 0), law: entry.law ?? 0 };
    case 'extend':
      return { ...after, due: before.due + 1, revision: before.revision + 1 };
    case 'correct':
      return { ...after, stage: 'corrected', effects: [...before.effects, node] };
    case 'revoke':
      return { ...after, stage: 'revoked' };
    case 'redate': {
      const revision = before.revision + 1;
      // what was recorded never comes again
      const rungs = [...before.rungs, ...before.rungs.filter((r) => r.startsWith(`${before.revision}.`)).map((r) => `${revision}.${r.slice(r.indexOf('.') + 1)}`)];
      return { ...after, due: before.due + entry.law - before.law, law: entry.law, revision, rungs };
    }
    case 'rung': {
      const rungs = [...before.rungs, `${entry.revision}.${entry.rung}`];
      return entry.rung === 1 ? { ...after, rungs } : { ...after, rungs, stage: 'lapsed', effects: [...before.effects, node] };
    }
  }
}

interface Node {
  readonly parent: Ledger;
  readonly entry: Entry | null;
  readonly next: Map<string, Ledger>;
  readonly state: FileState;
}
const EMPTY_STATE: FileState = { seq: 0, stage: 'none', since: 0, due: 0, revision: 0, law: 0, rungs: [], applied: [], effects: [] };
const tree: Node[] = [{ parent: -1, entry: null, next: new Map(), state: EMPTY_STATE }];
export const EMPTY: Ledger = 0;
/** No process, hence nothing that it knows. */
export const NO_PROCESS: Ledger = -1;

function node(ledger: Ledger): Node {
  const found = tree[ledger];
  if (!found) throw new RangeError(`no ledger ${ledger}`);
  return found;
}
export const stateOf = (ledger: Ledger): FileState => node(ledger).state;
export const seqOf = (ledger: Ledger): number => node(ledger).state.seq;

export function append(ledger: Ledger, entry: Entry): Ledger {
  const from = node(ledger);
  const text = JSON.stringify(entry);
  const known = from.next.get(text);
  if (known !== undefined) return known;
  const id = tree.length;
  tree.push({ parent: ledger, entry, next: new Map(), state: fold(from.state, entry, id) });
  from.next.set(text, id);
  return id;
}
/** The ledger as it was when it had `seq` entries (itself if it has no more). */
export function cut(ledger: Ledger, seq: number): Ledger {
  let at = ledger;
  while (seqOf(at) > seq) at = node(at).parent;
  return at;
}
export const isPrefix = (shorter: Ledger, longer: Ledger): boolean => cut(longer, seqOf(shorter)) === shorter;

export function entriesAfter(ledger: Ledger, seq: number): Entry[] {
  const entries: Entry[] = [];
  for (let at = ledger; seqOf(at) > seq; at = node(at).parent) {
    const { entry } = node(at);
    if (entry) entries.unshift(entry);
  }
  return entries;
}

export interface Rung {
  readonly rung: 1 | 2;
  readonly revision: number;
  readonly due: number;
}
/**
 * The earliest rung that is armed and not recorded. With `byRevision` false a rung recorded once counts as recorded for ever,
 * even if the deadline has moved since: what goes wrong then is one of the ablations.
 */
export function nextRung(ledger: Ledger, byRevision = true): Rung | null {
  const { stage, rungs, revision, due } = stateOf(ledger);
  if (stage !== 'ordered') return null;
  for (const rung of [1, 2] as const) {
    const recorded = byRevision ? rungs.includes(`${revision}.${rung}`) : rungs.some((r) => r.endsWith(`.${rung}`));
    if (!recorded) return { rung, revision, due: due - 2 + rung };
  }
  return null;
}

export function showEntry(entry: Entry): string {
  if (entry.what === 'redate') return 're-dated';
  if (entry.what === 'rung') return `${entry.rung === 1 ? 'reminder' : 'lapse'} of revision ${entry.revision}`;
  return entry.key ? `${entry.what} (${entry.key}${entry.body ? ', other body' : ''}, legal ${entry.legal})` : entry.what;
}
export const showEntries = (entries: readonly Entry[]): string => entries.map(showEntry).join('; ');
export const showLedger = (ledger: Ledger): string => (ledger < 0 ? 'none' : `[${showEntries(entriesAfter(ledger, 0))}]`);
