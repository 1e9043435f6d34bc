import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseEnvironment } from '../config/environment.ts';
import { openDataFolder, type DataFolder } from './data-folder.ts';
import { lockFolder } from './folder-lock.ts';
import { sayOnTerminal } from './say.ts';
import { SetupError } from './setup-error.ts';
import { stopLeftOvers } from './stop-world.ts';

const REMOVED = '.removed';

/** `npm run reset`: empties the sample world, after asking. `--yes` answers. */
async function reset(args: string[]): Promise<number> {
  const environment = parseEnvironment();
  if (environment.database.appUrl !== undefined || environment.temporal.address !== undefined) {
    throw new SetupError(
      'BAD_ENVIRONMENT',
      '已设置 DATABASE_URL 或 TEMPORAL_ADDRESS：reset 只清空内置的示例世界，绝不清空您自己的数据库。',
      'DATABASE_URL or TEMPORAL_ADDRESS is set: reset empties the embedded sample world only, never a database of your own.',
    );
  }
  const path = environment.dataFolder ?? join(dirname(import.meta.dirname), '.duban');
  if (!existsSync(path)) {
    sayOnTerminal('没有数据，无需清空。', 'There are no data.');
    return 0;
  }
  const folder = openDataFolder(path);
  const lock = await lockFolder(folder, sayOnTerminal);
  try {
    if (!args.includes('--yes') && !(await isConfirmed(folder))) {
      sayOnTerminal('没有改动任何内容。', 'Nothing was changed.');
      return 1;
    }
    await stopLeftOvers(folder);
    empty(folder);
    sayOnTerminal('已清空。下一次 npm start 从新的示例世界开始。', 'Emptied. The next npm start begins with a new sample world.');
    return 0;
  } finally {
    lock.release();
  }
}

async function isConfirmed(folder: DataFolder): Promise<boolean> {
  sayOnTerminal(`将永久删除 ${folder.path} 中的全部案件、台账和账号。`, 'This deletes all files, the ledger and all accounts in it for ever.');
  if (!process.stdin.isTTY) {
    sayOnTerminal('没有终端可供询问；确认请加 --yes。', 'No terminal to ask on; add --yes to confirm.');
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await terminal.question('输入 yes 确认 / type yes to confirm: ')).trim() === 'yes';
  } finally {
    terminal.close();
  }
}

/** Renames first: a reset that is killed half-way leaves no half database where one is looked for. */
function empty(folder: DataFolder): void {
  for (const part of [folder.databaseFolder, folder.temporalFolder]) {
    if (existsSync(part)) renameSync(part, `${part}${REMOVED}-${Date.now()}`);
  }
  for (const name of readdirSync(folder.path).filter((candidate) => candidate.includes(REMOVED))) {
    rmSync(join(folder.path, name), { recursive: true, force: true });
  }
}

try {
  process.exitCode = await reset(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof SetupError ? error.message : error);
  process.exitCode = 1;
}
