import type { CreditRiskClass } from '../registers.ts';
import { countsOfFrame, type DrawFrame } from './frame.ts';
import { byTicket, drawSample } from './sampler.ts';

/** A drawn target, in the order of its ticket: where a key item draws everybody, this is the order of the batches. */
export type DrawnTarget = { readonly id: string; readonly riskClass: CreditRiskClass; readonly ticket: string };

/** Draws each class by itself, or all classes together where a number is asked for; the lowest tickets of each. */
export function drawTargets(frame: DrawFrame, seed: string): DrawnTarget[] {
  const classOf = new Map(frame.targets.map(({ id, riskClass }) => [id, riskClass]));
  return Object.entries(countsOfFrame(frame))
    .flatMap(([stratum, count]) => {
      const ids = frame.targets.filter(({ riskClass }) => stratum === 'all' || riskClass === stratum).map(({ id }) => id);
      return drawSample(ids, seed, count).drawn;
    })
    .sort(byTicket)
    .map(({ id, ticket }) => ({ id, riskClass: classOf.get(id) as CreditRiskClass, ticket }));
}
