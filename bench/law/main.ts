import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openBenchWorld, type BenchWorld } from '../bench-world.ts';
import { printFigures, type Figure } from '../figures.ts';
import { rows } from './rows.ts';

/** `npm run bench:law [-- --json FILE --only dates,calculate]`: how fast the law is, beside a day-by-day count in the same run. */
const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } });
const asked = values.only?.split(',') ?? Object.keys(rows);
const unknown = asked.filter((name) => !(name in rows));
if (unknown.length > 0) {
  console.error(`没有这样的项目 / no such row: ${unknown.join(', ')} (${Object.keys(rows).join(', ')})`);
  process.exit(2);
}

let opened: Promise<BenchWorld> | undefined;
const bench = { world: () => (opened ??= openBenchWorld()) };
const figures: Figure[] = [];
try {
  for (const name of asked) figures.push(...((await rows[name]?.(bench)) ?? []));
} finally {
  await (await opened?.catch(() => undefined))?.close();
}
printFigures(figures);
if (values.json) writeFileSync(values.json, `${JSON.stringify({ measuredAt: new Date().toISOString(), figures }, null, 2)}\n`);
process.exit();
