import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../domain/time/local-date.ts';
import { shanghaiDate } from '../../domain/time/shanghai.ts';
import { holds, rebuilt } from './holds.ts';
import { kits, type Kit } from './kits.ts';
import { MemoryWorld } from './memory-world.ts';
import { actOf, eventOf, moves, type Move } from './moves.ts';
import { seed, times } from './seed.ts';

const source = { fileId: 'inspection-00000000000000000001', seq: 1 };
const noon = (day: string) => `${day}T04:00:00.000Z`;

/** A file of the kit's type, some way along its straight path. */
function begin(kit: Kit, steps: number): { world: MemoryWorld; fileId: string } {
  const world = new MemoryWorld(noon(kit.from), holds);
  const fileId = `${kit.type}-0123456789abcdef0123`;
  const { opening } = kit;
  if ('event' in opening) world.tell({ fileId, name: opening.event, payload: opening.payload, occurredOn: kit.from, source: { ...source, n: 1 } });
  else expect(world.act(fileId, opening)).toMatchObject({ accepted: true });
  for (const [person, action, days] of kit.path.slice(0, steps)) {
    world.pass(noon(addDays(shanghaiDate(world.at), days)));
    const { record } = file(world, fileId);
    world.act(fileId, { person, action, body: kit.usual(action, person, record, shanghaiDate(world.at)) });
  }
  return { world, fileId };
}

function file(world: MemoryWorld, fileId: string) {
  const found = world.files.get(fileId);
  if (!found) throw new Error(`${fileId} was not opened`);
  return found;
}

function make(world: MemoryWorld, fileId: string, kit: Kit, move: Move, i: number): string | null {
  const due = world.nextDue();
  const aside = { due: 0, before: -1, after: 1, days: null }[move.to];
  const moment = aside === null || due === null ? null : new Date(Date.parse(due) + aside).toISOString();
  const to = moment ?? noon(addDays(shanghaiDate(world.at), move.days));
  if (to > world.at) world.pass(to);
  const { record } = file(world, fileId);
  const act = actOf(kit, record, world.at, move);
  if (act) {
    const answer = world.act(fileId, act);
    return answer.accepted ? `${act.action} ${answer.outcome}` : answer.code;
  }
  const { name, payload } = eventOf(kit, move);
  world.tell({ fileId, name, payload, occurredOn: addDays(shanghaiDate(world.at), -(move.n % 3)), source: { ...source, n: 100 + i } });
  return null;
}

describe(`random walks in memory (seed ${seed}, DUBAN_WALKS multiplies them)`, () => {
  test.for(kits.map((kit) => [kit.type, kit] as const))('%s: whatever is tried, the record holds together and can be rebuilt from its entries', ([, kit]) => {
    const answers = new Map<string, number>();
    const stages = new Set<string>();
    fc.assert(
      fc.property(fc.nat(kit.path.length), fc.array(moves('memory'), { minLength: 15, maxLength: 45 }), (steps, list) => {
        const { world, fileId } = begin(kit, steps);
        for (const [i, move] of list.entries()) {
          const told = make(world, fileId, kit, move, i);
          if (told !== null) answers.set(told, (answers.get(told) ?? 0) + 1);
          stages.add(file(world, fileId).record.stage);
        }
        for (const one of world.files.values()) rebuilt(one);
      }),
      { seed, numRuns: 150 * times },
    );
    // the walks try what they are meant to try: refusals of every sort, and every act of the straight path done
    for (const code of ['NOT_OPEN', 'FORBIDDEN_ROLE', 'INVALID_BODY', 'FUTURE_FACT', 'CHANGED_SINCE']) expect([...answers.keys()], `${[...answers]}`).toContain(code);
    expect(stages.size).toBeGreaterThan(3);
    console.log(`${kit.type}: seed ${seed}, ${[...answers.values()].reduce((a, b) => a + b, 0)} acts, ${[...stages].length} stages, ${[...answers].filter(([told]) => told.includes(' ')).length} outcomes`);
  });
});
