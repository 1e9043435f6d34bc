import { keepRounds } from './keep-rounds.ts';
import { scan, type ScanDeps } from './scan.ts';
import { openDuePlans, type YearlyPlansDeps } from './yearly-plans.ts';

/** Scans once a minute (or as told) until stopped, and opens what is opened by itself; a round that fails is logged and the next one tries again. */
export function keepScanning(deps: ScanDeps & YearlyPlansDeps & { readonly everySeconds: number }): { stop(): Promise<void> } {
  return keepRounds({
    log: deps.log, everySeconds: deps.everySeconds, failed: 'scan failed',
    async round() {
      const report = await scan(deps);
      if (report.due + report.unconfirmed + report.resent > 0) deps.log.info(report, 'scan');
      const opened = await openDuePlans(deps);
      if (opened.length > 0) deps.log.info({ opened }, 'plans of the year');
    },
  });
}
