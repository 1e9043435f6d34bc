import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { Client, Connection } from '@temporalio/client';
import { ensureSigningKey, signingKeyFrom } from '../accounts/signing-key.ts';
import { advanceWorld } from '../clock/advance-world.ts';
import { openWorldClock } from '../clock/world-clock.ts';
import type { ConnectedEnvironment } from '../config/connected.ts';
import { temporalConnection } from '../config/temporal-connection.ts';
import { createLawBook } from '../law/database-law-book.ts';
import { PrismaClient } from '../prisma/client/client.ts';
import { openPool } from '../prisma/open-pool.ts';
import { createSubmit } from '../submissions/submit.ts';
import { buildApp } from './app.ts';
import { createLog } from './log.ts';
import { readApiSettings } from './settings.ts';

export interface ApiOptions {
  readonly environment: ConnectedEnvironment;
  /** Only the crash table stops an API between storing and sending, or in the middle of an advance. */
  readonly pause?: (point: 'stored' | 'moved') => Promise<void>;
}

export interface RunningApi {
  readonly url: string;
  /** Takes no new requests, answers those under way, then lets go of what they needed. */
  close(signal: string): Promise<void>;
}

/** Puts an API process together and listens. @throws SetupError BAD_ENVIRONMENT; the database's error when it is away */
export async function startApi({ environment, pause }: ApiOptions): Promise<RunningApi> {
  const settings = readApiSettings();
  const log = createLog(environment.logLevel);
  const { temporal, database, historyLimit, dataFolder } = environment;
  const signingKey = settings.tokenSecret === undefined ? ensureSigningKey(join(dataFolder ?? join(import.meta.dirname, '..', '.duban'), 'token-key')) : signingKeyFrom(settings.tokenSecret);
  const writing = openPool({ url: database.appUrl, max: 20, name: 'duban-api', log });
  const reading = openPool({ url: database.appUrl, max: 10, name: 'duban-api-reading', log, statementTimeoutMs: 10_000 });
  const prisma = new PrismaClient({ adapter: new PrismaPg(reading) });
  // lazy: an engine that comes up later than we do is not a reason to fail
  const connection = Connection.lazy(temporalConnection(temporal));
  const client = new Client({ connection, namespace: temporal.namespace });
  const clock = await openWorldClock(writing, log);
  const shared = { pool: writing, client, log, historyLimit, ...(pause ? { pause } : {}) };
  const submit = createSubmit(shared);
  const lawBook = createLawBook(writing);

  const app = await buildApp({
    prisma,
    pool: writing,
    submit,
    now: clock.now,
    advance: async (target) => {
      const advanced = await advanceWorld({ ...shared, lawBook }, target);
      await clock.refresh();
      return advanced;
    },
    lawBook,
    log,
    signingKey,
    settings,
    ready: {
      database: () => writing.query('SELECT 1'),
      temporal: () => connection.withDeadline(Date.now() + 2000, () => connection.workflowService.getSystemInfo({})),
    },
  });

  let closing: Promise<void> | undefined;
  const close = (signal: string) => (closing ??= (async () => {
    log.info({ signal }, '接口进程正在停止 / API stopping');
    await app.close();
    await submit.close();
    clock.stop();
    await prisma.$disconnect();
    await Promise.all([writing.end(), reading.end()]);
    await connection.close();
    log.info('接口进程已停止 / API stopped');
  })());
  return { url: await app.listen({ host: environment.api.host, port: environment.api.port }), close };
}
