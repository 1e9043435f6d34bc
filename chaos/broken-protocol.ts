import type { CheckName } from './audit/finding.ts';
import { killPart } from './faults/parts.ts';
import { isGreen, runScenario, type Row } from './run-scenario.ts';
import type { Pace, Scenario } from './scenario.ts';
import { pointScenarios } from './scenarios/points.ts';
import type { ChaosWorld } from './world.ts';

/** The same crash that the product survives, with take-in switched off: the row is good if the audit notices. */
export interface BrokenRow {
  readonly row: Row;
  readonly noticedBy: readonly CheckName[];
  /** Noticed, by the check that is there for it. */
  readonly isNoticed: boolean;
}

const name = 'at every point of a step: worker and Temporal killed';

/** Puts workers without take-in in the place of the product's. The world is spoilt afterwards: its last row. @throws when the scenario is gone */
export async function runBrokenProtocol(world: ChaosWorld, pace: Pace): Promise<BrokenRow> {
  const sound = pointScenarios.find((scenario) => scenario.name === name);
  if (!sound) throw new Error(`no scenario ${name}`);
  const scenario: Scenario = { ...sound, name: 'take-in switched off on purpose', faults: `${sound.faults}; workers that never take in what another try wrote` };
  await killPart(world, 'workers');
  world.workerEntry = './without-take-in.ts';
  const row = await runScenario(world, scenario, { ...pace, restWithinMs: Math.min(pace.restWithinMs, 15_000) });
  const noticedBy = [...new Set(row.findings.map((finding) => finding.check))];
  return { row, noticedBy, isNoticed: !isGreen(row) && row.notReached === null && noticedBy.includes('processEqualsRecord') };
}
