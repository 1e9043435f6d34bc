import type { DataFolder } from './data-folder.ts';
import { tryLock } from './file-lock.ts';
import { stopLeftOver } from './node-part.ts';
import { findPostmaster, stopPostgres } from './postgres/start.ts';
import { signalProcess } from './processes/stop.ts';
import { clearRunState, livingSupervisor, readRunState } from './run-state.ts';
import type { Say } from './say.ts';
import { SetupError } from './setup-error.ts';
import { findTemporal, stopTemporal } from './temporal/start.ts';
import { waitUntil } from './wait-until.ts';

/** Stops what runs on a data folder: by its supervisor where there is one, else part by part in order. Returns the exit code. */
export async function stopWorld(folder: DataFolder, say: Say): Promise<number> {
  const supervisor = livingSupervisor(readRunState(folder));
  if (supervisor !== undefined) signalProcess(supervisor, 'SIGTERM');
  const lock = await waitUntil(() => tryLock(folder.lockFile), {
    timeoutMs: 90_000,
    everyMs: 100,
    onTimeout: () => new SetupError('TIMED_OUT', `督办 90 秒内没有停止（${folder.path}）。`, `Duban did not stop within 90 s (${folder.path}).`),
  });
  try {
    const ended = await stopLeftOvers(folder);
    if (supervisor !== undefined) say('已停止。', 'Stopped.');
    else if (ended > 0) say(`已停止上次遗留的 ${ended} 个进程。`, `Stopped ${ended} process(es) left over from the last run.`);
    else say('没有督办在运行。', 'Nothing was running.');
    return 0;
  } finally {
    lock.release();
  }
}

/** Ends, in order, every part that runs on the folder without a supervisor. The caller holds the folder's lock. Returns how many. */
export async function stopLeftOvers(folder: DataFolder): Promise<number> {
  let ended = (await stopLeftOver('api', folder)) + (await stopLeftOver('worker', folder));
  for (const temporal of findTemporal(folder.path)) {
    await stopTemporal(temporal);
    ended += 1;
  }
  const postmaster = findPostmaster(folder.databaseFolder);
  if (postmaster !== undefined) {
    await stopPostgres(postmaster);
    ended += 1;
  }
  clearRunState(folder);
  return ended;
}
