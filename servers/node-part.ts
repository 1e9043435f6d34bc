import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DataFolder } from './data-folder.ts';
import { startDetached } from './processes/detached.ts';
import { findMarked } from './processes/find.ts';
import { stopProcess } from './processes/stop.ts';
import { SetupError } from './setup-error.ts';
import type { Part } from './supervisor.ts';

/** Longer than both need to drain: an act ends in the worker after 20 s at most, at the API after 25 s, and the API itself gives up after 28 s. */
const GRACE_MS = 30_000;

/** A part of Duban itself (worker, API): a TypeScript file run by this Node. One left over from a crashed run is ended first: its code may be older. */
export function nodePart(name: 'worker' | 'api', entry: string, folder: DataFolder, root: string, environment: Record<string, string>): Part {
  const logFile = join(folder.logFolder, `${name}.log`);
  return {
    name,
    logFile,
    async start() {
      if (!existsSync(entry)) {
        throw new SetupError('PART_MISSING', `缺少文件 ${entry}：检出不完整。`, `The file ${entry} is missing: the checkout is not complete.`);
      }
      await stopLeftOver(name, folder);
      return startDetached({
        part: name,
        folder: folder.path,
        command: process.execPath,
        args: ['--enable-source-maps', entry],
        cwd: root,
        env: environment,
        logFile,
      });
    },
    stop: (process_) => stopProcess(process_, 'SIGTERM', GRACE_MS),
  };
}

/** Ends what a crashed run left of a part; returns how many processes that were. */
export async function stopLeftOver(name: 'worker' | 'api', folder: DataFolder): Promise<number> {
  const left = findMarked(name, folder.path);
  await Promise.all(left.map((process_) => stopProcess(process_, 'SIGTERM', GRACE_MS)));
  return left.length;
}

/** Environment of Duban's own parts: that of the caller, without what only migrations may use. */
export function partEnvironment(values: Record<string, string | undefined>): Record<string, string> {
  const { DATABASE_OWNER_URL: _owner, ...inherited } = process.env;
  const all = { ...inherited, TZ: 'UTC', ...values };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
