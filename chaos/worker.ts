import { pino } from 'pino';
import { connected } from '../config/connected.ts';
import { parseEnvironment } from '../config/environment.ts';
import { startWorker } from '../workers/run-worker.ts';
import { bundleInHand } from './processes/bundle-in-hand.ts';
import { openTraps, tellHarness } from './processes/traps.ts';

/** The product's worker as it is, with traps in its step and scans every two seconds instead of every minute. */
const traps = openTraps();
const environment = connected(parseEnvironment());
const log = pino({ level: environment.logLevel, name: 'worker' });
const { finished, stop } = await startWorker({
  environment,
  log,
  pause: (point, request) => traps.pass(point, { fileId: request.fileId, kind: request.event.kind, detail: request }),
  ...bundleInHand(),
  scanEverySeconds: Number(process.env['CHAOS_SCAN_SECONDS'] ?? 2),
  scanGraceSeconds: Number(process.env['CHAOS_SCAN_SECONDS'] ?? 2),
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
tellHarness({ ready: {} });
await finished;
process.exit(0);
