import { evidenceFormat, type DrawEvidence } from '../../draw/draw-evidence.ts';
import { officersNow, type Match, type Replacement } from '../../draw/draw-officers.ts';
import type { DrawnTarget } from '../../draw/draw-targets.ts';
import type { DrawFrame, LeftOut } from '../../draw/frame.ts';
import type { Contribution, DiscardedRound } from '../../draw/seed.ts';
import type { PlanItem } from '../annual-plan/facts.ts';

/** What the plan asks this task to draw. */
export type TaskOrder = Omit<PlanItem, 'key' | 'plannedCount'> & {
  /** Number of the task in its plan, and the line it comes from. */
  readonly no: number;
  readonly item: string;
};

/** Somebody drawn says, or is told, that they cannot inspect a target without bias. */
export type Recusal = {
  readonly target: string;
  readonly officerId: string;
  readonly ground: string;
  readonly reason: string;
  readonly raisedBy: string;
  readonly raisedOn: string;
  readonly decision?: { readonly upheld: boolean; readonly reason: string; readonly by: string; readonly on: string };
  /** Set once the replacement is drawn. */
  readonly replaced?: Omit<Replacement, 'target' | 'officerId'>;
};

/** Facts of a draw task. Nothing drawn is ever taken out again. */
export type DrawTaskFacts = {
  readonly planId: string;
  readonly order: TaskOrder;
  readonly frame?: DrawFrame;
  readonly frameHash?: string;
  readonly leftOut?: readonly LeftOut[];
  readonly contributions: readonly Contribution[];
  readonly discardedRounds: readonly DiscardedRound[];
  readonly seed?: string;
  readonly targets?: readonly DrawnTarget[];
  readonly matches?: readonly Match[];
  readonly recusals: readonly Recusal[];
  /** Everybody who inspects for this task now. */
  readonly officerIds: readonly string[];
  readonly closedInspections: readonly { readonly inspection: string; readonly target: string; readonly on: string }[];
};

/** The replacements, in the order in which they were drawn. */
export function replacementsOf(recusals: readonly Recusal[]): Replacement[] {
  return recusals.flatMap(({ target, officerId, replaced }) => (replaced ? [{ target, officerId, ...replaced }] : []));
}

/** The recusal that waits for its decision, or for its replacement: at most one at a time. */
export function recusalUnderWay({ recusals }: DrawTaskFacts): Recusal | undefined {
  return recusals.find(({ decision, replaced }) => decision === undefined || (decision.upheld && replaced === undefined));
}

/** Who inspects which target now. */
export function resultOf({ matches, recusals }: Pick<DrawTaskFacts, 'matches' | 'recusals'>): DrawEvidence['result'] {
  return (matches ?? []).map((match) => ({ target: match.target, officerIds: officersNow(match, replacementsOf(recusals)) }));
}

export function everybodyIn(result: DrawEvidence['result']): string[] {
  return [...new Set(result.flatMap(({ officerIds }) => officerIds))].sort();
}

/**
 * All that is needed to compute the draw again (`npm run verify:draw`).
 * @throws when the file has not come to its officers yet
 */
export function drawEvidenceOf(fileId: string, facts: DrawTaskFacts): DrawEvidence {
  const { frame, frameHash, seed, targets, matches } = facts;
  if (!frame || frameHash === undefined || seed === undefined || !targets || !matches) throw new Error(`${fileId}: nothing is drawn yet`);
  const { contributions, discardedRounds } = facts;
  return { format: evidenceFormat, drawTask: fileId, frame, frameHash, contributions, discardedRounds, seed, targets, matches, replacements: replacementsOf(facts.recusals), result: resultOf(facts) };
}
