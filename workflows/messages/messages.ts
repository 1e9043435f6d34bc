import type { Refusal } from '../../domain/errors.ts';
import type { ShortEntry } from '../../domain/record/record.ts';

/** The time of the world that a message comes from. */
export interface World {
  /** Milliseconds that world time is ahead of (or behind) real time; zero in production. */
  readonly offset: number;
  readonly isRehearsal: boolean;
}

/** What a process is started with, and what it carries over continue-as-new: the fold of its entries and nothing else. */
export interface FileInput extends World {
  readonly fileId: string;
  /** Events of history after which the process continues as new, where the engine's own suggestion is too late (tests). */
  readonly historyLimit?: number;
  readonly state?: ProcessState;
  /** A nudge came while the last run was ending. */
  readonly mustLook?: boolean;
}

export interface ProcessState {
  readonly seq: number;
  readonly head: string;
  readonly stage: string;
  readonly milestones: readonly string[];
  readonly open: readonly string[];
  readonly due: string | null;
}

/** The argument of every act's Update: ids and numbers, never what the person sent. */
export interface ActMessage {
  readonly submissionId: string;
  /** The record's sequence that the sender saw: a process that knows less must not refuse. */
  readonly seenSeq: number;
  readonly offset: number;
}

/** Names an effect. The hash of its entry tells it from one that had the same number before a backup was restored. */
export interface EffectSource {
  readonly fileId: string;
  readonly seq: number;
  readonly n: number;
  readonly hash: string;
}

/** An effect of another file. */
export interface EventMessage {
  readonly source: EffectSource;
  readonly offset: number;
}

/** Opens a file that no person and no other file opens; where it exists by then, nothing happens. Ids and numbers only. */
export interface OpenMessage {
  readonly departmentId: string;
  /** Event of the file type, open before the first entry. */
  readonly name: string;
  readonly payload: Readonly<Record<string, number>>;
  readonly occurredOn: string;
  readonly offset: number;
}

export interface NudgeMessage {
  readonly offset: number;
}

export const eventSignal = 'event';
export const nudgeSignal = 'nudge';
export const openSignal = 'open';
export const stateQuery = 'state';

/** Codes of a validator's refusal: an ApplicationFailure type, no history. */
export const notOpen = 'NOT_OPEN';
export const draining = 'RETRY';

/** What the step is asked, and what it answers. */
export interface StepRequest {
  readonly fileId: string;
  readonly expect: { readonly seq: number; readonly head: string };
  readonly at: string;
  readonly event:
    | { readonly kind: 'act'; readonly submissionId: string }
    | { readonly kind: 'event'; readonly source: EventMessage['source'] }
    | ({ readonly kind: 'open' } & Omit<OpenMessage, 'offset'>)
    | { readonly kind: 'tick' }
    | { readonly kind: 'look' };
}

export interface StepResult {
  /** Entries that the process does not know, oldest first. */
  readonly entries: readonly ShortEntry[];
  /** The record was ahead: nothing was done; take in and ask again. */
  readonly behind?: true;
  /** Effects to send (again): those of the entries, and for a look those not confirmed. */
  readonly unconfirmed?: readonly EffectKey[];
  readonly answer?: StepAnswer;
}

export type EffectKey = Omit<EffectSource, 'fileId'>;

/** `unknown`: the submission has no row. `recordBehind`: a backup was restored. Neither settles anything. */
export type StepAnswer =
  | { readonly kind: 'accepted'; readonly outcome: string; readonly seq: number; readonly stage: string; readonly warnings?: readonly Refusal[] }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'recordBehind' };
