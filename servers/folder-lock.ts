import type { DataFolder } from './data-folder.ts';
import { tryLock, type FileLock } from './file-lock.ts';
import { commandLineOf } from './processes/identity.ts';
import { livingSupervisor, readRunState, type RunState } from './run-state.ts';
import type { Say } from './say.ts';
import { SetupError } from './setup-error.ts';
import { waitUntil } from './wait-until.ts';

/** Stopping in order takes as long as the slowest grace times together. */
const STOPPING_MS = 90_000;

/**
 * Takes the data folder for this process alone. Waits while the one that has it is stopping.
 * Throws SetupError ALREADY_RUNNING, naming pid and address, and changes nothing then.
 */
export async function lockFolder(folder: DataFolder, say: Say): Promise<FileLock> {
  const lock = tryLock(folder.lockFile) ?? (await waitForStopping(folder, say));
  const other = livingSupervisor(readRunState(folder));
  // Somebody removed the lock file of a running supervisor: the lock that we hold is another one.
  if (other !== undefined && other.pid !== process.pid) {
    lock.release();
    throw alreadyRunning(folder, readRunState(folder));
  }
  return lock;
}

async function waitForStopping(folder: DataFolder, say: Say): Promise<FileLock> {
  const isEnding = () => {
    const state = readRunState(folder);
    return state?.phase === 'stopping' || (state?.startedBy !== undefined && commandLineOf(state.startedBy) === undefined);
  };
  if (isEnding()) say('上一个督办正在停止，等待中 …', 'The previous run is stopping; waiting …');
  return waitUntil(() => {
    const lock = tryLock(folder.lockFile);
    if (lock === undefined && !isEnding()) throw alreadyRunning(folder, readRunState(folder));
    return lock;
  }, { timeoutMs: STOPPING_MS, everyMs: 100, onTimeout: () => alreadyRunning(folder, readRunState(folder)) });
}

function alreadyRunning(folder: DataFolder, state: RunState | undefined): SetupError {
  const pid = state?.supervisor.pid;
  const who = pid === undefined ? '' : ` (pid ${pid}${state?.address === undefined ? '' : `, ${state.address}`})`;
  return new SetupError(
    'ALREADY_RUNNING',
    `督办已在数据文件夹 ${folder.path} 上运行${who}。要停止它：npm start -- --stop`,
    `Duban already runs on the data folder ${folder.path}${who}. To stop it: npm start -- --stop`,
  );
}
