import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileDefinition } from '../../domain/files/file-types.ts';
import { addDays } from '../../domain/time/local-date.ts';
import { shanghaiDate } from '../../domain/time/shanghai.ts';
import { holds, rebuilt } from './holds.ts';
import { kitOf, kits, type Kit } from './kits.ts';
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
  if (kit.hasAnother && 'event' in opening) world.tell({ fileId: `${kit.type}-0123456789abcdef0124`, name: opening.event, payload: opening.payload, occurredOn: kit.from, source: { ...source, n: 3 } });
  for (const [person, action, days] of kit.path.slice(0, steps)) {
    world.pass(noon(addDays(shanghaiDate(world.at), days)));
    const { record } = file(world, fileId);
    if (person === 'event') world.tell({ fileId, name: action, payload: kit.events[action] ?? {}, occurredOn: shanghaiDate(world.at), source: { ...source, n: 2 } });
    else world.act(fileId, { person, action, body: kit.usual(action, person, record, shanghaiDate(world.at), world.others(fileId)) });
  }
  return { world, fileId };
}

function file(world: MemoryWorld, fileId: string) {
  const found = world.files.get(fileId);
  if (!found) throw new Error(`${fileId} was not opened`);
  return found;
}

function make(world: MemoryWorld, move: Move, i: number): string | null {
  const due = world.nextDue();
  const aside = { due: 0, before: -1, after: 1, days: null }[move.to];
  const moment = aside === null || due === null ? null : new Date(Date.parse(due) + aside).toISOString();
  const to = moment ?? noon(addDays(shanghaiDate(world.at), move.days));
  if (to > world.at) world.pass(to);
  const fileId = [...world.files.keys()][move.file % world.files.size] ?? '';
  const { record } = file(world, fileId);
  const kit = kitOf(record.type);
  const act = actOf(kit, record, world.at, move, world.others(fileId));
  if (act) {
    const answer = world.act(fileId, act);
    return answer.accepted ? `${act.action} ${answer.outcome}` : answer.code;
  }
  const { name, payload } = eventOf(kit, move);
  world.tell({ fileId, name, payload, occurredOn: addDays(shanghaiDate(world.at), -(move.n % 3)), source: { ...source, n: 100 + i } });
  return null;
}

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
          for (const { advanced } of file(world, fileId).runs) for (const { stage } of advanced.entries) stages.add(stage);
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
