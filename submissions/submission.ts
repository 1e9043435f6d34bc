import type { Refusal } from '../domain/errors.ts';
import type { JsonObject } from '../domain/json.ts';
import type { Role } from '../domain/roles.ts';

/** What a person sends, after the API has checked who they are and what shape the body has. */
export interface NewSubmission {
  readonly callerId: string;
  readonly callerRoles: readonly Role[];
  readonly departmentId: string;
  readonly idempotencyKey: string;
  /** Null: the act opens a new file of `type`. */
  readonly fileId: string | null;
  /** The departments whose files the caller may see; the file must be of one of them. */
  readonly visibleIn: readonly string[];
  readonly type: string;
  readonly action: string;
  readonly body: JsonObject;
  /** Legal date of the fact, `YYYY-MM-DD`; null: now. */
  readonly occurredOn: string | null;
  /** Sequence that the sender insists on (`If-Match`). */
  readonly ifMatch: number | null;
}

/** What the sender is told. A yes or a no is stored, and is the same for ever; `unknown` promises nothing. */
export type Told =
  | { readonly kind: 'accepted'; readonly operationId: string; readonly fileId: string; readonly outcome: string; readonly seq: number; readonly stage: string; readonly warnings?: readonly Refusal[] }
  | { readonly kind: 'refused'; readonly operationId: string; readonly fileId: string; readonly refusal: Refusal }
  | { readonly kind: 'unknown'; readonly operationId: string; readonly fileId: string }
  | { readonly kind: 'keyReused' }
  /** No such file of this type, or not one that the caller may see: nothing was stored. */
  | { readonly kind: 'notVisible' }
  /** The clock of a rehearsal is being moved: nothing was stored. */
  | { readonly kind: 'clockMoving' };

/** What is told of a submission that was stored. */
export type ToldOfStored = Extract<Told, { readonly operationId: string }>;

/** The answer as the table keeps it. */
export type StoredAnswer = { readonly accepted: true; readonly outcome: string; readonly seq: number; readonly stage: string; readonly warnings?: readonly Refusal[] } | ({ readonly accepted: false } & Refusal);

/** Tells what is stored; without an answer the outcome is unknown. */
export function tell(operationId: string, fileId: string, answer: StoredAnswer | null): ToldOfStored {
  if (!answer) return { kind: 'unknown', operationId, fileId };
  if (!answer.accepted) {
    const { accepted: _, ...refusal } = answer;
    return { kind: 'refused', operationId, fileId, refusal };
  }
  const { accepted: _, ...told } = answer;
  return { kind: 'accepted', operationId, fileId, ...told };
}
