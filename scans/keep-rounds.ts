import type { Logger } from 'pino';

export interface Rounds {
  readonly log: Pick<Logger, 'warn'>;
  /** What is logged with the error of a round that fails; the next one tries again. */
  readonly failed: string;
  readonly everySeconds: number;
  /** One round; may say after how many seconds the next one comes, where that is not `everySeconds`. */
  round(isStopping: () => boolean): Promise<number | void>;
}

/** Rounds one after the other with a pause between them, the first at once, until stopped; stopping waits for the one under way. */
export function keepRounds({ log, failed, everySeconds, round }: Rounds): { stop(): Promise<void> } {
  let stopped = false;
  let wake: () => void = () => undefined;
  const run = (async () => {
    while (!stopped) {
      let seconds: number | void = undefined;
      try {
        seconds = await round(() => stopped);
      } catch (error) {
        log.warn({ err: error }, failed);
      }
      if (stopped) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, (seconds ?? everySeconds) * 1000);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  })();
  return {
    async stop() {
      stopped = true;
      wake();
      await run;
    },
  };
}
