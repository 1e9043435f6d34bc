import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runBrokenProtocol } from '../../chaos/broken-protocol.ts';
import { keepEvidence } from '../../chaos/evidence.ts';
import { runScenario } from '../../chaos/run-scenario.ts';
import { shortPace } from '../../chaos/scenario.ts';
import { scenarios } from '../../chaos/scenarios/all.ts';
import { createChaosWorld, type ChaosWorld } from '../../chaos/world.ts';

/** The short form of `npm run chaos`: real processes, real servers of its own. The seed stands in every failure. */
const seed = Number(process.env['CHAOS_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const folder = mkdtempSync(join(tmpdir(), 'duban-chaos-'));
const evidence = `seed ${seed} (CHAOS_SEED), evidence in ${folder}`;

let world: ChaosWorld;
beforeAll(async () => {
  world = await createChaosWorld({ seed, files: 40, people: 8, workers: 2, apis: 2, folder, scanSeconds: 2, historyLimit: 60 });
}, 120_000);
afterAll(() => world?.close());

test.each(scenarios.filter((scenario) => scenario.isShort))(
  'the world is whole again after: $name',
  async (scenario) => {
    const row = await runScenario(world, scenario, shortPace);
    await keepEvidence(world, row);
    expect(row.notReached, evidence).toBeNull();
    expect(row.findings, evidence).toEqual([]);
    expect(row.audited.isAtRest, evidence).toBe(true);
  },
  240_000,
);

test('the audit notices workers that never take in what another try wrote', async () => {
  const { isNoticed, noticedBy } = await runBrokenProtocol(world, shortPace);
  expect(noticedBy, evidence).toContain('processEqualsRecord');
  expect(isNoticed, evidence).toBe(true);
}, 120_000);
