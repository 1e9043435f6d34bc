import { join } from 'node:path';
import { runWorld } from '../../../servers/run-world.ts';

// `npm start` with stand-ins for worker and API.
const here = import.meta.dirname;
process.exit(await runWorld({
  root: join(here, '..', '..', '..'),
  workerEntry: join(here, 'worker.ts'),
  apiEntry: join(here, 'api.ts'),
  arguments: process.argv.slice(2),
}));
