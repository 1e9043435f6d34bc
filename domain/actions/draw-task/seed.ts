import { z } from 'zod';
import { commitmentOf, seedOf } from '../../draw/seed.ts';
import { findBound } from '../../rules/find-rule.ts';
import { isWithinBound } from '../../rules/lines.ts';
import { text } from '../inspection/facts.ts';
import { defineAction } from '../action.ts';
import type { DrawTaskFacts } from './facts.ts';

const commitment = z.strictObject({ commitment: z.string().regex(/^[0-9a-f]{64}$/).describe('所持内容的 SHA-256(十六进制)') });

/** R-DR: each person binds themselves to a contribution that nobody else knows yet. */
export const commitContribution = defineAction<DrawTaskFacts, z.infer<typeof commitment>>({
  name: 'commitContribution',
  label: { zh: '提交种子承诺', en: 'Commit to a contribution' },
  roles: ['draw_operator', 'lead_coordinator', 'handling_unit_head', 'responsible_person', 'legal_unit', 'enforcement_supervisor'],
  input: commitment,
  guards: [
    {
      name: 'oncePerPerson',
      rule: 'draw-seed-contributors',
      check: ({ facts, actor }) => (facts.contributions.some(({ officerId }) => officerId === actor.id) ? { code: 'COMMITMENT_EXISTS', rule: 'draw-seed-contributors' } : null),
    },
    {
      name: 'nobodyWhoWithheld',
      rule: 'draw-seed-contributors',
      check: ({ facts, actor }) => {
        const withheld = facts.discardedRounds.some((round) => round.contributions.some(({ officerId, contribution }) => officerId === actor.id && contribution === undefined));
        return withheld ? { code: 'CONTRIBUTION_WITHHELD', rule: 'draw-seed-contributors' } : null;
      },
    },
    {
      // who copies another's commitment can show the same text after them: one person would decide alone
      name: 'ownCommitment',
      rule: 'draw-seed-contributors',
      check: ({ facts, input }) => {
        const all = [...facts.contributions, ...facts.discardedRounds.flatMap((round) => round.contributions)];
        return all.some((one) => one.commitment === input.commitment) ? { code: 'COMMITMENT_COPIED', field: '/commitment', rule: 'draw-seed-contributors' } : null;
      },
    },
  ],
  cites: ['draw-seed-contributors'],
  perform: ({ input, facts, actor }) => ({ outcome: 'committed', facts: { contributions: [...facts.contributions, { officerId: actor.id, commitment: input.commitment }] } }),
});

// plain ASCII: the same bytes whatever keyboard or system; long enough that nobody guesses it from its hash
const reveal = z.strictObject({ contribution: z.string().regex(/^[\x21-\x7e]{16,200}$/).describe('承诺的原文,16至200个可见ASCII字符') });

/** R-DR: shows what was committed to. With the last one the seed exists, and nobody chose it. */
export const revealContribution = defineAction<DrawTaskFacts, z.infer<typeof reveal>>({
  name: 'revealContribution',
  label: { zh: '公开种子内容', en: 'Show a contribution' },
  roles: commitContribution.roles,
  input: reveal,
  guards: [
    {
      name: 'enoughContributors',
      rule: 'draw-seed-contributors',
      check: ({ facts, rules, occurredOn }) => (!isWithinBound(findBound('draw-seed-contributors', occurredOn, rules), facts.contributions.length) ? { code: 'SEED_TOO_FEW_CONTRIBUTORS', rule: 'draw-seed-contributors' } : null),
    },
    {
      name: 'ownCommitmentOpen',
      rule: 'draw-seed-contributors',
      check: ({ facts, actor }) => {
        const own = facts.contributions.find(({ officerId }) => officerId === actor.id);
        if (!own) return { code: 'COMMITMENT_MISSING', rule: 'draw-seed-contributors' };
        return own.contribution === undefined ? null : { code: 'CONTRIBUTION_REVEALED', rule: 'draw-seed-contributors' };
      },
    },
    {
      name: 'commitmentKept',
      rule: 'draw-seed-contributors',
      check: ({ facts, actor, input }) => {
        const own = facts.contributions.find(({ officerId }) => officerId === actor.id);
        return own?.commitment === commitmentOf(input.contribution) ? null : { code: 'COMMITMENT_MISMATCH', field: '/contribution', rule: 'draw-seed-contributors' };
      },
    },
  ],
  cites: ['draw-seed-contributors'],
  perform: ({ input, facts, actor }) => {
    const contributions = facts.contributions.map((one) => (one.officerId === actor.id ? { ...one, contribution: input.contribution } : one));
    const shown = contributions.flatMap(({ contribution }) => (contribution === undefined ? [] : [contribution]));
    if (shown.length < contributions.length) return { outcome: 'revealed', facts: { contributions } };
    const seed = seedOf(facts.frameHash ?? '', shown);
    return { outcome: 'completed', facts: { contributions, seed }, evidence: { seed } };
  },
});

const discard = z.strictObject({ reason: text(1000) });

/**
 * Somebody committed and does not show it: the round is kept and a new one begins on the same frame.
 * Those who withheld take no part again, since the last to show could otherwise throw seeds away until one suits them.
 */
export const discardSeedRound = defineAction<DrawTaskFacts, z.infer<typeof discard>>({
  name: 'discardSeedRound',
  label: { zh: '作废本轮种子', en: 'Discard this round of the seed' },
  roles: ['responsible_person'],
  input: discard,
  guards: [
    {
      name: 'somethingToDiscard',
      rule: 'draw-seed-contributors',
      check: ({ facts }) => (facts.contributions.length ? null : { code: 'COMMITMENT_MISSING', rule: 'draw-seed-contributors' }),
    },
  ],
  cites: ['draw-seed-contributors'],
  perform: ({ input, facts }) => ({
    outcome: 'discarded',
    facts: { contributions: [], discardedRounds: [...facts.discardedRounds, { reason: input.reason, contributions: facts.contributions }] },
  }),
});
