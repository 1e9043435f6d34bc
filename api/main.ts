import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { ensureSigningKey, signingKeyFrom } from '../accounts/signing-key.ts';
import { advanceWorld } from '../clock/advance-world.ts';
import { openWorldClock } from '../clock/world-clock.ts';
import { connected } from '../config/connected.ts';
import { parseEnvironment } from '../config/environment.ts';
import { shippedLawBook } from '../law/law-book.ts';
import { PrismaClient } from '../prisma/client/client.ts';
import { createSubmit } from '../submissions/submit.ts';
import { buildApp } from './app.ts';
import { createLog } from './log.ts';
import { readApiSettings } from './settings.ts';

const environment = connected(parseEnvironment());
const settings = readApiSettings();
const log = createLog(environment.logLevel);
const { temporal, database, historyLimit, dataFolder } = environment;
const signingKey = settings.tokenSecret === undefined ? ensureSigningKey(join(dataFolder ?? join(import.meta.dirname, '..', '.duban'), 'token-key')) : signingKeyFrom(settings.tokenSecret);

const shared = { connectionString: database.appUrl, connectionTimeoutMillis: 4000 };
const writing = new pg.Pool({ ...shared, max: 20, statement_timeout: 4000, lock_timeout: 2000, application_name: 'duban-api' });
const reading = new pg.Pool({ ...shared, max: 10, statement_timeout: 10_000, application_name: 'duban-api-reading' });
for (const pool of [writing, reading]) pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection broke; the pool replaces it'));
const prisma = new PrismaClient({ adapter: new PrismaPg(reading) });
// lazy: an engine that comes up later than we do is not a reason to fail
const connection = Connection.lazy({ address: temporal.address, ...(temporal.tls ? { tls: true } : {}), ...(temporal.apiKey === undefined ? {} : { apiKey: temporal.apiKey }) });
const client = new Client({ connection, namespace: temporal.namespace });
const clock = await openWorldClock(writing, log);
const submit = createSubmit({ pool: writing, client, log, historyLimit });

const app = await buildApp({
  prisma,
  pool: writing,
  submit,
  now: clock.now,
  advance: async (target) => {
    const advanced = await advanceWorld({ pool: writing, client, log, historyLimit }, target);
    await clock.refresh();
    return advanced;
  },
  lawBook: shippedLawBook,
  log,
  signingKey,
  settings,
  ready: {
    database: () => writing.query('SELECT 1'),
    temporal: () => connection.withDeadline(Date.now() + 2000, () => connection.workflowService.getSystemInfo({})),
  },
});

/** In this order: take no new requests, answer those under way, then let go of what they needed. */
let closing: Promise<void> | undefined;
function close(signal: string): void {
  closing ??= (async () => {
    log.info({ signal }, '接口进程正在停止 / API stopping');
    // an act ends after 25 s at most; whoever waits longer is told by the address of the operation
    setTimeout(() => process.exit(1), 28_000).unref();
    await app.close();
    await submit.close();
    clock.stop();
    await prisma.$disconnect();
    await Promise.all([writing.end(), reading.end()]);
    await connection.close();
    log.info('接口进程已停止 / API stopped');
  })();
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, close);

await app.listen({ host: environment.api.host, port: environment.api.port });
