import { createServer } from 'node:http';
import { PrismaPg } from '@prisma/adapter-pg';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { signingKeyFrom } from '../accounts/signing-key.ts';
import { buildApp } from '../api/app.ts';
import type { ApiDeps } from '../api/deps.ts';
import { createLog } from '../api/log.ts';
import { readApiSettings } from '../api/settings.ts';
import { advanceWorld } from '../clock/advance-world.ts';
import { ClockError } from '../clock/clock-error.ts';
import { openWorldClock } from '../clock/world-clock.ts';
import { connected } from '../config/connected.ts';
import { parseEnvironment } from '../config/environment.ts';
import { shippedLawBook } from '../law/law-book.ts';
import { PrismaClient } from '../prisma/client/client.ts';
import { createSubmit } from '../submissions/submit.ts';
import { openTraps, tellHarness } from './processes/traps.ts';

/**
 * The product's API, put together as in api/main.ts, with traps between storing and sending and in the middle of an advance.
 * The clock of the rehearsal is moved over a door of its own.
 */
const traps = openTraps();
const environment = connected(parseEnvironment());
const settings = readApiSettings();
const log = createLog(environment.logLevel);
const { temporal, database, historyLimit } = environment;

const shared = { connectionString: database.appUrl, connectionTimeoutMillis: 4000 };
const writing = new pg.Pool({ ...shared, max: 20, statement_timeout: 4000, lock_timeout: 2000, application_name: 'duban-api' });
const reading = new pg.Pool({ ...shared, max: 10, statement_timeout: 10_000, application_name: 'duban-api-reading' });
for (const pool of [writing, reading]) pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection broke'));
const prisma = new PrismaClient({ adapter: new PrismaPg(reading) });
const connection = Connection.lazy({ address: temporal.address });
const client = new Client({ connection, namespace: temporal.namespace });
const clock = await openWorldClock(writing, log);
const submit = createSubmit({ pool: writing, client, log, historyLimit, pause: () => traps.pass('stored', {}) });
const advance: ApiDeps['advance'] = (target) => advanceWorld({ pool: writing, client, log, historyLimit, pause: () => traps.pass('moved', {}) }, target);
const app = await buildApp({
  prisma, pool: writing, submit, now: clock.now, advance, lawBook: shippedLawBook, log, settings,
  signingKey: signingKeyFrom(settings.tokenSecret ?? ''),
  ready: { database: () => writing.query('SELECT 1') },
});

const clockDoor = createServer((request, response) => {
  void (async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const target = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    return advance(target);
  })().then(
    (advanced) => response.writeHead(200).end(JSON.stringify(advanced)),
    (error: unknown) => response.writeHead(error instanceof ClockError ? 409 : 503).end(error instanceof ClockError ? error.code : String(error)),
  );
});

let closing = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (closing) return;
    closing = true;
    void (async () => {
      clockDoor.close();
      await app.close();
      await submit.close();
      clock.stop();
      await prisma.$disconnect();
      await Promise.all([writing.end(), reading.end()]);
      await connection.close();
    })().finally(() => process.exit(0));
  });
}
const url = await app.listen({ host: '127.0.0.1', port: 0 });
clockDoor.listen(0, '127.0.0.1', () => {
  const address = clockDoor.address();
  tellHarness({ ready: { url, clock: `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}` } });
});
