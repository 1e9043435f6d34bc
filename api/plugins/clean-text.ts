import fp from 'fastify-plugin';
import { pointer } from '../errors/field-errors.ts';
import { ApiProblem } from '../errors/problem.ts';

/** Deeper than any body of ours, and shallow enough for every reader after us. */
const deepest = 32;

/**
 * Refuses what JSON can carry but PostgreSQL cannot keep: NUL characters and halves of surrogate pairs, in keys and values alike;
 * and nesting without end.
 */
export const cleanText = fp(
  async (app) => {
    app.addHook('preValidation', async (request) => {
      const bad = unusablePath(request.body);
      if (bad) throw new ApiProblem('UNUSABLE_TEXT', { field: pointer(bad) });
      const badParameter = unusablePath(request.query);
      if (badParameter) throw new ApiProblem('INVALID_PARAMETER', { field: String(badParameter[0] ?? '') });
    });
  },
  { name: 'clean-text', fastify: '5.x' },
);

/** Path of the first unusable text or too deep a value; null when all is well. Without recursion: depth is the caller's choice. */
function unusablePath(body: unknown): PropertyKey[] | null {
  const waiting: { value: unknown; path: PropertyKey[] }[] = [{ value: body, path: [] }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, path } = next;
    if (typeof value === 'string' && !isUsable(value)) return path;
    if (typeof value !== 'object' || value === null) continue;
    if (path.length >= deepest) return path;
    for (const [key, inner] of Object.entries(value)) {
      if (!isUsable(key)) return path;
      if (typeof inner === 'string' ? !isUsable(inner) : typeof inner === 'object' && inner !== null) waiting.push({ value: inner, path: [...path, key] });
    }
  }
  return null;
}

function isUsable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}
