import { expect } from 'vitest';
import { addDays } from '../../domain/time/local-date.ts';
import { shanghaiDate } from '../../domain/time/shanghai.ts';
import { holds } from './holds.ts';
import { kitOf, type Kit } from './kits.ts';
import { MemoryWorld, type MemoryFile } from './memory-world.ts';
import { actOf, eventOf, type Move } from './moves.ts';

const source = { fileId: 'inspection-00000000000000000001', seq: 1 };
const noon = (day: string) => `${day}T04:00:00.000Z`;

/** A file of the kit's type, some way along its straight path. */
export function begin(kit: Kit, steps: number): { world: MemoryWorld; fileId: string } {
  const world = new MemoryWorld(noon(kit.from), holds);
  const fileId = `${kit.type}-0123456789abcdef0123`;
  const { opening } = kit;
  if ('event' in opening) world.tell({ fileId, name: opening.event, payload: opening.payload, occurredOn: kit.from, source: { ...source, n: 1 } });
  else expect(world.act(fileId, opening)).toMatchObject({ accepted: true });
  if (kit.hasAnother && 'event' in opening) world.tell({ fileId: `${kit.type}-0123456789abcdef0124`, name: opening.event, payload: opening.payload, occurredOn: kit.from, source: { ...source, n: 3 } });
  for (const [person, action, days] of kit.path.slice(0, steps)) {
    world.pass(noon(addDays(shanghaiDate(world.at), days)));
    const { record } = mainFile(world, fileId);
    if (person === 'event') world.tell({ fileId, name: action, payload: kit.events[action] ?? {}, occurredOn: shanghaiDate(world.at), source: { ...source, n: 2 } });
    else world.act(fileId, { person, action, body: kit.usual(action, person, record, shanghaiDate(world.at), world.others(fileId)) });
  }
  return { world, fileId };
}

/** @throws where the walk did not open it */
export function mainFile(world: MemoryWorld, fileId: string): MemoryFile {
  const found = world.files.get(fileId);
  if (!found) throw new Error(`${fileId} was not opened`);
  return found;
}

/** Lets time go to where the move says, and tries what it says; what was told, null for an event. */
export function make(world: MemoryWorld, move: Move, i: number): string | null {
  const due = world.nextDue();
  const aside = { due: 0, before: -1, after: 1, days: null }[move.to];
  const moment = aside === null || due === null ? null : new Date(Date.parse(due) + aside).toISOString();
  const to = moment ?? noon(addDays(shanghaiDate(world.at), move.days));
  if (to > world.at) world.pass(to);
  const fileId = [...world.files.keys()][move.file % world.files.size] ?? '';
  const { record } = mainFile(world, fileId);
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
