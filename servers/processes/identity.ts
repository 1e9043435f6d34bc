import { readFileSync, readlinkSync } from 'node:fs';

/**
 * Who a process is. A pid alone says nothing: after a crash or a restart of the machine it may be somebody else's.
 * Start time and boot make it unique, command line and data folder say that it is ours.
 */
export interface ProcessIdentity {
  pid: number;
  /** Ticks since boot at which the process started: field 22 of /proc/PID/stat. */
  startTicks: string;
  bootId: string;
  commandLine: string[];
  /** The data folder that the process works for. */
  folder: string;
}

/** The identity of a living process, or undefined when there is none with this pid (a zombie counts as none). */
export function identityOf(pid: number, folder: string): ProcessIdentity | undefined {
  const startTicks = startTicksOf(pid);
  const commandLine = commandLineOf(pid);
  if (startTicks === undefined || commandLine === undefined) return undefined;
  return { pid, startTicks, bootId: bootId(), commandLine, folder };
}

/** Whether the very process that was recorded still lives (frozen by SIGSTOP counts as living). */
export function isAlive(recorded: ProcessIdentity): boolean {
  if (recorded.bootId !== bootId() || startTicksOf(recorded.pid) !== recorded.startTicks) return false;
  const now = commandLineOf(recorded.pid);
  return now !== undefined && now.join('\0') === recorded.commandLine.join('\0');
}

/** The command line of a process, or undefined when it is gone. */
export function commandLineOf(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return text.replace(/\0$/, '').split('\0');
  } catch {
    return undefined;
  }
}

/** The working directory of a process, or undefined when it is gone or belongs to somebody else. */
export function workingDirectoryOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/** The environment a process was started with, empty when it is gone or belongs to somebody else. */
export function environmentOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

let knownBootId: string | undefined;

function bootId(): string {
  knownBootId ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return knownBootId;
}

function startTicksOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may itself hold blanks and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const isDead = fields[0] === 'Z' || fields[0] === 'X';
    return isDead ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
