import { join } from 'node:path';
import { parseEnvironment } from '../config/environment.ts';
import { MigrationError } from '../prisma/migration-error.ts';
import { openDataFolder, type DataFolder } from './data-folder.ts';
import { lockFolder } from './folder-lock.ts';
import { identityOf } from './processes/identity.ts';
import { signalProcess } from './processes/stop.ts';
import { clearRunState, writeRunState, type RunState } from './run-state.ts';
import { loadSample, type SampleLogin } from './sample-world.ts';
import { sayOnTerminal } from './say.ts';
import { SetupError } from './setup-error.ts';
import { stopWorld } from './stop-world.ts';
import { createSupervisor, type Supervisor } from './supervisor.ts';
import { startWorld, type World } from './world.ts';

/** What is run: the checkout and the files of our own parts in it, and the words of the command line. */
export interface RunOptions {
  root: string;
  workerEntry: string;
  apiEntry: string;
  arguments: string[];
}

const FLAGS = ['--stop', '--new-ports', '--take-over-record'];
/** A second Ctrl-C sooner than this is the same keystroke, passed on by npm. */
const REPEAT_MS = 1000;

/** Starts everything, keeps it running until told to stop, stops it in order. Returns the exit code; failures are told, not thrown. */
export async function runWorld(options: RunOptions): Promise<number> {
  // The terminal may be closed before we have stopped.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  try {
    const unknown = options.arguments.find((argument) => !FLAGS.includes(argument));
    if (unknown !== undefined) throw new SetupError('BAD_ENVIRONMENT', `不认识的参数 ${unknown}；可用：${FLAGS.join(' ')}`, `Unknown argument ${unknown}.`);
    const environment = parseEnvironment();
    const folder = openDataFolder(environment.dataFolder ?? join(options.root, '.duban'));
    if (options.arguments.includes('--stop')) return await stopWorld(folder, sayOnTerminal);
    return await runOn(folder, environment, options);
  } catch (error) {
    console.error(error instanceof SetupError || error instanceof MigrationError ? error.message : error);
    return 1;
  }
}

async function runOn(folder: DataFolder, environment: ReturnType<typeof parseEnvironment>, options: RunOptions): Promise<number> {
  const lock = await lockFolder(folder, sayOnTerminal);
  const state = startState(folder);
  const supervisor = createSupervisor(sayOnTerminal, () => {
    state.parts = supervisor.processes();
    writeRunState(folder, state);
  });
  const called = callsToStop(supervisor, state.startedBy);
  // only who hears a signal may be seen: `--stop` sends one to whoever stands here
  writeRunState(folder, state);
  let logins: SampleLogin[] = [];
  const starting = startWorld({
    ...options,
    environment,
    folder,
    supervisor,
    say: sayOnTerminal,
    chooseNewPorts: options.arguments.includes('--new-ports'),
    takeOverRecord: options.arguments.includes('--take-over-record'),
    afterMigration: async ({ ownerUrl, isEmbedded }) => {
      if (isEmbedded && ownerUrl !== undefined) logins = await loadSample(options.root, ownerUrl);
    },
    assertGoingOn: called.assertNone,
  });
  try {
    const world = await Promise.race([starting, called.off]);
    if (world === undefined) return 130;
    Object.assign(state, { phase: 'ready', address: world.apiAddress });
    writeRunState(folder, state);
    tellReady(world, folder, logins);
    await called.off;
    return 0;
  } finally {
    starting.catch(() => undefined);
    state.phase = 'stopping';
    writeRunState(folder, state);
    await supervisor.stopAll();
    clearRunState(folder);
    lock.release();
    sayOnTerminal('已停止，数据保留在 ' + folder.path, 'Stopped; the data are kept.');
  }
}

function startState(folder: DataFolder): RunState {
  const supervisor = identityOf(process.pid, folder.path);
  if (supervisor === undefined) throw new Error('/proc does not show this process');
  const bootstrap = Number(process.env['DUBAN_BOOTSTRAP_PID']);
  return { phase: 'starting', supervisor, startedBy: bootstrap === process.ppid ? bootstrap : undefined, address: undefined, parts: {} };
}

/** Ctrl-C, SIGTERM, a closed terminal, or the death of the command that started us. */
function callsToStop(supervisor: Supervisor, startedBy: number | undefined): { off: Promise<undefined>; assertNone: () => void } {
  let calledAt: number | undefined;
  const off = new Promise<undefined>((resolve) => {
    const call = (hurries: boolean) => {
      if (calledAt === undefined) {
        calledAt = performance.now();
        sayOnTerminal('\n正在按次序停止（再按一次 Ctrl-C 立即结束）…', 'Stopping in order (Ctrl-C again: at once) …');
        resolve(undefined);
      } else if (hurries && performance.now() - calledAt > REPEAT_MS) {
        // SIGQUIT is PostgreSQL's immediate shutdown: nothing committed is lost.
        for (const [name, process_] of Object.entries(supervisor.processes())) signalProcess(process_, name === 'postgres' ? 'SIGQUIT' : 'SIGKILL');
      }
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => call(signal !== 'SIGHUP'));
    if (startedBy !== undefined) {
      setInterval(() => {
        if (process.ppid !== startedBy) call(false);
      }, 500).unref();
    }
  });
  return {
    off,
    assertNone: () => {
      if (calledAt !== undefined) throw new Error('the start was called off');
    },
  };
}

function tellReady(world: World, folder: DataFolder, logins: SampleLogin[]): void {
  // Counted from the command's own start where our parent is the bootstrap, so that an installation is part of it.
  const startedAt = Number(process.env['DUBAN_BOOTSTRAP_PID']) === process.ppid ? Number(process.env['DUBAN_STARTED_AT']) : performance.timeOrigin;
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  const lines = [
    '',
    `督办已就绪，用时 ${seconds} 秒  Duban is ready after ${seconds} s`,
    `  地址 address      ${world.apiAddress}`,
    `  接口 API          ${world.apiAddress}/docs`,
    `  数据 data, 日志 log  ${folder.path}, ${folder.logFolder}`,
    ...(logins.length === 0 ? [] : ['  示例账号（仅供演练） sample logins, for rehearsals only']),
    ...logins.map(({ user, password, role }) => `    ${user.padEnd(18)} ${password.padEnd(20)} ${role}`),
    '  按 Ctrl-C 停止  Ctrl-C stops everything',
    '',
  ];
  console.log(lines.join('\n'));
}
