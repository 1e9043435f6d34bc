import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ABLATIONS, CONVENIENCES } from '../../model/ablations.ts';
import { MECHANISM_NAMES } from '../../model/mechanisms.ts';
import { runScenario } from '../../model/scenarios.ts';

describe('each mechanism of the step protocol is needed', () => {
  it.each(ABLATIONS)('without $without, $breaks breaks in scenario $scenario', ({ without, scenario, faults, breaks }) => {
    const result = runScenario(scenario, { without: [without], faults, only: breaks });
    expect(result.broken).toBe(breaks);
    expect(result.trace.length).toBeGreaterThan(0);
  }, 60_000);

  it('has a line for every mechanism', () => {
    const named = new Set([...ABLATIONS, ...CONVENIENCES].map((a) => a.without));
    expect(MECHANISM_NAMES.filter((name) => !named.has(name))).toEqual([]);
  });

  it('each has a test of the product itself, whose title begins with its name', () => {
    const titles = globSync('test/**/*.test.ts', { exclude: (name) => name.startsWith('test/model') }).flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\btest\('((?:[a-z-]+, )*[a-z-]+): /g)].map(([, names]) => names));
    const named = new Set(titles.flatMap((names) => (names ?? '').split(', ')));
    expect(MECHANISM_NAMES.filter((name) => ABLATIONS.some(({ without }) => without === name) && !named.has(name))).toEqual([]);
  });

  it('tells the shortest story: without the conditional write a frozen step applies a submission again', () => {
    const { trace } = runScenario('crashes', { without: ['conditional-write'], faults: 1, only: 'applied-once' });
    expect(trace).toHaveLength(7);
    expect(trace.at(-1)).toBe('a frozen step (act k1, expect 2) wakes at WRITE: writes extend (k1, legal 0)');
  });
});
