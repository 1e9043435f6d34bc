import { readdirSync, readFileSync } from 'node:fs';

/** CPU time in milliseconds since a process began, with its children that ended. */
export type CpuTimes = Readonly<Record<string, number>>;

const msPerTick = 10;

/** CPU time so far of every part on this machine that a benchmark uses, by what the part is. What others take of the machine does not show in it. */
export function cpuTimes(ofClient: number = process.pid): CpuTimes {
  const times: Record<string, number> = {};
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const part = partOf(pid, ofClient);
    const ticks = part === undefined ? undefined : ticksOf(pid);
    if (part !== undefined && ticks !== undefined) times[part] = (times[part] ?? 0) + ticks * msPerTick;
  }
  return times;
}

/** What was used between two looks, per act. */
export function cpuPerAct(before: CpuTimes, after: CpuTimes, acts: number): CpuTimes {
  return Object.fromEntries(Object.keys(after).map((part) => [part, ((after[part] ?? 0) - (before[part] ?? 0)) / acts]));
}

function partOf(pid: string, ofClient: number): string | undefined {
  if (Number(pid) === ofClient) return 'client';
  const line = read(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ') ?? '';
  if (read(`/proc/${pid}/stat`)?.split(' ')[3] === String(ofClient)) {
    if (line.includes('api/main.ts')) return 'api';
    if (line.includes('workers/main.ts')) return 'worker';
    if (line.includes('baseline/worker.ts')) return 'baseline worker';
  }
  if (/temporal[^ ]*\/server/.test(line)) return 'temporal';
  return line.startsWith('postgres') || line.includes('/postgres ') ? 'postgres' : undefined;
}

function ticksOf(pid: string): number | undefined {
  const fields = read(`/proc/${pid}/stat`)?.replace(/^.*\) /, '').split(' ');
  if (fields === undefined) return undefined;
  return Number(fields[11]) + Number(fields[12]);
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
