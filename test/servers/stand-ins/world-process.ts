import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunState } from '../../../servers/run-state.ts';
import { commandLineOf, environmentOf, workingDirectoryOf } from '../../../servers/processes/identity.ts';
import { waitUntil } from '../../../servers/wait-until.ts';

const START = join(import.meta.dirname, 'start.ts');
const REAL_START = join(import.meta.dirname, '..', '..', '..', 'servers', 'start.ts');
const NEEDED_BY_NODE = ['PATH', 'HOME', 'XDG_CACHE_HOME'];

/** A start command (with stand-ins for worker and API) as a real process. */
export interface WorldProcess {
  child: ChildProcess;
  output(): string;
  /** Waits until the output holds the text; throws with the output when the process ends before. */
  says(text: string | RegExp): Promise<void>;
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

export interface StartOptions {
  arguments?: string[];
  environment?: Record<string, string>;
  /** Start through bootstrap/run.mjs, as npm does. */
  throughBootstrap?: boolean;
  account?: { uid: number; gid: number };
  /** The real worker and API instead of stand-ins. */
  isReal?: boolean;
}

export function startWorldProcess(dataFolder: string, options: StartOptions = {}): WorldProcess {
  const inherited = Object.fromEntries(NEEDED_BY_NODE.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
  const prefix = options.throughBootstrap === true ? [join(process.cwd(), 'bootstrap', 'run.mjs')] : [];
  const child = spawn(process.execPath, [...prefix, options.isReal === true ? REAL_START : START, ...(options.arguments ?? [])], {
    env: { ...inherited, DUBAN_DATA: dataFolder, DUBAN_PORT: '0', ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options.account,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (output += data));
  let hasEnded = false;
  const ended = once(child, 'close').then(([code, signal]) => {
    hasEnded = true;
    return { code: code as number | null, signal: signal as NodeJS.Signals | null };
  });
  return {
    child,
    output: () => output,
    ended,
    says: async (text) => {
      const isSaid = () => (typeof text === 'string' ? output.includes(text) : text.test(output));
      await waitUntil(() => isSaid() || hasEnded, { timeoutMs: 60_000, onTimeout: () => new Error(`never said ${String(text)}:\n${output}`) });
      if (!isSaid()) throw new Error(`ended before it said ${String(text)}:\n${output}`);
    },
  };
}

/** Runs a start that is expected to end by itself. */
export async function runWorldProcess(dataFolder: string, options: StartOptions = {}): Promise<{ code: number | null; output: string }> {
  const world = startWorldProcess(dataFolder, options);
  const { code } = await world.ended;
  return { code, output: world.output() };
}

export function runStateOf(dataFolder: string): RunState {
  return JSON.parse(readFileSync(join(dataFolder, 'run.json'), 'utf8')) as RunState;
}

/** Command lines of all living processes that work for the data folder, supervisors included. */
export function processesOf(dataFolder: string): string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).flatMap((pid) => {
    const marks = [`DUBAN_PART_FOLDER=${dataFolder}`, `DUBAN_DATA=${dataFolder}`];
    const isOurs = environmentOf(pid).some((entry) => marks.includes(entry)) || workingDirectoryOf(pid)?.startsWith(`${dataFolder}/`) === true;
    const line = isOurs ? (commandLineOf(pid) ?? []).join(' ') : '';
    return line === '' ? [] : [line];
  });
}
