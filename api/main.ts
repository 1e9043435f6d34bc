import { connected } from '../config/connected.ts';
import { parseEnvironment } from '../config/environment.ts';
import { startApi } from './start-api.ts';

const api = await startApi({ environment: connected(parseEnvironment()) });
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    // an act ends after 25 s at most; whoever waits longer is told by the address of the operation
    setTimeout(() => process.exit(1), 28_000).unref();
    void api.close(signal);
  });
}
