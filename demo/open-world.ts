import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeAbandonedTestFolders, TEST_FOLDER_PREFIX, writeOwner } from '../servers/abandoned-tests.ts';
import { chooseFreePorts } from '../servers/ports.ts';
import { openDataFolder } from '../servers/data-folder.ts';
import { livingSupervisor, readRunState } from '../servers/run-state.ts';
import { waitUntil } from '../servers/wait-until.ts';
import { SetupError } from '../servers/setup-error.ts';

/** A rehearsal to tell stories in: the one that runs, or one of the demo's own. */
export interface DemoWorld {
  /** Address of the REST API. */
  readonly api: string;
  readonly isOwn: boolean;
  close(): Promise<void>;
}

const root = join(import.meta.dirname, '..');
/** The first start on a machine may build the engine. */
const longestStartMs = 1_200_000;

/** Address of the running `npm start` of this checkout; undefined where nothing runs. One that is just starting is waited for. */
export async function runningWorld(): Promise<string | undefined> {
  const path = process.env['DUBAN_DATA'] || join(root, '.duban');
  if (!existsSync(path)) return undefined;
  const folder = openDataFolder(path);
  return waitUntil(() => {
    const state = readRunState(folder);
    if (livingSupervisor(state) === undefined || state?.phase === 'stopping') return { address: undefined };
    return state?.phase === 'ready' ? { address: state.address } : undefined;
  }, { timeoutMs: longestStartMs, onTimeout: notReady }).then(({ address }) => address);
}

/** Beginning of the name of the folder of a world of the demo's own. */
export const ownWorldPrefix = `${TEST_FOLDER_PREFIX}world-`;

/** Takes the running world, or starts one on a folder of its own, which `close` removes again. */
export async function openWorld(): Promise<DemoWorld> {
  const running = await runningWorld();
  return running === undefined ? startOwnWorld() : { api: running, isOwn: false, close: async () => undefined };
}

/** Starts a world on a folder of its own under the temporary folder; `close` removes it. */
export async function startOwnWorld(): Promise<DemoWorld & { readonly data: string }> {
  // a demo that was killed could not remove its folder; its servers ended with it
  await removeAbandonedTestFolders();
  const place = realpathSync(mkdtempSync(join(tmpdir(), ownWorldPrefix)));
  writeOwner(place);
  const data = join(place, 'world');
  const folder = openDataFolder(data);
  const started = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'servers', 'start.ts'), '--new-ports'], {
    env: ownEnvironment({ DUBAN_DATA: data, DUBAN_PORT: String((await chooseFreePorts()).postgres) }),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  started.stderr.pipe(process.stderr);
  const ended = once(started, 'exit');
  const close = async () => {
    // nobody needs to be told how a world is taken down that nobody started
    started.stderr.unpipe(process.stderr).resume();
    started.kill('SIGTERM');
    await ended;
    rmSync(place, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void close().then(() => process.exit(130)));
  try {
    const api = await waitUntil(() => {
      if (started.exitCode !== null) throw new SetupError('PART_DIED', '演示的环境未能启动，原因见上。', 'The world of the demo did not start; the reason is above.');
      const state = readRunState(folder);
      return state?.phase === 'ready' ? state.address : undefined;
    }, { timeoutMs: longestStartMs, onTimeout: notReady });
    return { api, isOwn: true, data, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Embedded servers only, whatever the shell names; and a world that ends with this process, even when that is killed. */
function ownEnvironment(values: Record<string, string>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(DATABASE|TEMPORAL)_/.test(name));
  return { ...Object.fromEntries(inherited), TZ: 'UTC', DUBAN_HOST: '127.0.0.1', DUBAN_BOOTSTRAP_PID: String(process.pid), DUBAN_STARTED_AT: String(Date.now()), DUBAN_LOG_LEVEL: 'warn', ...values };
}

function notReady(): SetupError {
  return new SetupError('TIMED_OUT', '环境未能按时就绪。', 'The world did not get ready in time.');
}
