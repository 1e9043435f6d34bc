import type { Ladder } from './ladders.ts';

/** Share of a period, in percent, from which it counts as nearly over. */
const nearly = 90;

/**
 * Rungs that say, once they are told, that little of a period is left: from 90 percent on; in a ladder that counts days instead
 * (the window for applying to the court), the last one before the date.
 */
export function lateRungs(ladders: Readonly<Record<string, Ladder>>): string[] {
  const found = Object.values(ladders).flatMap((ladder) => {
    const shares = ladder.flatMap(({ rung, when }) => (when.kind === 'share' && when.percent >= nearly ? [rung] : []));
    if (shares.length > 0) return shares;
    const left = ladder.flatMap(({ rung, when }) => (when.kind === 'left' ? [{ rung, days: when.days }] : [])).toSorted((a, b) => a.days - b.days)[0];
    return left ? [left.rung] : [];
  });
  return [...new Set(found)];
}
