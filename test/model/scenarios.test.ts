import { describe, expect, it } from 'vitest';
import { CONVENIENCES } from '../../model/ablations.ts';
import { runScenario, SCENARIO_NAMES, SCENARIOS } from '../../model/scenarios.ts';

const MINUTE = 60_000;

describe('the step protocol, explored within small bounds', () => {
  it.each(SCENARIO_NAMES.map((name) => ({ name, about: SCENARIOS[name].about })))('holds in scenario $name ($about)', ({ name }) => {
    const result = runScenario(name, { small: true });
    expect(result.trace).toEqual([]);
    expect(result.broken).toBeNull();
    expect(result.isExhausted).toBe(true);
  }, MINUTE);

  it.each(CONVENIENCES)('still holds in scenario $scenario without $without, which is there for speed or a clearer answer', ({ without, scenario }) => {
    const result = runScenario(scenario, { small: true, without: [without] });
    expect(result.trace).toEqual([]);
    expect(result.isExhausted).toBe(true);
  }, MINUTE);

  it('does not call a space exhausted that it left early', () => {
    const result = runScenario('crashes', { small: true, atMostStates: 1000 });
    expect(result).toMatchObject({ broken: null, isExhausted: false });
  });
});
