import { randomBytes } from 'node:crypto';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import pg from 'pg';
import { removeAbandonedTestFolders, TEST_FOLDER_PREFIX, writeOwner } from './abandoned-tests.ts';
import { chooseFreePorts, type Ports } from './ports.ts';
import { APP_ROLE, ensureRecordDatabase, ensureRolesAndDatabases, OWNER_ROLE } from './postgres/roles.ts';
import { adminConnection, startPostgres, stopPostgres, type PostgresOptions } from './postgres/start.ts';
import { findPostgresIn } from './processes/find.ts';
import { isAlive, type ProcessIdentity } from './processes/identity.ts';
import { signalProcess } from './processes/stop.ts';
import { SetupError } from './setup-error.ts';
import { ensureTemporalPrograms } from './temporal/find-programs.ts';
import { ensureNamespace } from './temporal/namespace.ts';
import { prepareSchema } from './temporal/schema.ts';
import { startTemporal, stopTemporal, temporalAddress, type TemporalOptions } from './temporal/start.ts';
import { waitUntil } from './wait-until.ts';

/** A PostgreSQL and a Temporal server of a test's own, on a folder of their own under the system's temporary folder. */
export interface TestServers {
  postgres: {
    host: string;
    port: number;
    /** URL of the superuser, database `postgres`. */
    adminUrl: string;
    /** URLs of the owner's and the application's role for a database, `duban` unless told. */
    ownerUrl(database?: string): string;
    appUrl(database?: string): string;
    /** Creates an empty database for records (or a copy of `template`, which nobody may be connected to) and returns its name. */
    createDatabase(name: string, template?: string): Promise<string>;
  };
  temporalAddress: string;
  /** Namespace `duban`, registered. */
  namespace: string;
  /** Process ids as they are now; undefined where a part is down. */
  pids(): { postgres: number | undefined; temporal: number | undefined };
  logFolder: string;
  /** Sends a signal to a part; after SIGKILL it waits until the process is gone, and PostgreSQL's children with it. */
  killPostgres(signal?: NodeJS.Signals): Promise<void>;
  killTemporal(signal?: NodeJS.Signals): Promise<void>;
  /** Starts the part again on the same data and port (what still runs of it is taken over or ended first), and waits until it answers. */
  restartPostgres(): Promise<void>;
  restartTemporal(): Promise<void>;
  /** Stops everything and removes the folder. Safe to call twice. */
  stop(): Promise<void>;
}

export interface TestServersOptions {
  /** Namespace to register; `duban` unless told. */
  namespace?: string;
  /** Only PostgreSQL: saves two seconds where no engine is needed. `temporalAddress` then answers nobody. */
  withoutTemporal?: boolean;
  /** Write to disk as in production. Off unless told: a kill -9 of a process loses nothing either way. */
  isDurable?: boolean;
}

/**
 * Starts PostgreSQL and the Temporal server for tests and returns once both answer: some three seconds.
 * They are detached, so call `stop()` in an `afterAll`; what a killed test process left running is ended by the next call of this.
 */
export async function startTestServers(options: TestServersOptions = {}): Promise<TestServers> {
  await removeAbandonedTestFolders();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOnce(options);
    } catch (error) {
      // Between choosing a port and using it, another test may have taken it.
      const isPortRace = error instanceof SetupError && (error.code === 'PORT_TAKEN' || error.code === 'PART_DIED');
      if (!isPortRace || attempt === 3) throw error;
    }
  }
}

async function startOnce(options: TestServersOptions): Promise<TestServers> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), TEST_FOLDER_PREFIX)));
  writeOwner(folder);
  const ports = await chooseFreePorts();
  const passwords = { admin: secret(), owner: secret(), app: secret(), temporal: secret() };
  const namespace = options.namespace ?? 'duban';
  const logFolder = join(folder, 'log');
  const postgresOptions: PostgresOptions = {
    folder, databaseFolder: join(folder, 'postgres'), port: ports.postgres, adminPassword: passwords.admin,
    logFile: join(logFolder, 'postgres.log'), isDurable: options.isDurable ?? false,
  };
  let postgres: ProcessIdentity | undefined;
  let temporal: ProcessIdentity | undefined;
  let temporalOptions: TemporalOptions | undefined;

  const stop = async () => {
    if (temporal !== undefined) await stopTemporal(temporal);
    if (postgres !== undefined) await stopPostgres(postgres);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    postgres = await startPostgres(postgresOptions);
    await ensureRolesAndDatabases(adminConnection(postgresOptions), passwords);
    if (options.withoutTemporal !== true) {
      const programs = await ensureTemporalPrograms();
      await prepareSchema(programs.sql, { port: ports.postgres, password: passwords.temporal });
      temporalOptions = temporalOptionsFor(folder, logFolder, programs.server, ports, passwords.temporal);
      temporal = await startTemporal(temporalOptions);
      await registerNamespace(ports, namespace);
    }
  } catch (error) {
    await stop();
    throw error;
  }

  const url = (role: string, password: string, database: string) => `postgresql://${role}:${password}@127.0.0.1:${ports.postgres}/${database}`;
  return {
    postgres: {
      host: '127.0.0.1',
      port: ports.postgres,
      adminUrl: url('duban_admin', passwords.admin, 'postgres'),
      ownerUrl: (database = 'duban') => url(OWNER_ROLE, passwords.owner, database),
      appUrl: (database = 'duban') => url(APP_ROLE, passwords.app, database),
      createDatabase: (name, template) => createDatabase(adminConnection(postgresOptions), name, template),
    },
    temporalAddress: temporalAddress(ports),
    namespace,
    pids: () => ({ postgres: livingPid(postgres), temporal: livingPid(temporal) }),
    logFolder,
    killPostgres: async (signal = 'SIGKILL') => {
      await sendSignal(postgres, signal);
      // its children outlive it for a moment, and one of them may still answer
      if (signal === 'SIGKILL') await waitUntil(() => findPostgresIn(postgresOptions.databaseFolder).length === 0, { timeoutMs: 10_000, everyMs: 10, onTimeout: () => new Error('children of PostgreSQL survive it') });
    },
    killTemporal: (signal = 'SIGKILL') => sendSignal(temporal, signal),
    restartPostgres: async () => {
      postgres = await startPostgres(postgresOptions);
    },
    restartTemporal: async () => {
      if (temporalOptions === undefined) throw new Error('these test servers were started without Temporal');
      temporal = await startTemporal(temporalOptions);
    },
    stop,
  };
}

function temporalOptionsFor(folder: string, logFolder: string, serverProgram: string, ports: Ports, databasePassword: string): TemporalOptions {
  return { folder, workFolder: join(folder, 'temporal'), serverProgram, ports, databasePassword, logFile: join(logFolder, 'temporal.log') };
}

async function registerNamespace(ports: Ports, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address: temporalAddress(ports) });
  try {
    await ensureNamespace(connection, namespace);
  } finally {
    await connection.close();
  }
}

async function createDatabase(admin: pg.ClientConfig, name: string, template?: string): Promise<string> {
  const client = new pg.Client(admin);
  await client.connect();
  try {
    if (template !== undefined) {
      // Copying files is quicker than writing every page to the log.
      await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)} OWNER ${OWNER_ROLE} TEMPLATE ${pg.escapeIdentifier(template)} STRATEGY file_copy`);
    }
    await ensureRecordDatabase(client, name);
    return name;
  } finally {
    await client.end();
  }
}

async function sendSignal(process_: ProcessIdentity | undefined, signal: NodeJS.Signals): Promise<void> {
  if (process_ === undefined) throw new Error('this part was not started');
  signalProcess(process_, signal);
  if (signal !== 'SIGKILL') return;
  await waitUntil(() => !isAlive(process_), { timeoutMs: 10_000, everyMs: 10, onTimeout: () => new Error(`process ${process_.pid} survives SIGKILL`) });
}

function livingPid(process_: ProcessIdentity | undefined): number | undefined {
  return process_ !== undefined && isAlive(process_) ? process_.pid : undefined;
}

function secret(): string {
  return randomBytes(18).toString('base64url');
}
