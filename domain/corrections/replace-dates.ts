import type { JsonObject, Json } from '../json.ts';

/**
 * Facts with a date replaced where an act keeps its own date: at `notice.servedOn`, or at `evidence.*.on` in a list. Only what still is the old
 * date is replaced: another act of the same kind may have put its own there since.
 */
export function replaceDates(facts: JsonObject, paths: readonly string[], from: string, to: string): JsonObject {
  return paths.reduce<JsonObject>((changed, path) => replaceAt(changed, path.split('.'), from, to) as JsonObject, facts);
}

function replaceAt(value: Json | undefined, [name, ...rest]: readonly string[], from: string, to: string): Json | undefined {
  if (name === undefined) return value === from ? to : value;
  if (name === '*') return Array.isArray(value) ? value.map((item) => replaceAt(item, rest, from, to) ?? null) : value;
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !(name in value)) return value;
  return { ...value, [name]: replaceAt((value as JsonObject)[name], rest, from, to) } as JsonObject;
}
