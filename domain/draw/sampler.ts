import { createHash } from 'node:crypto';
import { DrawError } from './draw-error.ts';

/** Told with every draw, so that a later method does not pass for this one. */
export const samplerVersion = 'consistent-sampler/1';

/** An object with its ticket: a decimal fraction between 0 and 1, as text. */
export type Ticket = { readonly id: string; readonly ticket: string };

/** What is drawn, lowest ticket first, and who comes next where one falls away. */
export interface Sample {
  readonly drawn: readonly Ticket[];
  readonly replacements: readonly Ticket[];
}

/**
 * The ticket of an object, as in Rivest's consistent_sampler: "0." and the decimal digits, in reverse order, of the integer
 * SHA-256(hex(SHA-256(seed)) + id), padded with zeros to at least 64 digits before reversing. It depends on nothing but id and seed.
 */
export function ticketOf(id: string, seed: string): string {
  return ticketFor(id, sha256(seed));
}

/**
 * Every object with its ticket, in the order in which they are drawn: tickets compared as strings, ties by id.
 * @throws DrawError DUPLICATE_ID
 */
export function orderByTicket(ids: readonly string[], seed: string): Ticket[] {
  if (new Set(ids).size !== ids.length) throw new DrawError('DUPLICATE_ID', '名录中有重复的对象 · an object stands in the frame twice');
  const hashedSeed = sha256(seed);
  return ids.map((id) => ({ id, ticket: ticketFor(id, hashedSeed) })).sort(byTicket);
}

/**
 * Draws `n` objects without putting any back; all of them where there are fewer.
 * @throws DrawError DUPLICATE_ID, BAD_COUNT
 */
export function drawSample(ids: readonly string[], seed: string, n: number): Sample {
  if (!Number.isInteger(n) || n < 0) throw new DrawError('BAD_COUNT', `抽取数量须为非负整数 · not a number of objects: ${n}`);
  const ordered = orderByTicket(ids, seed);
  return { drawn: ordered.slice(0, n), replacements: ordered.slice(n) };
}

/** The order of a draw. */
export function byTicket(a: Ticket, b: Ticket): number {
  return compareText(a.ticket, b.ticket) || compareText(a.id, b.id);
}

/** By code units: the same everywhere, whatever the language of the machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Hex of SHA-256 over the UTF-8 bytes. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

function ticketFor(id: string, hashedSeed: string): string {
  const digits = BigInt(`0x${sha256(hashedSeed + id)}`).toString().padStart(64, '0');
  return `0.${[...digits].reverse().join('')}`;
}
