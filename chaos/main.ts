import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runBrokenProtocol, type BrokenRow } from './broken-protocol.ts';
import { keepEvidence } from './evidence.ts';
import { printRow, printSummary, writeReport } from './report.ts';
import { isGreen, runScenario, type Row } from './run-scenario.ts';
import { longPace, shortPace } from './scenario.ts';
import { scenarios } from './scenarios/all.ts';
import { createChaosWorld } from './world.ts';

const { values } = parseArgs({
  options: {
    /** Chooses who does what, and where chance strikes. */
    seed: { type: 'string' },
    /** The form that is part of `npm test`. */
    short: { type: 'boolean', default: false },
    /** Rows whose name contains this. */
    only: { type: 'string' },
    list: { type: 'boolean', default: false },
    /** Inspections kept open. */
    files: { type: 'string', default: '40' },
  },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const ofForm = scenarios.filter((scenario) => (values.short ? scenario.isShort : scenario.isLong !== false));
const chosen = values.only === undefined ? ofForm : scenarios.filter((scenario) => scenario.name.includes(values.only ?? ''));
if (values.list) {
  for (const scenario of chosen) console.log(scenario.name);
  process.exit(0);
}
const pace = values.short ? shortPace : longPace;
const folder = mkdtempSync(join(tmpdir(), 'duban-chaos-'));
console.log(`崩溃表 / crash table: seed ${seed}, ${chosen.length} rows; every answer and the logs of all processes in ${folder}`);
const world = await createChaosWorld({ seed, files: Number(values.files), people: 8, workers: 2, apis: 2, folder, scanSeconds: 2, historyLimit: 60 });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void world.close().finally(() => process.exit(130)));
const rows: Row[] = [];
let broken: BrokenRow | undefined;
try {
  for (const scenario of chosen) {
    const row = await runScenario(world, scenario, pace);
    rows.push(row);
    printRow(row);
    await keepEvidence(world, row);
    // what is broken for good would be found again in every row
    if (row.findings.some((finding) => finding.when === 'never')) break;
  }
  if (values.only === undefined && rows.every(isGreen)) {
    broken = await runBrokenProtocol(world, pace);
    console.log(`${broken.isNoticed ? '✓' : '✗'} ${broken.row.scenario.name}: ${broken.isNoticed ? 'noticed' : 'NOT noticed'} by ${broken.noticedBy.join(', ') || 'nobody'}`);
  }
} finally {
  await world.close();
}
const isWhole = printSummary(rows, { seed, folder }) && rows.length === chosen.length && (values.only !== undefined || broken?.isNoticed === true);
if (values.only === undefined && !values.short) writeReport(rows, broken, { seed });
process.exit(isWhole ? 0 : 1);
