import type { HistoryEvent } from './saved-histories.ts';

/** The decoded JSON of every payload below an event: arguments, results, summaries, markers. */
export function payloadsOf(event: HistoryEvent): unknown[] {
  const found: unknown[] = [];
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('metadata' in value && 'data' in value && typeof value.data === 'string') {
      const text = Buffer.from(value.data, 'base64').toString('utf8');
      found.push(text === '' ? null : JSON.parse(text));
    } else {
      for (const part of Object.values(value)) look(part);
    }
  };
  look(event);
  return found;
}

/** Every string in a payload, keys included. */
export function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([key, part]) => [key, ...stringsIn(part)]);
  return [];
}
