import { keepRounds } from './keep-rounds.ts';
import { scan, type ScanDeps } from './scan.ts';

/** Scans once a minute (or as told) until stopped; a round that fails is logged and the next one tries again. */
export function keepScanning(deps: ScanDeps & { readonly everySeconds: number }): { stop(): Promise<void> } {
  return keepRounds({
    log: deps.log, everySeconds: deps.everySeconds, failed: 'scan failed',
    async round() {
      const report = await scan(deps);
      if (report.due + report.unconfirmed + report.resent > 0) deps.log.info(report, 'scan');
    },
  });
}
