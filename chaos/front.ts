import { createServer } from 'node:http';
import { Client } from '@temporalio/client';
import { NativeConnection, Runtime } from '@temporalio/worker';
import pg from 'pg';
import { pino } from 'pino';
import { advanceWorld } from '../clock/advance-world.ts';
import { ClockError } from '../clock/clock-error.ts';
import { connected } from '../config/connected.ts';
import { parseEnvironment } from '../config/environment.ts';
import { createSubmit } from '../submissions/submit.ts';
import { temporalRuntime } from '../workers/runtime.ts';
import { openTraps, tellHarness } from './processes/traps.ts';

const traps = openTraps();
const { temporal, database, historyLimit, logLevel } = connected(parseEnvironment());
const log = pino({ level: logLevel, name: 'front' });
Runtime.install(temporalRuntime(log));
const connection = await NativeConnection.connect({ address: temporal.address });
const client = new Client({ connection, namespace: temporal.namespace });
const pool = new pg.Pool({ connectionString: database.appUrl, max: 20, statement_timeout: 4000, lock_timeout: 2000, connectionTimeoutMillis: 4000 });
pool.on('error', () => undefined);
const submit = createSubmit({ pool, client, log, historyLimit, pause: () => traps.pass('stored', {}) });

const server = createServer((request, response) => {
  const answer = (status: number, body: unknown) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  void (async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    if (request.url === '/advance') answer(200, await advanceWorld({ pool, client, log, historyLimit, pause: () => traps.pass('moved', {}) }, body));
    else answer(200, await submit.submit(body));
  })().catch((error: unknown) => answer(error instanceof ClockError ? 409 : 503, { error: error instanceof ClockError ? error.code : String(error) }));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') tellHarness({ ready: { url: `http://127.0.0.1:${address.port}` } });
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    server.close(() => void submit.close().then(() => pool.end()).then(() => connection.close()).finally(() => process.exit(0)));
  });
}
