import { Client } from '@temporalio/client';
import { NativeConnection, Runtime } from '@temporalio/worker';
import { pino } from 'pino';
import { createActivities } from '../activities/activities.ts';
import { connected } from '../config/connected.ts';
import { parseEnvironment } from '../config/environment.ts';
import { createLawBook } from '../law/database-law-book.ts';
import { openPool } from '../prisma/open-pool.ts';
import { keepScanning } from '../scans/keep-scanning.ts';
import { createSettler } from '../submissions/settle.ts';
import { bundleWorkflows } from '../workers/bundle.ts';
import { createWorker } from '../workers/create-worker.ts';
import { temporalRuntime } from '../workers/runtime.ts';
import type { StepRequest, StepResult } from '../workflows/messages/messages.ts';
import { bundleInHand } from './processes/bundle-in-hand.ts';
import { openTraps, tellHarness } from './processes/traps.ts';

/**
 * A worker that breaks the protocol on purpose: its processes are never told of entries that another try wrote. The audit
 * must notice; if it does not, the whole crash table is worth nothing. No part of the product.
 */
const traps = openTraps();
const { temporal, database, historyLimit, logLevel } = connected(parseEnvironment());
const log = pino({ level: logLevel, name: 'worker-without-take-in' });
Runtime.install(temporalRuntime(log));
const connection = await NativeConnection.connect({ address: temporal.address });
const pool = openPool({ url: database.appUrl, max: 20, name: 'duban-worker', log });
const client = new Client({ connection, namespace: temporal.namespace });
const lawBook = createLawBook(pool);
const { step, sendEffect } = createActivities({
  pool, client, lawBook, log, historyLimit,
  pause: (point, request) => traps.pass(point, { fileId: request.fileId, kind: request.event.kind, detail: request }),
});

/** Asks again with what the record holds, as if the process knew it, and keeps silent about the entries in between. */
async function stepWithoutTakeIn(request: StepRequest): Promise<StepResult> {
  for (let asked = request; ; ) {
    const result = await step(asked);
    const last = result.entries.at(-1);
    if (!result.behind || !last) return result;
    asked = { ...asked, expect: { seq: last.seq, head: last.head } };
  }
}

const worker = await createWorker({ connection, namespace: temporal.namespace, activities: { step: stepWithoutTakeIn, sendEffect }, bundle: bundleInHand().bundle ?? (await bundleWorkflows()) });
const scanSeconds = Number(process.env['CHAOS_SCAN_SECONDS'] ?? 2);
keepScanning({ pool, client, settler: createSettler(pool, log), lawBook, log, historyLimit, everySeconds: scanSeconds, graceSeconds: scanSeconds });
tellHarness({ ready: {} });
await worker.run();
process.exit(0);
