import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { FOLDER_MARK, PART_MARK } from './find.ts';
import { identityOf, type ProcessIdentity } from './identity.ts';
import { keepLogSmall } from './keep-log-small.ts';

/** What is started: a program that goes on when its starter dies, and writes to a log file. */
export interface DetachedProgram {
  /** Name of the part (`postgres`, `temporal`, `worker`, `api`): a mark to find it again. */
  part: string;
  /** Data folder that the part works for: the other half of the mark. */
  folder: string;
  command: string;
  args: string[];
  cwd: string;
  /** The whole environment; nothing is inherited. */
  env: Record<string, string>;
  logFile: string;
  /** Numeric user and group to run as (only root can give one). */
  account?: { uid: number; gid: number };
}

/**
 * Starts a program in a session of its own, so that Ctrl-C in the terminal does not reach it: its starter decides on the order of stopping.
 * Returns as soon as the program runs. Throws the system's error when it cannot be executed.
 */
export async function startDetached(program: DetachedProgram): Promise<ProcessIdentity> {
  mkdirSync(dirname(program.logFile), { recursive: true, mode: 0o700 });
  keepLogSmall(program.logFile);
  const log = openSync(program.logFile, 'a', 0o600);
  try {
    const child = spawn(program.command, program.args, {
      cwd: program.cwd,
      env: { ...program.env, [PART_MARK]: program.part, [FOLDER_MARK]: program.folder },
      stdio: ['ignore', log, log],
      detached: true,
      ...program.account,
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    child.unref();
    const identity = child.pid === undefined ? undefined : identityOf(child.pid, program.folder);
    if (identity !== undefined) return identity;
    // It is gone already: give an identity that nobody alive can have, so that the caller finds it dead.
    return { pid: child.pid ?? 0, startTicks: 'gone', bootId: 'gone', commandLine: [program.command, ...program.args], folder: program.folder };
  } finally {
    closeSync(log);
  }
}
