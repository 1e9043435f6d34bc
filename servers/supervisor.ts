import { setTimeout as sleep } from 'node:timers/promises';
import { lastLines } from './last-lines.ts';
import { isAlive, type ProcessIdentity } from './processes/identity.ts';
import { keepLogSmall } from './processes/keep-log-small.ts';
import type { PartName } from './run-state.ts';
import type { Say } from './say.ts';

/** A program that the supervisor keeps running. */
export interface Part {
  name: PartName;
  /** Starts it, or takes over what runs of it, and returns once it works. */
  start(): Promise<ProcessIdentity>;
  /** Asks it to end, waits, and kills it in the end. */
  stop(process_: ProcessIdentity): Promise<unknown>;
  logFile: string;
}

/** Keeps parts running until it is told to stop them. */
export interface Supervisor {
  /** Starts a part and watches it from then on. Throws what the part's start throws. */
  run(part: Part): Promise<ProcessIdentity>;
  /** The processes as they are now. */
  processes(): Partial<Record<PartName, ProcessIdentity>>;
  /** Stops all parts, the last started first, and watches no more. */
  stopAll(): Promise<void>;
}

const LOOK_EVERY_MS = 250;
const LONGEST_PAUSE_MS = 30_000;
/** A part that ran this long starts at once when it dies, however often it died before. */
const HEALTHY_MS = 60_000;

/** `onChange` is called whenever a process came or went. */
export function createSupervisor(say: Say, onChange: () => void): Supervisor {
  const stopping = new AbortController();
  const beingStarted = new Set<Promise<unknown>>();
  const watched = new Map<PartName, { part: Part; process_: ProcessIdentity; watcher: Promise<void> }>();

  async function keepRunning(part: Part): Promise<void> {
    let deaths = 0;
    let startedAt = performance.now();
    while (await pause(LOOK_EVERY_MS, stopping.signal)) {
      keepLogSmall(part.logFile);
      const entry = watched.get(part.name);
      if (entry === undefined || isAlive(entry.process_)) continue;
      deaths = performance.now() - startedAt > HEALTHY_MS ? 1 : deaths + 1;
      const waitMs = deaths === 1 ? 0 : Math.min(250 * 2 ** deaths, LONGEST_PAUSE_MS);
      const log = lastLines(part.logFile, 3);
      say(`${part.name} (pid ${entry.process_.pid}) 已退出，${waitMs / 1000} 秒后重新启动。日志 ${part.logFile}：\n${log}\n`, `${part.name} ended; starting it again in ${waitMs / 1000} s.`);
      if (!(await pause(waitMs, stopping.signal))) return;
      try {
        startedAt = performance.now();
        entry.process_ = await part.start();
        say(`${part.name} 已恢复 (pid ${entry.process_.pid})。`, `${part.name} is back.`);
        onChange();
      } catch (error) {
        say((error as Error).message, '');
      }
    }
  }

  return {
    async run(part) {
      if (stopping.signal.aborted) throw new Error('the supervisor is stopping');
      const starting = part.start();
      const settled = starting.catch(() => undefined);
      beingStarted.add(settled);
      const process_ = await starting;
      const entry = { part, process_, watcher: Promise.resolve() };
      watched.set(part.name, entry);
      beingStarted.delete(settled);
      entry.watcher = keepRunning(part);
      onChange();
      return process_;
    },
    processes: () => Object.fromEntries([...watched].map(([name, { process_ }]) => [name, process_])),
    async stopAll() {
      stopping.abort();
      // What is being started ends its start first: its process would be missed otherwise.
      await Promise.all(beingStarted);
      const entries = [...watched.values()].reverse();
      await Promise.all(entries.map(({ watcher }) => watcher));
      for (const entry of entries) {
        if (isAlive(entry.process_)) say(`正在停止 ${entry.part.name} …`, `Stopping ${entry.part.name} …`);
        await entry.part.stop(entry.process_);
        watched.delete(entry.part.name);
        onChange();
      }
    },
  };
}

/** Waits, and says whether to go on: no once the signal is given. */
async function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
  return !signal.aborted;
}
