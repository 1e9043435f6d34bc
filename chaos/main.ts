import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { printRow, printSummary, writeReport } from './report.ts';
import { isGreen, runScenario, type Row } from './run-scenario.ts';
import { longPace, shortPace } from './scenario.ts';
import { scenarios } from './scenarios/all.ts';
import { createChaosWorld } from './world.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string' }, short: { type: 'boolean', default: false }, only: { type: 'string' }, list: { type: 'boolean', default: false }, files: { type: 'string', default: '40' } },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const chosen = scenarios.filter((scenario) => (values.only === undefined ? !values.short || scenario.isShort : scenario.name.includes(values.only)));
if (values.list) {
  for (const scenario of chosen) console.log(scenario.name);
  process.exit(0);
}
const folder = mkdtempSync(join(tmpdir(), 'duban-chaos-'));
console.log(`崩溃表 / crash table: seed ${seed}, ${chosen.length} rows; logs in ${folder}`);
const world = await createChaosWorld({ seed, files: Number(values.files), people: 6, workers: 2, apis: 2, folder, scanSeconds: 2, historyLimit: 60 });
const rows: Row[] = [];
try {
  for (const scenario of chosen) {
    const row = await runScenario(world, scenario, values.short ? shortPace : longPace);
    rows.push(row);
    printRow(row);
    if (row.findings.some((finding) => finding.when === 'never')) break;
  }
} finally {
  await world.close();
}
const isWhole = printSummary(rows, { seed, folder });
if (values.only === undefined && !values.short) writeReport(rows, { seed });
process.exit(isWhole && rows.length === chosen.length && rows.every(isGreen) ? 0 : 1);
