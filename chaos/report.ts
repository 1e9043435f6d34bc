import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checks } from './audit/finding.ts';
import type { BrokenRow } from './broken-protocol.ts';
import { isGreen, type Row } from './run-scenario.ts';

const file = fileURLToPath(new URL('../docs/reliability.md', import.meta.url));
const begin = '<!-- crash table: begin (npm run chaos writes what stands here) -->';
const end = '<!-- crash table: end -->';

export function printRow(row: Row): void {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const { told, unheard, audited, notReached, tookMs } = row;
  console.log(`${isGreen(row) ? '✓' : '✗'} ${row.scenario.name}: ${told} told, ${unheard} unheard, rest after ${seconds(audited.restAfterMs)} (${seconds(tookMs)} in all)`);
  if (notReached !== null) console.log(`    not reached: ${notReached}`);
  for (const finding of row.findings.slice(0, 20)) console.log(`    ${finding.when} ${finding.check}: ${finding.what}`);
}

/** @returns whether every row is green */
export function printSummary(rows: readonly Row[], { seed, folder }: { seed: number; folder: string }): boolean {
  const bad = rows.filter((row) => !isGreen(row));
  const counts = rows.at(-1)?.audited.counts;
  console.log(`${rows.length - bad.length} of ${rows.length} rows green; ${JSON.stringify(counts)}`);
  if (bad.length > 0) console.log(`seed ${seed}; evidence in ${folder} (told.jsonl: every answer; one log a process)`);
  return bad.length === 0;
}

/** Puts the table between the markers of docs/reliability.md. */
export function writeReport(rows: readonly Row[], broken: BrokenRow | undefined, { seed }: { seed: number }): void {
  const counts = rows.at(-1)?.audited.counts;
  const lines = [
    begin,
    '',
    `${rows.filter(isGreen).length} of ${rows.length} rows whole, seed ${seed}. At the end of the run: ${counts?.files} files, ${counts?.entries} ledger entries (${counts?.rungs} of them due moments), ${counts?.effects} effects, ${counts?.submissions} submissions, ${counts?.told} answers heard or missed.`,
    '',
    '| scenario | faults | answers told | answers missed | at rest after | result |',
    '|---|---|---:|---:|---:|---|',
    ...rows.map((row) => `| ${row.scenario.name} | ${row.scenario.faults} | ${row.told} | ${row.unheard} | ${(row.audited.restAfterMs / 1000).toFixed(1)} s | ${isGreen(row) ? 'whole' : `**${row.notReached ?? row.findings[0]?.check ?? 'no rest'}**`} |`),
    ...(broken ? [`| ${broken.row.scenario.name} | ${broken.row.scenario.faults} | ${broken.row.told} | ${broken.row.unheard} | never | ${broken.isNoticed ? `noticed (${broken.noticedBy.join(', ')})` : '**not noticed**'} |`] : []),
    '',
    'Judged after every row, over the whole log of what callers were told and the whole record:',
    '',
    ...Object.entries(checks).map(([name, what]) => `- \`${name}\`: ${what}`),
    '',
    end,
  ].join('\n');
  const old = existsSync(file) ? readFileSync(file, 'utf8') : `# Reliability\n\n${begin}\n${end}\n`;
  const start = old.indexOf(begin);
  const stop = old.indexOf(end);
  writeFileSync(file, start < 0 || stop < start ? `${old.trimEnd()}\n\n${lines}\n` : old.slice(0, start) + lines + old.slice(stop + end.length));
}
