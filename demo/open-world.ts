import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/** The world of a running `npm start` on this checkout; undefined where none is ready. */
export function runningWorld(): string | undefined {
  const state = readRunState(openDataFolder(process.env['DUBAN_DATA'] ?? join(root, '.duban')));
  return livingSupervisor(state) !== undefined && state?.phase === 'ready' ? state.address : undefined;
}

/** Takes the running world, or starts one on a folder of its own, which `close` removes again. */
export async function openWorld(): Promise<DemoWorld> {
  const running = runningWorld();
  if (running !== undefined) return { api: running, isOwn: false, close: async () => undefined };
  const port = String((await chooseFreePorts()).postgres);
  const data = mkdtempSync(join(tmpdir(), 'duban-demo-'));
  const started = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'servers', 'start.ts'), '--new-ports'], {
    env: { ...process.env, TZ: 'UTC', DUBAN_DATA: data, DUBAN_PORT: port, DUBAN_REQUESTS_PER_MINUTE: '1000000', DUBAN_LOG_LEVEL: 'warn' }, stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(started, 'exit');
  const folder = openDataFolder(data);
  const close = async () => {
    started.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
  try {
    const api = await waitUntil(async () => {
      if (started.exitCode !== null) throw new SetupError('TIMED_OUT', '演练环境未能启动。', 'The world of the demo did not start.');
      const state = readRunState(folder);
      return state?.phase === 'ready' ? state.address : undefined;
    }, { timeoutMs: 600_000, onTimeout: () => new SetupError('TIMED_OUT', '演练环境未能按时启动。', 'The world of the demo did not get ready in time.') });
    return { api, isOwn: true, close };
  } catch (error) {
    await close();
    throw error;
  }
}
