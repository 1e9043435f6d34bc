import { scan, type ScanDeps } from './scan.ts';

/** Scans once a minute (or as told) until stopped; a round that fails is logged and the next one tries again. */
export function keepScanning(deps: ScanDeps & { readonly everySeconds: number }): { stop(): Promise<void> } {
  let stopped = false;
  let wake: () => void = () => undefined;
  const run = (async () => {
    while (!stopped) {
      try {
        const report = await scan(deps);
        if (report.due + report.unconfirmed + report.resent > 0) deps.log.info(report, 'scan');
      } catch (error) {
        deps.log.warn({ err: error }, 'scan failed');
      }
      if (stopped) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, deps.everySeconds * 1000);
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
