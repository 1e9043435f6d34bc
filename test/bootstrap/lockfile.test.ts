import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Entry {
  version?: string;
  optionalDependencies?: Record<string, string>;
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Entry> };

/** Whether a package at `path` finds `name`, looking upwards as Node does. */
function isLocked(path: string, name: string): boolean {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    if (packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`]?.version !== undefined) return true;
    if (folder === '') return false;
  }
}

test('package-lock.json names every optional package, those of other platforms too: otherwise `npm ci` refuses it in a fresh clone', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies }]) =>
    Object.keys(optionalDependencies ?? {}).filter((name) => !isLocked(path, name)).map((name) => `${name} (wanted by ${path})`));
  // A registry that lacks some platforms' packages makes npm leave them out without a word: node bootstrap/complete-lockfile.mjs adds them.
  expect(missing).toEqual([]);
});

test('every locked package has a version', () => {
  expect(Object.entries(packages).filter(([path, { version }]) => path !== '' && version === undefined).map(([path]) => path)).toEqual([]);
});
