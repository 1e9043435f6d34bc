import { dirname } from 'node:path';
import { runWorld } from './run-world.ts';
import { ownEntries } from './world.ts';

// `npm start`: PostgreSQL, Temporal, worker and API, supervised until Ctrl-C.
process.exit(await runWorld({ ...ownEntries(dirname(import.meta.dirname)), arguments: process.argv.slice(2) }));
