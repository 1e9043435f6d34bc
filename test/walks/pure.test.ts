import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileDefinition } from '../../domain/files/file-types.ts';
import { rebuilt } from './holds.ts';
import { kits } from './kits.ts';
import { moves } from './moves.ts';
import { begin, mainFile, make } from './pure-walk.ts';
import { seed, times } from './seed.ts';

describe(`random walks in memory (seed ${seed}, DUBAN_WALKS multiplies them)`, () => {
  test.for(kits.map((kit) => [kit.type, kit] as const))('%s: whatever is tried, the record holds together and can be rebuilt from its entries', { timeout: 60_000 * times }, ([, kit]) => {
    const answers = new Map<string, number>();
    const stages = new Set<string>();
    fc.assert(
      fc.property(fc.nat(kit.path.length), fc.array(moves('memory'), { minLength: 15, maxLength: 45 }), (steps, list) => {
        const { world, fileId } = begin(kit, steps);
        for (const [i, move] of list.entries()) {
          const told = make(world, move, i);
          if (told !== null) answers.set(told, (answers.get(told) ?? 0) + 1);
          // a step may go through several stages at once
          for (const { advanced } of mainFile(world, fileId).runs) for (const { stage } of advanced.entries) stages.add(stage);
        }
        for (const one of world.files.values()) rebuilt(one);
      }),
      { seed, numRuns: 150 * times },
    );
    // the walks try what they are meant to try: refusals of every sort, and every act of the straight path done
    for (const code of ['NOT_OPEN', 'FORBIDDEN_ROLE', 'INVALID_BODY', 'FUTURE_FACT', 'CHANGED_SINCE']) expect([...answers.keys()], [...answers.keys()].join(', ')).toContain(code);
    const all = Object.entries(fileDefinition(kit.type).chart.stages).map(([name]) => name).filter((name) => name !== 'none');
    const acts = [...answers.values()].reduce((a, b) => a + b, 0);
    const never = all.filter((stage) => !stages.has(stage));
    expect(never.length, `never ${never.join(' ')}`).toBeLessThan(4);
    console.log(`${kit.type}: seed ${seed}, ${acts} acts, ${[...answers].filter(([told]) => told.includes(' ')).length} outcomes, ${stages.size} of ${all.length} stages${never.length > 0 ? `, never ${never.join(' ')}` : ''}`);
  });
});
