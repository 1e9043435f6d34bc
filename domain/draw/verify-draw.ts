import { findBound } from '../rules/find-rule.ts';
import { evidenceFormat, type DrawEvidence } from './draw-evidence.ts';
import { matchOfficers, nextOfficer, officersNow } from './draw-officers.ts';
import { drawTargets } from './draw-targets.ts';
import { frameHashOf } from './frame.ts';
import { canonicalText } from '../ledger/ledger-entry.ts';
import { compareText, samplerVersion } from './sampler.ts';
import { isWithinBound } from '../rules/lines.ts';
import type { RuleSet } from '../rules/rule.ts';
import { commitmentOf, seedOf } from './seed.ts';

export const drawFaults = {
  UNKNOWN_FORMAT: { zh: '证据格式或者抽样方法不认识', en: 'unknown format of evidence, or another sampler' },
  FRAME_NOT_SORTED: { zh: '名录未按编号排列或者有重复', en: 'the frame is not in order, or holds an object twice' },
  FRAME_CHANGED: { zh: '名录与冻结时的哈希不符', en: 'the frame is not the one that was frozen' },
  TOO_FEW_CONTRIBUTORS: { zh: '种子贡献人不足', en: 'the seed has too few contributors' },
  COMMITMENT_BROKEN: { zh: '公开的内容与承诺不符', en: 'a contribution is not what its commitment was made for' },
  WITHHOLDER_CAME_BACK: { zh: '曾拒绝公开的人又参与了种子', en: 'somebody who withheld a contribution took part again' },
  SEED_WRONG: { zh: '种子计算不符', en: 'the seed is not the one that follows' },
  TARGETS_WRONG: { zh: '抽取的对象不符', en: 'other targets were drawn' },
  OFFICERS_WRONG: { zh: '匹配的人员不符', en: 'other officers were drawn' },
  REPLACEMENT_WRONG: { zh: '回避后的递补不符', en: 'another officer is the next one' },
  RESULT_WRONG: { zh: '最终结果不符', en: 'the result is not the one that follows' },
} as const;
export type DrawFault = keyof typeof drawFaults;

/** What is wrong, and what it should be where that can be said. */
export interface DrawFinding {
  readonly fault: DrawFault;
  readonly detail: string;
}

/**
 * Computes a draw again from its evidence alone.
 * @param rules those of the place; of them only how many people a seed needs
 * @returns what is wrong, in the order of the draw; nothing when it is as it must be
 */
export function verifyDraw(evidence: DrawEvidence, rules: RuleSet): DrawFinding[] {
  if (evidence.format !== evidenceFormat || evidence.frame.sampler !== samplerVersion) return [{ fault: 'UNKNOWN_FORMAT', detail: `${evidence.format} ${evidence.frame.sampler}` }];
  const findings: DrawFinding[] = [];
  const expect = (holds: boolean, fault: DrawFault, detail: string) => {
    if (!holds) findings.push({ fault, detail });
  };
  const { frame, contributions, seed } = evidence;
  for (const ids of [frame.targets.map(({ id }) => id), frame.officers]) {
    const unsorted = ids.find((id, i) => i > 0 && compareText(ids[i - 1] ?? '', id) >= 0);
    expect(unsorted === undefined, 'FRAME_NOT_SORTED', unsorted ?? '');
  }
  if (findings.length) return findings;
  expect(frameHashOf(frame) === evidence.frameHash, 'FRAME_CHANGED', frameHashOf(frame));
  const people = new Set(contributions.map(({ officerId }) => officerId));
  expect(people.size === contributions.length && isWithinBound(findBound('draw-seed-contributors', undefined, rules), people.size), 'TOO_FEW_CONTRIBUTORS', `${people.size}`);
  for (const { officerId, commitment, contribution } of contributions) expect(contribution !== undefined && commitmentOf(contribution) === commitment, 'COMMITMENT_BROKEN', officerId);
  for (const { officerId } of evidence.discardedRounds.flatMap((round) => round.contributions.filter(({ contribution }) => contribution === undefined))) {
    expect(!people.has(officerId), 'WITHHOLDER_CAME_BACK', officerId);
  }
  const rightSeed = seedOf(evidence.frameHash, contributions.map(({ contribution }) => contribution ?? ''));
  expect(rightSeed === seed, 'SEED_WRONG', rightSeed);
  // from here on each part is judged by what was written before it, so that one wrong place is named once
  const targets = drawTargets(frame, seed);
  expect(isSame(targets, evidence.targets), 'TARGETS_WRONG', targets.map(({ id }) => id).join(' '));
  const matches = matchOfficers(frame, seed, evidence.targets);
  expect(isSame(matches, evidence.matches), 'OFFICERS_WRONG', firstOther(matches, evidence.matches));
  evidence.replacements.forEach(({ target, officerId, unavailable, replacement }, i) => {
    const before = evidence.replacements.slice(0, i);
    const match = evidence.matches.find((one) => one.target === target);
    const next = nextOfficer(frame, seed, evidence.matches, before, target, unavailable);
    expect(match !== undefined && officersNow(match, before).includes(officerId) && isSame(next, replacement), 'REPLACEMENT_WRONG', `${target} ${officerId} → ${next?.id ?? '-'}`);
  });
  const result = evidence.matches.map((match) => ({ target: match.target, officerIds: officersNow(match, evidence.replacements) }));
  expect(isSame(result, evidence.result), 'RESULT_WRONG', firstOther(result, evidence.result));
  return findings;
}

function isSame(a: unknown, b: unknown): boolean {
  return canonicalText(a) === canonicalText(b);
}

function firstOther(right: readonly { readonly target: string }[], given: readonly unknown[]): string {
  const at = right.findIndex((one, i) => given[i] === undefined || !isSame(one, given[i]));
  return right[at]?.target ?? `${given.length} != ${right.length}`;
}
