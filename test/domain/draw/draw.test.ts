import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchOfficers, nextOfficer, officersNow, type Replacement } from '../../../domain/draw/draw-officers.ts';
import { drawTargets } from '../../../domain/draw/draw-targets.ts';
import { countsOfFrame, frameHashOf, frameOf, type DrawFrame } from '../../../domain/draw/frame.ts';
import { shareOf, type DrawQuota } from '../../../domain/draw/quota.ts';
import { commitmentOf, seedOf } from '../../../domain/draw/seed.ts';
import type { RegisterTarget } from '../../../domain/registers.ts';
import { inventedUscc } from '../../support/invented-uscc.ts';
import { naivePairs, naiveTargets } from './naive-draw.ts';

const riskClass = fc.constantFrom('A', 'B', 'C', 'D');
const percent = fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100);
const quota: fc.Arbitrary<DrawQuota> = fc.oneof(
  fc.record({ kind: fc.constant('ratio' as const), percent: fc.record({ A: percent, B: percent, C: percent, D: percent }) }),
  fc.record({ kind: fc.constant('number' as const), number: fc.integer({ min: 1, max: 12 }) }),
);
const frames: fc.Arbitrary<DrawFrame> = fc
  .record({ classes: fc.array(riskClass, { minLength: 1, maxLength: 14 }), officers: fc.integer({ min: 2, max: 7 }), quota })
  .map(({ classes, officers, quota: of }) => ({
    sampler: 'consistent-sampler/1' as const,
    quota: of,
    officersPerTarget: 2,
    targets: classes.map((one, i) => ({ id: `T${String(i).padStart(2, '0')}`, name: `对象${i}`, riskClass: one })),
    officers: Array.from({ length: officers }, (_, i) => `officer-${i}`),
  }));
const seed = fc.stringMatching(/^[0-9a-f]{64}$/);

describe('a share of a class', () => {
  it.each([
    [1, 1, 1], [0, 100, 0], [100, 7, 7], [5, 20, 1], [5, 21, 2], [0.01, 10_000, 1], [0.01, 10_001, 2], [33.33, 3, 1], [99.99, 10_000, 9999], [2.3, 1000, 23], [1.1, 1000, 11],
  ])('%s percent of %s is %s, rounded up', (of, size, count) => {
    expect(shareOf(of, size)).toBe(count);
  });

  it('lets no class with a share off whole, and never draws more than there are', () => {
    fc.assert(fc.property(percent, fc.nat(100_000), (of, size) => {
      const count = shareOf(of, size);
      expect(count).toBeLessThanOrEqual(size);
      expect(count > 0).toBe(of > 0 && size > 0);
    }));
  });
});

describe('drawing targets and officers', () => {
  it('is what a second implementation gives, class by class and pair by pair', () => {
    fc.assert(fc.property(frames, seed, (frame, of) => {
      const targets = drawTargets(frame, of);
      expect(targets.map(({ id }) => id)).toEqual(naiveTargets(frame, of));
      expect(matchOfficers(frame, of, targets).map(({ officers }) => officers.map(({ id }) => id))).toEqual(naivePairs(frame, of, targets.map(({ id }) => id)));
    }), { numRuns: 60 });
  });

  it('draws as many of each class as its share says', () => {
    fc.assert(fc.property(frames, seed, (frame, of) => {
      const drawn = drawTargets(frame, of);
      for (const [stratum, count] of Object.entries(countsOfFrame(frame))) {
        expect(drawn.filter((target) => stratum === 'all' || target.riskClass === stratum)).toHaveLength(count);
      }
    }));
  });

  it('gives each target two different officers, and no officer more than one inspection more than another', () => {
    fc.assert(fc.property(frames, seed, (frame, of) => {
      const matches = matchOfficers(frame, of, drawTargets(frame, of));
      for (const { officers } of matches) expect(new Set(officers.map(({ id }) => id)).size).toBe(2);
      const loads = frame.officers.map((id) => matches.filter(({ officers }) => officers.some((officer) => officer.id === id)).length);
      expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
    }));
  });

  it('replaces a recused officer by the next ticket, touches nobody else, and never brings anybody back', () => {
    fc.assert(fc.property(frames, seed, fc.nat(), fc.nat(1), (frame, of, pick, place) => {
      const matches = matchOfficers(frame, of, drawTargets(frame, of));
      const match = matches[pick % Math.max(1, matches.length)];
      if (!match) return;
      const replaced: Replacement[] = [];
      const seen = match.officers.map(({ id }) => id);
      for (;;) {
        const now = officersNow(match, replaced);
        const leaving = now[place] as string;
        const next = nextOfficer(frame, of, matches, replaced, match.target, []);
        if (!next) break;
        expect(seen).not.toContain(next.id);
        seen.push(next.id);
        replaced.push({ target: match.target, officerId: leaving, unavailable: [], replacement: next });
        const after = officersNow(match, replaced);
        expect(after[1 - place]).toBe(now[1 - place]);
        expect(after[place]).toBe(next.id);
        for (const other of matches) if (other !== match) expect(officersNow(other, replaced)).toEqual(other.officers.map(({ id }) => id));
      }
      // the whole frame was asked, in the order in which it would have been drawn
      expect(seen.toSorted()).toEqual(frame.officers.toSorted());
      const wider: DrawFrame = { ...frame, officersPerTarget: frame.officers.length };
      const upTo = matches.slice(0, matches.indexOf(match));
      if (upTo.length === 0) expect(matchOfficers(wider, of, [{ id: match.target }])[0]?.officers.map(({ id }) => id)).toEqual(seen);
    }), { numRuns: 60 });
  });

  it('passes over who is unavailable, and says when nobody is left', () => {
    const frame: DrawFrame = { sampler: 'consistent-sampler/1', quota: { kind: 'number', number: 1 }, officersPerTarget: 2, targets: [{ id: 'T', name: 'x', riskClass: 'A' }], officers: ['o1', 'o2', 'o3', 'o4'] };
    const matches = matchOfficers(frame, 'seed', [{ id: 'T' }]);
    const next = nextOfficer(frame, 'seed', matches, [], 'T', []);
    const other = nextOfficer(frame, 'seed', matches, [], 'T', [next?.id ?? '']);
    expect(other?.id).not.toBe(next?.id);
    expect(nextOfficer(frame, 'seed', matches, [], 'T', ['o1', 'o2', 'o3', 'o4'])).toBeNull();
    expect(() => matchOfficers({ ...frame, officers: ['o1'] }, 'seed', [{ id: 'T' }])).toThrow(expect.objectContaining({ code: 'POOL_EXHAUSTED' }));
  });
});

describe('the frame', () => {
  const target = (uscc: string, of: 'A' | 'D' = 'A'): RegisterTarget => ({ uscc, name: ` 示例 ${uscc} `, category: '食品', industry: null, creditRiskClass: of });
  const officer = (id: string, until: string | null, roles = ['inspector']) => ({ id, roles, certificateValidUntil: until });
  const sound = ['91350100M000100Y43', '914403001922038216'];

  it('holds sound targets and certified inspectors in the order of their ids, and tells who was left out and why', () => {
    const registers = {
      targets: [target(sound[1] ?? ''), target('91350100M000100Y44'), { ...target(inventedUscc(7)), name: '\u3000' }, target(sound[0] ?? '', 'D')],
      officers: [officer('z-1', '2027-01-01'), officer('expired', '2026-06-29'), officer('none', null), officer('clerk', '2099-01-01', ['plan_manager']), officer('a-1', '2026-06-30'), officer('Wang_1', '2099-01-01')],
    };
    const { frame, leftOut } = frameOf(registers, { kind: 'number', number: 1 }, 2, '2026-06-30');
    expect(frame.targets.map(({ id, riskClass: of }) => `${id} ${of}`)).toEqual([`${sound[0]} D`, `${sound[1]} A`]);
    expect(frame.targets[0]?.name).toBe(`示例 ${sound[0]}`);
    expect(frame.officers).toEqual(['a-1', 'z-1']);
    expect(leftOut).toEqual([
      { id: '91350100M000100Y44', reason: 'invalid_uscc' },
      { id: inventedUscc(7), reason: 'no_name' },
      { id: 'expired', reason: 'certificate_invalid' },
      { id: 'none', reason: 'certificate_invalid' },
      { id: 'clerk', reason: 'no_role' },
      { id: 'Wang_1', reason: 'unusable_id' },
    ]);
  });

  it('has a hash that tells any change, and none for the order of the register', () => {
    const registers = { targets: sound.map((uscc) => target(uscc)), officers: [officer('officer-a', '2099-01-01'), officer('officer-b', '2099-01-01')] };
    const { frame } = frameOf(registers, { kind: 'number', number: 1 }, 2, '2026-06-30');
    const turned = frameOf({ targets: registers.targets.toReversed(), officers: registers.officers.toReversed() }, { kind: 'number', number: 1 }, 2, '2026-06-30').frame;
    expect(frameHashOf(turned)).toBe(frameHashOf(frame));
    // RFC 8785 text written by hand, hashed elsewhere: keys in order, nothing between
    expect(frameHashOf({ sampler: 'consistent-sampler/1', quota: { kind: 'number', number: 1 }, officersPerTarget: 2, targets: [{ id: 'x', name: '甲', riskClass: 'A' }], officers: ['a', 'b'] })).toBe(
      commitmentOf('{"officers":["a","b"],"officersPerTarget":2,"quota":{"kind":"number","number":1},"sampler":"consistent-sampler/1","targets":[{"id":"x","name":"甲","riskClass":"A"}]}'),
    );
    for (const changed of [{ ...frame, officers: ['officer-a'] }, { ...frame, quota: { kind: 'number' as const, number: 2 } }, { ...frame, targets: frame.targets.slice(1) }]) {
      expect(frameHashOf(changed)).not.toBe(frameHashOf(frame));
    }
  });
});

describe('the seed', () => {
  it('is the hash of the canonical text of frame and contributions, in their order', () => {
    expect(seedOf('ff', ['one', 'two'])).toBe(commitmentOf('{"contributions":["one","two"],"frameHash":"ff"}'));
    expect(seedOf('ff', ['two', 'one'])).not.toBe(seedOf('ff', ['one', 'two']));
    expect(seedOf('fe', ['one', 'two'])).not.toBe(seedOf('ff', ['one', 'two']));
    // SHA-256("abc"), FIPS 180-4
    expect(commitmentOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
