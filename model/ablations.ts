import type { Invariant, Mechanism } from './mechanisms.ts';
import type { ScenarioName } from './scenarios.ts';

export interface Ablation {
  readonly without: Mechanism;
  readonly scenario: ScenarioName;
  readonly faults: number;
  /** The invariant that its loss shows best; others are ignored, since the shortest trace of all is often a dull one. */
  readonly breaks: Invariant;
}

/** Each mechanism taken away in turn, with what goes wrong then. */
export const ABLATIONS: readonly Ablation[] = [
  { without: 'takein', scenario: 'deep', faults: 1, breaks: 'comes-to-rest' },
  { without: 'seq-check', scenario: 'crashes', faults: 1, breaks: 'is-prefix' },
  { without: 'head', scenario: 'fork', faults: 0, breaks: 'no-foreign-write' },
  { without: 'one-snapshot', scenario: 'crashes', faults: 1, breaks: 'caught-up' },
  { without: 'conditional-write', scenario: 'crashes', faults: 1, breaks: 'applied-once' },
  { without: 'conditional-write', scenario: 'crashes', faults: 1, breaks: 'rung-once' },
  { without: 'conditional-write', scenario: 'crashes', faults: 1, breaks: 'effect-once' },
  { without: 'write-checks-head', scenario: 'fork', faults: 0, breaks: 'no-foreign-write' },
  { without: 'write-checks-answer', scenario: 'early', faults: 1, breaks: 'refused-never-applied' },
  { without: 'law-fence', scenario: 'law', faults: 0, breaks: 'dates-of-law' },
  { without: 'unique-key', scenario: 'crashes', faults: 1, breaks: 'applied-once' },
  { without: 'fresh-submission-id', scenario: 'restore', faults: 0, breaks: 'acknowledged-in-ledger' },
  { without: 'stored-refusals', scenario: 'early', faults: 1, breaks: 'refused-never-applied' },
  { without: 'settle-refusal', scenario: 'crashes', faults: 1, breaks: 'refused-never-applied' },
  { without: 'body-hash', scenario: 'late', faults: 1, breaks: 'acknowledged-in-ledger' },
  { without: 'seen-seq', scenario: 'early', faults: 1, breaks: 'refusal-justified' },
  { without: 'fresh-update-id', scenario: 'crashes', faults: 1, breaks: 'has-answer' },
  { without: 'with-start', scenario: 'birth', faults: 0, breaks: 'has-answer' },
  { without: 'first-look', scenario: 'slow', faults: 1, breaks: 'caught-up' },
  { without: 'closed-unanswered', scenario: 'closing', faults: 1, breaks: 'caught-up' },
  { without: 'lapse-first', scenario: 'crashes', faults: 1, breaks: 'lapse-before-act' },
  { without: 'rung-revision', scenario: 'crashes', faults: 1, breaks: 'rungs-recorded' },
  { without: 'effect-key', scenario: 'crashes', faults: 1, breaks: 'effect-once' },
  { without: 'effect-of-entry', scenario: 'undone', faults: 0, breaks: 'effect-has-source' },
  { without: 'scans', scenario: 'crashes', faults: 1, breaks: 'caught-up' },
  { without: 'resend', scenario: 'crashes', faults: 1, breaks: 'caught-up' },
  { without: 'drain', scenario: 'calm', faults: 0, breaks: 'calm-answers' },
];

/** Nothing goes wrong without these; they are there for speed or for a clearer answer. */
export const CONVENIENCES: readonly { without: Mechanism; scenario: ScenarioName }[] = [
  { without: 'closed-answer', scenario: 'closed' },
  { without: 'closed-answer', scenario: 'crashes' },
  { without: 'drain', scenario: 'news' },
];
