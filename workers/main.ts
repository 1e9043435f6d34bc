import { pino } from 'pino';
import { parseEnvironment } from '../config/environment.ts';
import { connected } from '../config/connected.ts';
import { startWorker } from './run-worker.ts';

const environment = connected(parseEnvironment());
const log = pino({ level: environment.logLevel, name: 'worker' });
const { finished, stop } = await startWorker({ environment, log });
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
log.info('办理进程已就绪 / worker ready');
await finished;
