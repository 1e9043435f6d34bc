import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileTypeOf } from '../../domain/ids.ts';
import { chooseHistories } from './choose-histories.ts';
import { keepFolderVariable, readHistories, savedHistoriesFolder, writeHistory } from './saved-histories.ts';

/**
 * `node test/replay/export-histories.ts`, once for each release: plays the workflow and protocol tests on the real engine, keeps
 * the history of every run, and saves a few that together show everything under `histories/<version>/`. Folders of released
 * versions are never written again: their cases are still open somewhere.
 */
const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8')) as { version: string };
const kept = mkdtempSync(join(tmpdir(), 'duban-histories-'));
const folders = ['test/protocol', 'test/workflows', 'test/clock'];
const { status } = spawnSync(process.execPath, [join('node_modules', 'vitest', 'vitest.mjs'), 'run', ...folders], { stdio: 'inherit', env: { ...process.env, [keepFolderVariable]: kept } });
if (status !== 0) throw new Error('the tests did not pass: nothing is saved');
const all = readHistories(kept);
rmSync(kept, { recursive: true });
const chosen = chooseHistories(all);
const target = join(savedHistoriesFolder, version);
rmSync(target, { recursive: true, force: true });
const counted = new Map<string, number>();
for (const history of chosen) {
  const type = fileTypeOf(history.workflowId);
  const n = (counted.get(type) ?? 0) + 1;
  counted.set(type, n);
  writeHistory(target, { ...history, name: `${type}-${n}` });
}
console.log(`${all.length} histories kept, ${chosen.length} saved under ${target}: ${JSON.stringify(Object.fromEntries(counted))}`);
