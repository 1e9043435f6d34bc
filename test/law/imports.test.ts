import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** The files that a file imports for what they do; types alone leave nothing behind. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/^(?:import|export)\s+(?!type\b)[^;]*?from\s+'([^']+)'/gm)].map(([, path = '']) => path);
}

function reachedFrom(start: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const todo = [...start];
  for (let file = todo.pop(); file !== undefined; file = todo.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const path of importsOf(file)) {
      const found = path.startsWith('.') ? resolve(dirname(file), path) : null;
      if (found === null) seen.add(path);
      else if (found.endsWith('.ts') && existsSync(found)) todo.push(found);
    }
  }
  return new Set([...seen].map((one) => (one.startsWith('/') ? relative(root, one) : one)));
}

describe('who imports whom', () => {
  test('the law is handed in: neither the domain nor the workflows import its folder', () => {
    const files = globSync(['domain/**/*.ts', 'workflows/**/*.ts'], { cwd: root });
    expect(files.length).toBeGreaterThan(100);
    const bad = files.filter((file) => importsOf(join(root, file)).some((path) => path === 'yaml' || /(^|\/)law\/(?!law\.ts)/.test(path)));
    expect(bad).toEqual([]);
  });

  test('nothing of the catalogue, and no zod, comes into the workflow bundle', () => {
    const reached = reachedFrom(globSync('workflows/**/*.ts', { cwd: root }).map((file) => join(root, file)));
    expect([...reached].some((file) => file.startsWith('domain/charts/'))).toBe(true);
    expect([...reached].filter((file) => /^(law|domain\/(criteria|deadlines|calendar))\//.test(file) || ['yaml', 'zod'].includes(file))).toEqual([]);
    expect([...reached].filter((file) => /^domain\/rules\/(find-rule|resolve-profile|check-)/.test(file))).toEqual([]);
  });
});
