import { describe, expect, test } from 'vitest';
import { openActs } from '../../domain/chart/chart.ts';
import { openCommonActs } from '../../domain/chart/common-acts.ts';
import { errors } from '../../domain/errors.ts';
import { fileDefinition } from '../../domain/files/file-types.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import { addDays } from '../../domain/time/local-date.ts';
import { shanghaiDate } from '../../domain/time/shanghai.ts';
import { idOf, type Person } from '../support/world.ts';
import { ableTo } from './crowd.ts';
import { kits, type Kit } from './kits.ts';
import { MemoryWorld } from './memory-world.ts';
import { usualOfCommon } from './moves.ts';

const noon = (day: string) => `${day}T04:00:00.000Z`;
const source = { fileId: 'inspection-00000000000000000001', seq: 1 };
const noCheck = () => undefined;

/** What a form lets through at its edges, by the kind of what usually stands there. */
function extremesOf(value: Json): Json[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [0, -1, 1, 366, 36_500, 2 ** 31, 2 ** 53 - 1, 0.5];
  if (Array.isArray(value)) return [[], [...value, ...value], ...(value.length > 0 ? [Array.from({ length: 60 }, () => value[0] as Json)] : [])];
  if (typeof value !== 'string') return [];
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return ['1992-01-01', '1999-12-31', '2003-12-31', '2026-02-28', '2027-02-15', '2028-02-29', '2099-12-31', '9999-12-31', '0001-01-01'];
  if (/^\d+(\.\d+)?$/.test(value)) return ['0', '0.00', '0.01', '999999999999', '99999999999999999999', '1e9', '-1'];
  return ['x', '\u202e倒', '__proto__', 'constructor', '未经'.repeat(400), idOf('unitHead'), idOf('handlerB'), 'officer-nobody'];
}

/** The body with one of its leaves changed, whichever it is, however deep. */
function* changed(body: Json): Generator<Json> {
  for (const extreme of extremesOf(body)) yield extreme;
  if (typeof body !== 'object' || body === null) return;
  for (const [key, inner] of Object.entries(body)) {
    for (const other of changed(inner as Json)) yield Array.isArray(body) ? body.with(Number(key), other) : { ...body, [key]: other };
  }
}

/** The file on its straight path after so many acts; each world is a copy that a try may spoil. */
function along(kit: Kit): { world: MemoryWorld; fileId: string }[] {
  const world = new MemoryWorld(noon(kit.from), noCheck);
  const fileId = `${kit.type}-0123456789abcdef0123`;
  const { opening } = kit;
  if ('event' in opening) world.tell({ fileId, name: opening.event, payload: opening.payload, occurredOn: kit.from, source: { ...source, n: 1 } });
  else world.act(fileId, opening);
  if (kit.hasAnother && 'event' in opening) world.tell({ fileId: `${kit.type}-0123456789abcdef0124`, name: opening.event, payload: opening.payload, occurredOn: kit.from, source: { ...source, n: 3 } });
  const stops = [{ world: copyOf(world), fileId }];
  for (const [person, action, days] of kit.path) {
    world.pass(noon(addDays(shanghaiDate(world.at), days)));
    const record = world.files.get(fileId)?.record;
    if (!record) throw new Error(`${fileId} was not opened`);
    if (person === 'event') world.tell({ fileId, name: action, payload: kit.events[action] ?? {}, occurredOn: shanghaiDate(world.at), source: { ...source, n: 2 } });
    else world.act(fileId, { person, action, body: kit.usual(action, person, record, shanghaiDate(world.at), world.others(fileId)) });
    stops.push({ world: copyOf(world), fileId });
  }
  return stops;
}

function copyOf(world: MemoryWorld): MemoryWorld {
  const copy = new MemoryWorld(world.at, noCheck);
  for (const [id, { record, process, runs }] of world.files) copy.files.set(id, { record, process, runs: [...runs] });
  return copy;
}

/**
 * A step that throws is tried again for ever, and its sender never hears more than OUTCOME_UNKNOWN: so the law must have an answer to
 * whatever its own form lets through. Each act that is open on the straight path of each file, with one value of its body at an edge.
 */
describe('an act whose body fits its form is answered, whatever values it holds', () => {
  test.for(kits.map((kit) => [kit.type, kit] as const))('%s', { timeout: 240_000 }, ([, kit]) => {
    const { chart, actions } = fileDefinition(kit.type);
    const fell: string[] = [];
    let tried = 0;
    let accepted = 0;
    const tryAll = (world: MemoryWorld, fileId: string, person: Person, action: string, usual: JsonObject) => {
      for (const body of [usual, ...changed(usual)]) {
        if (!actions[action]?.input.safeParse(body).success) continue;
        tried += 1;
        const copy = copyOf(world);
        try {
          const answer = copy.act(fileId, { person, action, body: body as JsonObject });
          if (answer.accepted) accepted += 1;
          else if (!(answer.code in errors)) fell.push(`${action}: code ${answer.code}`);
          // and what it leads to on the days that follow
          if (answer.accepted) copy.pass(noon(addDays(shanghaiDate(world.at), 400)));
        } catch (error) {
          fell.push(`${action} of ${JSON.stringify(body).slice(0, 300)}: ${(error as Error).message.slice(0, 200)}`);
        }
      }
    };
    if ('action' in kit.opening) tryAll(new MemoryWorld(noon(kit.from), noCheck), `${kit.type}-0123456789abcdef0123`, kit.opening.person, kit.opening.action, kit.opening.body);
    for (const { world, fileId } of along(kit)) {
      const { record } = world.files.get(fileId) ?? {};
      if (!record) throw new Error(fileId);
      const day = shanghaiDate(world.at);
      for (const action of openActs(chart, record.stage)) {
        const [person] = ableTo(actions[action]?.roles ?? []);
        if (person !== undefined) tryAll(world, fileId, person, action, kit.usual(action, person, record, day, world.others(fileId)));
      }
      for (const action of openCommonActs(chart, record.stage)) {
        const [person] = ableTo(actions[action]?.roles ?? []);
        if (person !== undefined) tryAll(world, fileId, person, action, usualOfCommon(action, record, day, 1));
      }
    }
    expect(fell.slice(0, 20)).toEqual([]);
    expect(tried).toBeGreaterThan(40);
    expect(accepted).toBeGreaterThan(10);
    console.log(`${kit.type}: ${tried} bodies, ${accepted} accepted`);
  });
});
