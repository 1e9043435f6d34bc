import type { State } from './state.ts';

const PARTS = ['db', 'engine', 'task', 'frozen', 'callers', 'env', 'backup'] as const;
const WIDTH = PARTS.length;
const FIRST_ROOM = 1 << 16;

/**
 * Keeps every state met, exactly (no lossy hashing), with the state it was first reached from. Each distinct part is kept once;
 * a state is seven integers. Numbers are given in the order of arrival, so a breadth-first search walks them from 0 up.
 */
export interface StateStore {
  /** The number of the state; a new one if it was never met. `from` is the state that it was reached from, -1 for the first. */
  readonly put: (s: State, from: number) => number;
  readonly load: (id: number) => State;
  readonly parentOf: (id: number) => number;
  readonly depthOf: (id: number) => number;
  readonly count: () => number;
}

interface PartTable {
  readonly byText: Map<string, number>;
  readonly parts: unknown[];
}

export function createStateStore(): StateStore {
  const idOfObject = new WeakMap<object, number>();
  const tables: PartTable[] = PARTS.map(() => ({ byText: new Map(), parts: [] }));
  // a backup is a database of before
  const tableOf = (slot: number): PartTable => tables[slot === 6 ? 0 : slot] as PartTable;

  function intern(slot: number, part: object | null): number {
    if (part === null) return 0;
    const known = idOfObject.get(part);
    if (known !== undefined) return known;
    const text = JSON.stringify(part);
    const table = tableOf(slot);
    let id = table.byText.get(text);
    if (id === undefined) {
      id = table.parts.push(part);
      table.byText.set(text, id);
    }
    idOfObject.set(part, id);
    return id;
  }

  let room = FIRST_ROOM;
  let states = new Int32Array(room * WIDTH);
  let parent = new Int32Array(room);
  let depth = new Int32Array(room);
  let slots = new Int32Array(room * 2);
  let count = 0;
  const tuple = new Int32Array(WIDTH);

  function hash(numbers: Int32Array, offset: number): number {
    let h = 0x811c9dc5;
    for (let k = 0; k < WIDTH; k++) {
      h = Math.imul(h ^ (numbers[offset + k] as number), 0x01000193);
      h ^= h >>> 15;
    }
    return (Math.imul(h, 0x9e3779b1) >>> 0) % slots.length;
  }
  const isSame = (id: number): boolean => {
    for (let k = 0; k < WIDTH; k++) if (states[id * WIDTH + k] !== tuple[k]) return false;
    return true;
  };
  function freeSlot(from: number): number {
    let h = from;
    while (slots[h]) h = h + 1 === slots.length ? 0 : h + 1;
    return h;
  }
  function grow(): void {
    const larger = (old: Int32Array, size: number): Int32Array<ArrayBuffer> => {
      const array = new Int32Array(size);
      array.set(old);
      return array;
    };
    room *= 2;
    states = larger(states, room * WIDTH);
    parent = larger(parent, room);
    depth = larger(depth, room);
    slots = new Int32Array(room * 2);
    for (let id = 0; id < count; id++) slots[freeSlot(hash(states, id * WIDTH))] = id + 1;
  }

  return {
    put(s, from) {
      for (let k = 0; k < WIDTH; k++) tuple[k] = intern(k, s[PARTS[k] as (typeof PARTS)[number]]);
      let h = hash(tuple, 0);
      for (; slots[h]; h = h + 1 === slots.length ? 0 : h + 1) if (isSame((slots[h] as number) - 1)) return (slots[h] as number) - 1;
      if (count === room) {
        grow();
        h = freeSlot(hash(tuple, 0));
      }
      states.set(tuple, count * WIDTH);
      parent[count] = from;
      depth[count] = from < 0 ? 0 : (depth[from] as number) + 1;
      slots[h] = count + 1;
      return count++;
    },
    load(id) {
      const part = (k: number): unknown => {
        const number = states[id * WIDTH + k] as number;
        return number ? tableOf(k).parts[number - 1] : null;
      };
      return Object.fromEntries(PARTS.map((name, k) => [name, part(k)])) as unknown as State;
    },
    parentOf: (id) => parent[id] as number,
    depthOf: (id) => depth[id] as number,
    count: () => count,
  };
}
