import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isGreen, type Row } from './run-scenario.ts';
import type { ChaosWorld } from './world.ts';

const mostHistories = 10;

/** Keeps what a row that is not whole leaves behind: findings, the whole record, and the histories of the files that are named. */
export async function keepEvidence(world: ChaosWorld, row: Row): Promise<void> {
  if (isGreen(row)) return;
  const { scenario, findings, notReached, audited } = row;
  const name = scenario.name.replaceAll(/[^A-Za-z0-9]+/g, '-').slice(0, 60);
  const ids = [...new Set(findings.flatMap(({ what }) => what.match(/\b(?:inspection|enforcementCase)-[0-9a-f]{20}/g) ?? []))].slice(0, mostHistories);
  const histories = await Promise.all(ids.map(async (id) => [id, await world.client.workflow.getHandle(id).fetchHistory().catch(String)] as const));
  const evidence = { scenario: scenario.name, notReached, findings, snapshot: audited.snapshot, histories: Object.fromEntries(histories) };
  writeFileSync(join(world.options.folder, `evidence-${name}.json`), JSON.stringify(evidence, null, 1));
}
