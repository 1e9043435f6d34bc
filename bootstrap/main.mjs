import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generatePrismaClient, isPrismaClientCurrent } from './prisma-client.mjs';
import { installPackages, isInstalled, nodeProgram } from './packages.mjs';
import { runProgram } from './run-program.mjs';
import { withLock } from './lock.mjs';
import { failure } from './say.mjs';

/** Root of the checkout. DUBAN_ROOT is for the tests of this folder. */
const root = process.env.DUBAN_ROOT ?? dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Brings what is missing (packages, generated database client), then runs a TypeScript file with the Node that the packages bring.
 * @param {string[]} argv file to run and its arguments
 */
export async function run(argv) {
  const startedAt = Date.now();
  const [script, ...args] = argv;
  if (script === undefined) throw failure('用法：node bootstrap/run.mjs 文件.ts [参数]', 'Usage: node bootstrap/run.mjs FILE.ts [arguments]');
  await prepare();
  const file = resolve(root, script);
  if (!existsSync(file)) throw failure(`没有这个文件：${script}`, `No such file: ${script}`);
  await runProgram(nodeProgram(root), [file, ...args], {
    ...process.env,
    // Workflow code may follow the zone of its process; every part of Duban runs in UTC and counts days in Asia/Shanghai itself.
    TZ: 'UTC',
    PATH: [join(root, 'node_modules', 'node', 'bin'), join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(':'),
    DUBAN_BOOTSTRAP_PID: String(process.pid),
    DUBAN_STARTED_AT: String(startedAt),
  });
}

async function prepare() {
  const isReady = () => isInstalled(root) && isPrismaClientCurrent(root);
  if (isReady()) return;
  // Two commands started at once in a fresh clone: the second waits, and then finds everything there.
  await withLock(root, async () => {
    if (!isInstalled(root)) await installPackages(root);
    if (!isPrismaClientCurrent(root)) await generatePrismaClient(root);
  });
}
