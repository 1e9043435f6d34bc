import { startApi } from '../api/start-api.ts';
import { connected } from '../config/connected.ts';
import { parseEnvironment } from '../config/environment.ts';
import { openTraps, tellHarness } from './processes/traps.ts';

/** The product's API as it is, with traps between storing and sending and in the middle of an advance. */
const traps = openTraps();
const api = await startApi({ environment: connected(parseEnvironment()), pause: (point) => traps.pass(point, {}) });
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void api.close(signal).finally(() => process.exit(0)));
tellHarness({ ready: { url: api.url } });
