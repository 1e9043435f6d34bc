import type { Act, Key } from './chart-and-ledger.ts';

/** What the protocol consists of. Each can be switched off, to see what it is there for. */
export const MECHANISMS = {
  takein: 'a process that is behind takes in the entries that it has not seen',
  'seq-check': 'READ compares the sequence that the process knows with the record',
  head: 'READ compares the hash of the last entry that the process knows, too',
  'one-snapshot': 'READ sees file and submission in one snapshot',
  'conditional-write': 'WRITE writes only if sequence, head and "no answer yet" are still what was read',
  'write-checks-head': '… the head among them, not only the sequence',
  'write-checks-answer': '… "no answer yet" among them',
  'law-fence': 'WRITE writes only if the law is still the one that the step was judged by',
  'unique-key': 'the step looks for a stored answer before it applies (at READ and at WRITE)',
  'fresh-submission-id': 'a submission stored again after a restore has another id than the one that was lost',
  'stored-refusals': 'a refusal is stored with its submission',
  'settle-refusal': 'a refusal by the validator is an answer only once it is stored, if no answer is there yet',
  'body-hash': 'a key used again with another body is KEY_REUSED',
  'seen-seq': 'the validator lets pass what was sent by someone who saw a later record',
  'fresh-update-id': 'each attempt has an Update id of its own',
  'with-start': 'an Update that finds no process starts one',
  'first-look': 'a process that an Update started looks at the record before all else',
  'closed-answer': 'in a terminal stage the API stores NOT_OPEN without asking the engine',
  'closed-unanswered': '… and only what has no answer yet; what has one is asked for again, so that the process hears of it',
  'lapse-first': 'deadlines due at or before the legal time are recorded before the act',
  'rung-revision': 'a rung is recorded once per (deadline, revision, rung), not per (deadline, rung)',
  'effect-key': 'the receiver takes in an effect once per key',
  'effect-of-entry': 'the receiver takes in an effect only while the very entry that it comes from stands in the source record',
  scans: 'the minute scans',
  resend: 'submissions not settled are sent again by the scan',
  drain: 'continue-as-new waits for handlers, signals and effects',
} as const;
export type Mechanism = keyof typeof MECHANISMS;
export const MECHANISM_NAMES = Object.keys(MECHANISMS) as Mechanism[];

/** What must always hold, what must hold at rest, and that rest comes. */
export const INVARIANTS = {
  'applied-once': 'one submission is applied at most once',
  'one-answer': 'answers for one key never differ',
  'acknowledged-in-ledger': 'acknowledged implies in the ledger',
  'refused-never-applied': 'refused implies never applied',
  'follows-chart': 'every entry was open where it stands',
  'lapse-before-act': 'no act is accepted after a lapse that precedes its legal time',
  'rung-once': 'no rung twice per (deadline, revision, rung)',
  'refusal-justified': 'a refusal is justified by the record',
  'effect-once': 'an effect is taken in at most once',
  'effect-has-source': 'an effect taken in stands in the source record',
  'never-ahead': 'the process is never ahead of the record',
  'is-prefix': 'the fold of the process is a prefix of the record',
  'no-foreign-write': 'after a restore nothing is written by a process that knows another record',
  'calm-answers': 'without a fault nobody is told OUTCOME_UNKNOWN',
  'caught-up': 'at rest: the process has caught up with the record',
  'rungs-recorded': 'at rest: every due rung is recorded',
  'effects-confirmed': 'at rest: every effect is confirmed',
  'dates-of-law': 'at rest: every open deadline is counted by the law in force',
  'has-answer': 'at rest: every submission has an answer that can be read',
  'comes-to-rest': 'the system comes to rest',
} as const;
export type Invariant = keyof typeof INVARIANTS;

/** One protocol under test: its mechanisms, what the two callers ask for, and where a violation is noted. */
export interface Protocol {
  readonly has: (mechanism: Mechanism) => boolean;
  readonly acts: Readonly<Record<Key, Act>>;
  /** True if nothing in the step was switched off, so that steps known to be fenced need not be kept. */
  readonly stepIsWhole: boolean;
  readonly violated: (invariant: Invariant) => void;
  /** The first violation since the last call, and forgets it. */
  readonly takeViolation: () => Invariant | null;
}

/** `only`: look for this invariant and ignore the others (the shortest trace of all is often a dull one). */
export function createProtocol(without: readonly Mechanism[], acts: Readonly<Record<Key, Act>>, only?: Invariant): Protocol {
  const off = new Set(without);
  const has = (mechanism: Mechanism): boolean => !off.has(mechanism);
  let found: Invariant | null = null;
  return {
    has,
    acts,
    stepIsWhole: (['seq-check', 'unique-key', 'one-snapshot', 'conditional-write', 'write-checks-head', 'write-checks-answer', 'law-fence'] as const).every(has),
    violated: (invariant) => {
      if (!only || only === invariant) found ??= invariant;
    },
    takeViolation: () => {
      const taken = found;
      found = null;
      return taken;
    },
  };
}
