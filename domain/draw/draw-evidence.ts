import type { DrawFrame } from './frame.ts';
import type { Match, Replacement } from './draw-officers.ts';
import type { DrawnTarget } from './draw-targets.ts';
import type { Contribution, DiscardedRound } from './seed.ts';

export const evidenceFormat = 'duban-draw-evidence/1';

/** All that anybody needs to compute a draw again, and nothing else: frame, seed and result. */
export type DrawEvidence = {
  readonly format: typeof evidenceFormat;
  readonly drawTask: string;
  readonly frame: DrawFrame;
  readonly frameHash: string;
  /** In the order of their commitments. */
  readonly contributions: readonly Contribution[];
  readonly discardedRounds: readonly DiscardedRound[];
  readonly seed: string;
  readonly targets: readonly DrawnTarget[];
  /** As drawn first; a replacement adds a record and takes none away. */
  readonly matches: readonly Match[];
  readonly replacements: readonly Replacement[];
  readonly result: readonly { readonly target: string; readonly officerIds: readonly string[] }[];
};
