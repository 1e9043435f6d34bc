import { z } from 'zod';
import { ApiProblem } from '../errors/problem.ts';

/** Where the next page goes on: opaque to callers, base64url of a small JSON array. */
export function encodeCursor(parts: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/**
 * Reads a cursor back; undefined gives null, the first page.
 * @throws ApiProblem CURSOR_INVALID for anything that this list did not give out
 */
export function decodeCursor<T>(schema: z.ZodType<T>, cursor: string | undefined): T | null {
  if (cursor === undefined) return null;
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new ApiProblem('CURSOR_INVALID', { field: 'cursor' });
  }
}

export const cursorInstant = z.iso.datetime().refine((text) => text >= '1992' && text < '9999');

/** Ids of files, tasks and the like: nothing that PostgreSQL could not compare. */
export const cursorId = z.string().regex(/^[A-Za-z0-9._-]{1,200}$/);

/** Query of every list. */
export const pageQuery = {
  cursor: z.string().max(400).regex(/^[A-Za-z0-9_-]*$/).optional().describe('上一页答复中的 nextCursor · `nextCursor` of the page before'),
  limit: z.string().regex(/^\d{1,3}$/).transform(Number).pipe(z.int().min(1).max(200)).default(50).describe('每页条数 1-200 · items a page'),
};

/** A page of a list: the items, and where the next page goes on. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable().describe('null:已到末页 · null: no further page') });
}

/** Cuts a list that was asked for one item more than the page holds. */
export function cutPage<T>(rows: readonly T[], limit: number, cursorOf: (last: T) => string): { rows: readonly T[]; nextCursor: string | null } {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return { rows: kept, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}
