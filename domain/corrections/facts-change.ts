import type { Json, JsonObject } from '../json.ts';

/**
 * What an entry changed in the facts, and nothing else of them: the same places before and after it. Objects hold the keys that differ, lists the
 * elements that differ (a list that grew: those replaced first, then those added). It stands in the entry's text, so that the entry can be withdrawn.
 */
export interface FactsChange {
  readonly was: JsonObject;
  readonly is: JsonObject;
}

/** @param added facts that the entry adds or replaces */
export function changeOfFacts(before: JsonObject, added: JsonObject): FactsChange {
  const touched = Object.fromEntries(Object.keys(added).flatMap((key) => (before[key] === undefined ? [] : [[key, before[key]]])));
  return changeOfObjects(touched, added);
}

/**
 * The facts without what one entry changed in them, whatever others have added since.
 * @returns null where something later stands in the same place: it was built on the entry
 */
export function withoutChange(facts: JsonObject, { was, is }: FactsChange): JsonObject | null {
  const undone = undo(facts, was, is);
  return undone === builtUpon ? null : (undone as JsonObject);
}

function changeOfObjects(before: JsonObject, after: JsonObject): FactsChange {
  const was: Record<string, Json> = {};
  const is: Record<string, Json> = {};
  for (const key of keysOf(before, after)) {
    const change = changeOf(before[key], after[key]);
    if (change === null) continue;
    if (change.was !== undefined) was[key] = change.was;
    if (change.is !== undefined) is[key] = change.is;
  }
  return { was, is };
}

function changeOf(was: Json | undefined, is: Json | undefined): { readonly was: Json | undefined; readonly is: Json | undefined } | null {
  if (isSame(was, is)) return null;
  if (isObject(was) && isObject(is)) return changeOfObjects(was, is);
  if (isList(was) && isList(is) && was.length <= is.length) {
    const differs = (_: Json, at: number) => at >= was.length || !isSame(was[at], is[at]);
    return { was: was.filter(differs), is: is.filter(differs) };
  }
  return { was, is };
}

const builtUpon = Symbol('built upon');

function undo(current: Json | undefined, was: Json | undefined, is: Json | undefined): Json | undefined | typeof builtUpon {
  if (isObject(was) && isObject(is)) return isObject(current) ? undoObject(current, was, is) : builtUpon;
  const before = was === undefined && isList(is) ? [] : was;
  if (isList(before) && isList(is) && before.length <= is.length) {
    const list = isList(current) ? undoList(current, before, is) : builtUpon;
    return was === undefined && isList(list) && list.length === 0 ? undefined : list;
  }
  return isSame(current, is) ? was : builtUpon;
}

function undoObject(current: JsonObject, was: JsonObject, is: JsonObject): JsonObject | typeof builtUpon {
  const undone: Record<string, Json | undefined> = { ...current };
  for (const key of keysOf(was, is)) {
    const value = undo(current[key], was[key], is[key]);
    if (value === builtUpon) return builtUpon;
    if (value === undefined) delete undone[key];
    else undone[key] = value as Json;
  }
  return undone as JsonObject;
}

function undoList(current: readonly Json[], was: readonly Json[], is: readonly Json[]): Json[] | typeof builtUpon {
  const list = [...current];
  for (const [i, element] of is.entries()) {
    const at = list.findLastIndex((one) => isSame(one, element));
    if (at < 0) return builtUpon;
    list.splice(at, 1, ...was.slice(i, i + 1));
  }
  return list;
}

function keysOf(a: JsonObject, b: JsonObject): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}

function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** As PostgreSQL would see them: without regard to the order of keys, and what is undefined is not there. */
function isSame(a: Json | undefined, b: Json | undefined): boolean {
  if (isList(a) && isList(b)) return a.length === b.length && a.every((one, at) => isSame(one, b[at]));
  if (isObject(a) && isObject(b)) return keysOf(a, b).every((key) => isSame(a[key], b[key]));
  return a === b;
}
