import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../domain/time/local-date.ts';
import { shanghaiDate } from '../../domain/time/shanghai.ts';
import { EngineWorld } from './engine-world.ts';
import { kitOf, kits } from './kits.ts';
import { actOf, eventOf, moves } from './moves.ts';
import { seed, times } from './seed.ts';

const noon = (day: string) => `${day}T04:00:00.000Z`;

describe(`random walks on the real engine (seed ${seed}, DUBAN_WALKS multiplies them)`, () => {
  test.for(kits.map((kit) => [kit.type, kit] as const))('%s: after each step the law in memory, the record in PostgreSQL and the process in Temporal agree', { timeout: 60_000 + 120_000 * times }, async ([, kit]) => {
    let steps = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(kit.path.length), fc.array(moves('engine'), { minLength: 5, maxLength: 10 }), async (along, list) => {
        const world = await EngineWorld.open(noon(kit.from));
        try {
          const fileId = await world.begin(kit);
          for (const [person, action, days] of kit.path.slice(0, along)) {
            await world.pass(noon(addDays(shanghaiDate(world.memory.at), days)));
            const today = shanghaiDate(world.memory.at);
            if (person === 'event') await world.tell(fileId, kit.type, action, kit.events[action] ?? {}, today);
            else await world.act(fileId, kit.type, { person, action, body: kit.usual(action, person, world.file(fileId).record, today, world.memory.others(fileId)) });
          }
          await world.agree();
          for (const move of list) {
            await world.pass(move.to === 'due' ? (world.memory.nextDue() ?? world.memory.at) : noon(addDays(shanghaiDate(world.memory.at), move.days)));
            // the file that was opened, or one that it led to
            const { record } = world.file([fileId, ...world.memory.files.keys()][move.file % (world.memory.files.size + 1)] ?? fileId);
            const itsKit = kitOf(record.type);
            const act = actOf(itsKit, record, world.memory.at, move, world.memory.others(record.id));
            if (act) {
              await world.act(record.id, record.type, act);
            } else {
              const { name, payload } = eventOf(itsKit, move);
              await world.tell(record.id, record.type, name, payload, addDays(shanghaiDate(world.memory.at), -(move.n % 3)));
            }
            await world.agree();
            steps += 1;
          }
          await world.agreeAfterLoss(fileId);
        } finally {
          await world.close();
        }
      }),
      // each run is a world of its own, so a failure is told as it came and not made smaller
      { seed, numRuns: 2 * times, endOnFailure: true },
    );
    expect(steps).toBeGreaterThan(0);
  });
});
