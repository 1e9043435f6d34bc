import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks `condition` every `everyMs` milliseconds until it gives something other than `undefined` or `false`, and returns that.
 * Throws what `onTimeout` returns when `timeoutMs` have passed; an error of `condition` ends the waiting at once.
 */
export async function waitUntil<T>(
  condition: () => Promise<T | undefined | false> | T | undefined | false,
  options: { timeoutMs: number; everyMs?: number; onTimeout: () => Error | Promise<Error> },
): Promise<T> {
  const end = performance.now() + options.timeoutMs;
  for (;;) {
    const value = await condition();
    if (value !== undefined && value !== false) return value;
    if (performance.now() >= end) throw await options.onTimeout();
    await sleep(options.everyMs ?? 50);
  }
}
