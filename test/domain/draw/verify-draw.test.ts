import { describe, expect, it } from 'vitest';
import { drawEvidenceOf, type DrawTaskFacts } from '../../../domain/actions/draw-task/facts.ts';
import type { DrawEvidence } from '../../../domain/draw/draw-evidence.ts';
import { frameHashOf } from '../../../domain/draw/frame.ts';
import { verifyDraw, type DrawFault } from '../../../domain/draw/verify-draw.ts';
import { commitmentOf } from '../../../domain/draw/seed.ts';
import { go, head, matchedTask, operator, person } from '../../support/draw.ts';
import { rules } from '../../support/law.ts';

/** A real draw with one replacement. */
function evidence(): DrawEvidence {
  const file = matchedTask();
  const { matches = [] } = file.record.facts as unknown as DrawTaskFacts;
  const body = { target: matches[0]?.target ?? '', officerId: matches[0]?.officers[0]?.id ?? '', ground: 'relative', reason: '近亲属' };
  go(file, [person('inspector-9', 'inspector'), 'raiseRecusal', body], [head, 'decideRecusal', { upheld: true, reason: '属实' }], [operator, 'redrawOfficer']);
  return drawEvidenceOf(file.record.id, file.record.facts as unknown as DrawTaskFacts);
}

type Draft = { -readonly [K in keyof DrawEvidence]: DrawEvidence[K] extends readonly (infer T)[] ? { -readonly [P in keyof T]: T[P] }[] : DrawEvidence[K] };
const other = 'inspector-4';

/** What a cheat would change, and how it is noticed. */
const cheats: readonly [string, DrawFault[], (e: Draft) => void][] = [
  ['a target taken out of the frame', ['FRAME_CHANGED'], (e) => { e.frame = { ...e.frame, targets: e.frame.targets.filter(({ id }) => e.targets.some((drawn) => drawn.id === id) || id === e.frame.targets[0]?.id) }; }],
  ['a frame out of order', ['FRAME_NOT_SORTED'], (e) => { e.frame = { ...e.frame, officers: e.frame.officers.toReversed() }; }],
  ['an object twice in the frame', ['FRAME_NOT_SORTED'], (e) => { e.frame = { ...e.frame, targets: e.frame.targets.flatMap((one) => [one, one]) }; }],
  ['a frame fitted afterwards with its hash', ['SEED_WRONG', 'TARGETS_WRONG', 'OFFICERS_WRONG'], (e) => {
    e.frame = { ...e.frame, targets: e.frame.targets.filter(({ id }) => id !== e.targets[0]?.id), officers: e.frame.officers.slice(1) };
    e.frameHash = frameHashOf(e.frame);
  }],
  ['another contribution', ['COMMITMENT_BROKEN', 'SEED_WRONG'], (e) => { e.contributions[0] = { ...e.contributions[0] as Draft['contributions'][number], contribution: 'chosen-after-the-fact' }; }],
  ['a contribution chosen afterwards with its commitment', ['SEED_WRONG'], (e) => { e.contributions[0] = { officerId: 'operator', contribution: 'chosen-after-the-fact', commitment: commitmentOf('chosen-after-the-fact') }; }],
  ['one contributor only', ['TOO_FEW_CONTRIBUTORS', 'SEED_WRONG'], (e) => { e.contributions.pop(); }],
  ['one person under two contributions', ['TOO_FEW_CONTRIBUTORS'], (e) => { for (const one of e.contributions) one.officerId = 'operator'; }],
  ['somebody who withheld before', ['WITHHOLDER_CAME_BACK'], (e) => { e.discardedRounds.push({ reason: 'x', contributions: [{ officerId: 'operator', commitment: commitmentOf('withheld') }] }); }],
  ['another seed', ['SEED_WRONG', 'TARGETS_WRONG', 'OFFICERS_WRONG'], (e) => { e.seed = 'f'.repeat(64); }],
  ['a target left out of the draw', ['TARGETS_WRONG'], (e) => { e.targets.splice(1, 1); }],
  ['a target swapped for another of its class', ['TARGETS_WRONG'], (e) => {
    const [first] = e.targets;
    const swap = e.frame.targets.find(({ id, riskClass }) => riskClass === first?.riskClass && !e.targets.some((drawn) => drawn.id === id));
    if (first && swap) first.id = swap.id;
  }],
  ['an officer picked by hand', ['OFFICERS_WRONG', 'RESULT_WRONG'], (e) => {
    const match = e.matches.at(-1);
    const pick = e.frame.officers.find((id) => !match?.officers.some((officer) => officer.id === id));
    if (match) match.officers = [{ id: pick ?? '', ticket: match.officers[0]?.ticket ?? '' }, ...match.officers.slice(1)];
  }],
  ['a replacement picked by hand', ['REPLACEMENT_WRONG', 'RESULT_WRONG'], (e) => {
    const [first] = e.replacements;
    const pick = e.frame.officers.find((id) => id !== first?.replacement.id && id !== first?.officerId && !e.matches[0]?.officers.some((officer) => officer.id === id)) ?? other;
    if (first) first.replacement = { id: pick, ticket: first.replacement.ticket };
  }],
  ['a replacement for somebody who was never drawn', ['REPLACEMENT_WRONG', 'RESULT_WRONG'], (e) => { for (const one of e.replacements) one.officerId = 'nobody'; }],
  ['another result', ['RESULT_WRONG'], (e) => { const last = e.result.at(-1); if (last) last.officerIds = last.officerIds.toReversed(); }],
  ['another sampler', ['UNKNOWN_FORMAT'], (e) => { e.frame = { ...e.frame, sampler: 'dice/1' as 'consistent-sampler/1' }; }],
];

describe('computing a draw again', () => {
  it('finds nothing wrong with a real one, a replacement included', () => {
    expect(evidence().replacements).toHaveLength(1);
    expect(verifyDraw(evidence(), rules)).toEqual([]);
  });

  it.each(cheats)('notices %s: %j', (_, faults, change) => {
    const changed = structuredClone(evidence()) as unknown as Draft;
    change(changed);
    const found = new Set(verifyDraw(changed as unknown as DrawEvidence, rules).map(({ fault }) => fault));
    for (const fault of faults) expect(found).toContain(fault);
  });
});
