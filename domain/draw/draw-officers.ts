import { DrawError } from './draw-error.ts';
import type { DrawFrame } from './frame.ts';
import { byTicket, orderByTicket, type Ticket } from './sampler.ts';

/** The officers drawn for a target, first drawn first. */
export type Match = { readonly target: string; readonly officers: readonly Ticket[] };

/** A recusal as the draw sees it: whom it takes away, and who came instead. */
export type Replacement = {
  readonly target: string;
  readonly officerId: string;
  /** Officers of the frame who had left, or whose certificate had ended, by then; they are passed over. */
  readonly unavailable: readonly string[];
  readonly replacement: Ticket;
};

/**
 * Two officers for each target. Targets in the order of their tickets; for each one the officers stand in the order of the
 * inspections they have from this draw already, fewest first, and within the same number in the order of their tickets under
 * `seed + target`. The first ones are drawn, so that no officer has more than one inspection more than another.
 * @throws DrawError POOL_EXHAUSTED when the frame has too few officers
 */
export function matchOfficers(frame: DrawFrame, seed: string, targets: readonly { readonly id: string }[]): Match[] {
  const matches: Match[] = [];
  const loads = new Map<string, number>();
  for (const { id } of targets) {
    const officers = officerOrder(frame, seed, id, loads).slice(0, frame.officersPerTarget);
    if (officers.length < frame.officersPerTarget) throw new DrawError('POOL_EXHAUSTED', `可抽取的执法人员不足 · too few officers for ${id}`);
    for (const officer of officers) loads.set(officer.id, (loads.get(officer.id) ?? 0) + 1);
    matches.push({ target: id, officers });
  }
  return matches;
}

/**
 * The next ticket of the target after those drawn: nobody who was drawn for it before, and nobody unavailable.
 * The order is that of the first draw; later replacements elsewhere do not change it.
 * @returns null when the frame has nobody left
 */
export function nextOfficer(frame: DrawFrame, seed: string, matches: readonly Match[], replaced: readonly Replacement[], target: string, unavailable: readonly string[]): Ticket | null {
  const at = matches.findIndex((match) => match.target === target);
  const loads = new Map<string, number>();
  for (const { officers } of matches.slice(0, at)) for (const { id } of officers) loads.set(id, (loads.get(id) ?? 0) + 1);
  const drawnBefore = [...(matches[at]?.officers ?? []).map(({ id }) => id), ...replaced.filter((one) => one.target === target).map(({ replacement }) => replacement.id)];
  return officerOrder(frame, seed, target, loads).find(({ id }) => !drawnBefore.includes(id) && !unavailable.includes(id)) ?? null;
}

/** Who inspects a target now: the pair drawn first, each recused person replaced by the one drawn instead. */
export function officersNow(match: Match, replaced: readonly Replacement[]): string[] {
  return replaced
    .filter(({ target }) => target === match.target)
    .reduce((officers, { officerId, replacement }) => officers.map((id) => (id === officerId ? replacement.id : id)), match.officers.map(({ id }) => id));
}

function officerOrder(frame: DrawFrame, seed: string, target: string, loads: ReadonlyMap<string, number>): Ticket[] {
  const load = ({ id }: Ticket) => loads.get(id) ?? 0;
  return orderByTicket(frame.officers, seed + target).sort((a, b) => load(a) - load(b) || byTicket(a, b));
}
