import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KnownNames } from '../domain/rules/check-rule-set.ts';
import type { Law } from '../domain/rules/law.ts';

/** What decides how the law is read and checked, beside the files of the law themselves. */
const readers = ['law/*.ts', 'domain/rules/*.ts', 'domain/roles.ts', 'domain/time/local-date.ts', 'package-lock.json'];

/**
 * The law as `readLaw` gives it. Reading a quarter of a megabyte of YAML and checking it takes some 200 ms, in every process and every test file; what
 * was read and checked once is kept under node_modules/.cache, under a hash of all that the answer follows from. A cache that cannot be
 * written or does not hold JSON is no cache.
 */
export async function readLawOnce(folder: string, known: Omit<KnownNames, 'triggerEvents'>): Promise<Law> {
  const root = join(folder, '..');
  const hash = createHash('sha256').update(JSON.stringify(known));
  for (const file of [...globSync('law/**/*.yaml', { cwd: root }), ...globSync(readers, { cwd: root })].toSorted()) hash.update(`${file}\n`).update(readFileSync(join(root, file)));
  const cache = join(root, 'node_modules', '.cache', 'duban');
  const path = join(cache, `law-${hash.digest('hex')}.json`);
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Law;
  } catch {
    // not read before, or not readable
  }
  const { readLaw } = await import('./read-law.ts');
  const law = readLaw(folder, known);
  try {
    mkdirSync(cache, { recursive: true });
    // whole or not at all, whoever else writes the same
    const own = `${path}.${process.pid}`;
    writeFileSync(own, JSON.stringify(law));
    renameSync(own, path);
    // what an older text gave; a process that still wants it reads the text again
    for (const old of globSync('law-*.json', { cwd: cache })) if (join(cache, old) !== path) rmSync(join(cache, old), { force: true });
  } catch {
    // a read-only installation reads it each time
  }
  return law;
}
