import { waitUntil } from '../wait-until.ts';
import { isAlive, type ProcessIdentity } from './identity.ts';

/** Sends a signal to the very process that was recorded; says whether it was there to get it. */
export function signalProcess(process_: ProcessIdentity, signal: NodeJS.Signals): boolean {
  if (!isAlive(process_)) return false;
  try {
    process.kill(process_.pid, signal);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

/**
 * Ends a process: asks with `signal`, waits `graceMs`, then kills. A frozen process is woken so that it can end by itself.
 * Returns how it ended; `gone` when it was not there.
 */
export async function stopProcess(
  process_: ProcessIdentity,
  signal: NodeJS.Signals,
  graceMs: number,
): Promise<'gone' | 'stopped' | 'killed'> {
  if (!signalProcess(process_, signal)) return 'gone';
  signalProcess(process_, 'SIGCONT');
  const hasEnded = () => !isAlive(process_);
  try {
    await waitUntil(hasEnded, { timeoutMs: graceMs, everyMs: 25, onTimeout: () => new Error('still alive') });
    return 'stopped';
  } catch {
    signalProcess(process_, 'SIGKILL');
    await waitUntil(hasEnded, {
      timeoutMs: 10_000,
      everyMs: 25,
      onTimeout: () => new Error(`process ${process_.pid} survives SIGKILL`),
    });
    return 'killed';
  }
}
