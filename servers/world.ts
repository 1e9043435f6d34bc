import { join } from 'node:path';
import type { Connection } from '@temporalio/client';
import type { Environment } from '../config/environment.ts';
import { migrate } from '../prisma/migrate.ts';
import { portsOf, secretsOf, type DataFolder, type Secrets } from './data-folder.ts';
import { embeddedDatabaseUrls, postgresPart, prepareTemporalSchema, temporalPart } from './embedded.ts';
import { assertRecordOfEngine, bindRecordToEngine } from './engine-binding.ts';
import { nodePart, partEnvironment, stopLeftOver } from './node-part.ts';
import { assertPortFree, chooseFreePorts, type Ports } from './ports.ts';
import { untilApiReady, untilWorkerReady } from './readiness.ts';
import { inspectGivenDatabase } from './record-database.ts';
import type { Say } from './say.ts';
import type { Supervisor } from './supervisor.ts';
import { ensureTemporalPrograms } from './temporal/find-programs.ts';
import type { TemporalPrograms } from './temporal/release.ts';
import { connectTemporal, givenNamespaceId } from './temporal/given.ts';
import { ensureNamespace } from './temporal/namespace.ts';
import { temporalAddress } from './temporal/start.ts';

/** What is needed to start everything on one data folder. */
export interface WorldOptions {
  environment: Environment;
  folder: DataFolder;
  supervisor: Supervisor;
  say: Say;
  /** Root of the checkout, and the files of the two parts that are ours. */
  root: string;
  workerEntry: string;
  apiEntry: string;
  chooseNewPorts: boolean;
  takeOverRecord: boolean;
  /** Called once the record's database is migrated, before worker and API start. */
  afterMigration: (record: { ownerUrl: string | undefined; isEmbedded: boolean }) => Promise<void>;
  /** Throws when the start has been called off. */
  assertGoingOn: () => void;
}

/** Addresses of a running world. */
export interface World {
  apiAddress: string;
  temporalAddress: string;
}

/**
 * Starts PostgreSQL, Temporal, worker and API in this order, each watched by the supervisor, and returns once all of them work.
 * Servers given in the environment are used instead of the embedded ones; a given database holds the record only, so an embedded
 * Temporal server still brings the embedded PostgreSQL. Throws SetupError or MigrationError; the caller then stops what runs.
 */
export async function startWorld(options: WorldOptions): Promise<World> {
  const { environment, folder, say } = options;
  // Whatever does not work is told before anything is started or written.
  if (environment.database.appUrl !== undefined) await inspectGivenDatabase(environment.database.appUrl, environment.database.ownerUrl);
  await stopOwnLeftOvers(folder, say);
  const apiPort = await apiPortOf(environment);
  const isEmbedded = { record: environment.database.appUrl === undefined, engine: environment.temporal.address === undefined };
  const ours = isEmbedded.record || isEmbedded.engine ? { ports: await portsOf(folder, { chooseNew: options.chooseNewPorts }), secrets: secretsOf(folder) } : undefined;

  const engine = { ...environment.temporal, address: environment.temporal.address ?? temporalAddress(ours!.ports) };
  const record = isEmbedded.record ? embeddedDatabaseUrls(ours!.ports, ours!.secrets) : { ...environment.database, appUrl: environment.database.appUrl! };
  const prepareRecord = async () => {
    await migrateRecord(record, say);
    await options.afterMigration({ ownerUrl: record.ownerUrl, isEmbedded: isEmbedded.record });
  };
  // The embedded record may be prepared while the engine starts; a given one only when the engine is known to be the right one.
  if (ours !== undefined) await startEmbedded(options, ours, { withTemporal: isEmbedded.engine, meanwhile: isEmbedded.record ? prepareRecord : undefined });
  options.assertGoingOn();

  const connection = await connectTemporal(engine);
  try {
    const namespaceId = isEmbedded.engine ? await ensureNamespace(connection, engine.namespace) : await givenNamespaceId(connection, engine);
    if (!options.takeOverRecord) await assertRecordOfEngine(record.ownerUrl ?? record.appUrl, namespaceId);
    if (!isEmbedded.record) await prepareRecord();
    if (record.ownerUrl !== undefined) await bindRecordToEngine(record.ownerUrl, namespaceId);
    options.assertGoingOn();
    return { apiAddress: await startOwnParts(options, { appUrl: record.appUrl, engine, apiPort }, connection), temporalAddress: engine.address };
  } finally {
    await connection.close();
  }
}

async function startEmbedded(
  { folder, supervisor, say, assertGoingOn }: WorldOptions,
  { ports, secrets }: { ports: Ports; secrets: Secrets },
  { withTemporal, meanwhile }: { withTemporal: boolean; meanwhile: (() => Promise<void>) | undefined },
): Promise<void> {
  const programs = withTemporal ? await ensureTemporalPrograms({ say }) : undefined;
  assertGoingOn();
  await supervisor.run(postgresPart(folder, ports, secrets));
  const startEngine = async (temporalPrograms: TemporalPrograms) => {
    await prepareTemporalSchema(ports, secrets, temporalPrograms);
    assertGoingOn();
    await supervisor.run(temporalPart(folder, ports, secrets, temporalPrograms));
  };
  await bothOrThrow(programs === undefined ? Promise.resolve() : startEngine(programs), meanwhile?.() ?? Promise.resolve());
}

async function startOwnParts(
  { environment, folder, supervisor, root, workerEntry, apiEntry }: WorldOptions,
  { appUrl, engine, apiPort }: { appUrl: string; engine: Environment['temporal'] & { address: string }; apiPort: number },
  connection: Connection,
): Promise<string> {
  const values = partEnvironment({
    DATABASE_URL: appUrl,
    // Absolute: the parts work in the checkout, whatever folder the command was given in.
    DUBAN_DATA: folder.path,
    TEMPORAL_ADDRESS: engine.address,
    TEMPORAL_NAMESPACE: engine.namespace,
    DUBAN_HOST: environment.api.host,
    DUBAN_PORT: String(apiPort),
  });
  const startedAt = new Date(Math.floor(Date.now() / 1000) * 1000);
  const worker = nodePart('worker', workerEntry, folder, root, values);
  const api = nodePart('api', apiEntry, folder, root, values);
  const workerProcess = await supervisor.run(worker);
  const apiProcess = await supervisor.run(api);
  const isEverywhere = environment.api.host === '0.0.0.0' || environment.api.host === '::';
  const host = isEverywhere ? '127.0.0.1' : environment.api.host;
  const apiAddress = `http://${host.includes(':') ? `[${host}]` : host}:${apiPort}`;
  await bothOrThrow(
    untilWorkerReady(connection, engine.namespace, startedAt, { name: 'worker', process_: workerProcess, logFile: worker.logFile }),
    untilApiReady(apiAddress, { name: 'api', process_: apiProcess, logFile: api.logFile }),
  );
  return apiAddress;
}

async function migrateRecord(record: { appUrl: string; ownerUrl: string | undefined }, say: Say): Promise<void> {
  if (record.ownerUrl === undefined) return;
  const applied = await migrate({ ownerUrl: record.ownerUrl, appRole: decodeURIComponent(new URL(record.appUrl).username) });
  if (applied.length > 0) say(`数据库已执行 ${applied.length} 个迁移。`, `${applied.length} migration(s) applied.`);
}

async function stopOwnLeftOvers(folder: DataFolder, say: Say): Promise<void> {
  const ended = (await stopLeftOver('api', folder)) + (await stopLeftOver('worker', folder));
  if (ended > 0) say(`已结束上次遗留的 ${ended} 个进程。`, `Ended ${ended} process(es) left over from the last run.`);
}

async function apiPortOf(environment: Environment): Promise<number> {
  const { host, port } = environment.api;
  if (port === 0) return (await chooseFreePorts()).postgres;
  await assertPortFree(port, 'API', { zh: '请结束那个程序，或用环境变量 DUBAN_PORT 指定别的端口。', en: 'End that program, or name another port in DUBAN_PORT.' }, host);
  return port;
}

/** Like Promise.all, but lets both end before it throws, so that nobody starts a part after the stop. */
async function bothOrThrow(...works: Promise<unknown>[]): Promise<void> {
  for (const result of await Promise.allSettled(works)) {
    if (result.status === 'rejected') throw result.reason;
  }
}

/** Files of our own parts in a checkout. */
export function ownEntries(root: string): { root: string; workerEntry: string; apiEntry: string } {
  return { root, workerEntry: join(root, 'workers', 'main.ts'), apiEntry: join(root, 'api', 'main.ts') };
}
