import { explain } from './explain.ts';

process.exitCode = await explain(process.argv.slice(2), { out: console.log, err: console.error });
