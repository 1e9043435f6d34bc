import { canonicalText } from '../ledger/ledger-entry.ts';
import { sha256 } from './sampler.ts';

/** A person's part of the seed: first bound by its hash, later shown. Nobody can choose theirs after having seen another's. */
export type Contribution = {
  readonly officerId: string;
  /** Hex of SHA-256 over the UTF-8 bytes of the contribution. */
  readonly commitment: string;
  readonly contribution?: string;
};

/** A round in which somebody did not show what they were bound to; it is kept, and those who withheld take no part again. */
export type DiscardedRound = { readonly reason: string; readonly contributions: readonly Contribution[] };

export function commitmentOf(contribution: string): string {
  return sha256(contribution);
}

/** Hex of SHA-256 over the RFC 8785 text of the frame's hash and the contributions, in the order in which their commitments were made. */
export function seedOf(frameHash: string, contributions: readonly string[]): string {
  return sha256(canonicalText({ contributions, frameHash }));
}
