import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { migrate } from '../prisma/migrate.ts';
import { APP_ROLE } from '../servers/postgres/roles.ts';
import { findPostgresIn, findMarked } from '../servers/processes/find.ts';
import { bundleWorkflows } from '../workers/bundle.ts';
import { startTestServers, type TestServers } from '../servers/test-servers.ts';
import type { Callers } from './people/click.ts';
import { startCrowd, type Crowd } from './people/crowd.ts';
import { createHttpCaller } from './people/http-caller.ts';
import { fill, populate } from './populate.ts';
import { startChild, type Child } from './processes/child.ts';
import type { Trap, TrapPoint } from './processes/traps.ts';
import { createRandom, type Random } from './random.ts';
import { openToldLog, type ToldLog } from './told-log.ts';

export interface ChaosOptions {
  readonly seed: number;
  readonly files: number;
  readonly people: number;
  readonly workers: number;
  readonly apis: number;
  /** Folder for the log of answers and the logs of the processes. */
  readonly folder: string;
  readonly scanSeconds: number;
  /** Low, so that many files continue as new in the middle of it all. */
  readonly historyLimit: number;
}

/** A process caught at a point, standing there until released or killed. */
export interface Caught {
  readonly child: Child;
  readonly detail: unknown;
  release(): void;
}

/** The product under chaos: real servers, worker and API processes, and people who act. */
export interface ChaosWorld {
  readonly options: ChaosOptions;
  readonly servers: TestServers;
  /** The owner's eyes on the record, for looking and for the audit. */
  readonly pool: pg.Pool;
  readonly client: Client;
  readonly random: Random;
  readonly log: ToldLog;
  readonly callers: Callers;
  /** 1, 2, 3, …: for names, and for random sources of their own. */
  nextNumber(): number;
  /** Matter of the files of the scenario that runs: the crowd leaves them alone, until the next one runs. */
  ownMatter(): string;
  /** Pids that are stopped now. */
  readonly frozen: Set<number>;
  thawAll(): void;
  workers(): Child[];
  apis(): Child[];
  startWorker(options?: { scanSeconds?: number }): Promise<Child>;
  startApi(): Promise<Child>;
  /** What a supervisor does: starts again whatever is not there, and returns when all of it is ready. */
  bringBack(): Promise<void>;
  /** Catches whoever of the living processes comes by first. */
  catchAt(point: TrapPoint, where?: Pick<Trap, 'fileId' | 'kind'>): { readonly caught: Promise<Caught>; cancel(): void };
  /** The entry that workers are started from, from now on: another one for the row that breaks the protocol. */
  workerEntry: './worker.ts' | './without-take-in.ts';
  crowd(options?: { people?: number; thinkMs?: number }): Crowd;
  worldNow(): Promise<string>;
  /** Pids of all of PostgreSQL: postmaster and children. */
  postgresPids(): number[];
  temporalPids(): number[];
  folderOfServers: string;
  close(): Promise<void>;
}

const entry = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export async function createChaosWorld(options: ChaosOptions): Promise<ChaosWorld> {
  mkdirSync(options.folder, { recursive: true });
  const random = createRandom(options.seed);
  const bundleFile = join(options.folder, 'workflows.js');
  const [servers] = await Promise.all([startTestServers(), bundleWorkflows().then(({ code }) => writeFileSync(bundleFile, code))]);
  let workers: Child[] = [];
  let apis: Child[] = [];
  let pool: pg.Pool | undefined;
  let connection: Connection | undefined;
  const frozen = new Set<number>();
  const close = async () => {
    thaw(frozen);
    await Promise.all([...workers, ...apis].map((child) => child.kill()));
    await pool?.end().catch(() => undefined);
    await connection?.close().catch(() => undefined);
    await servers.stop();
  };
  try {
    await migrate({ ownerUrl: servers.postgres.ownerUrl(), appRole: APP_ROLE });
    pool = new pg.Pool({ connectionString: servers.postgres.ownerUrl(), max: 8, statement_timeout: 10_000, connectionTimeoutMillis: 4000, application_name: 'chaos' });
    pool.on('error', () => undefined);
    await populate(pool);
    connection = await Connection.connect({
      address: servers.temporalAddress,
      channelArgs: { 'grpc.initial_reconnect_backoff_ms': 100, 'grpc.max_reconnect_backoff_ms': 500 },
    });
  } catch (error) {
    await close();
    throw error;
  }
  const client = new Client({ connection, namespace: servers.namespace });
  const log = openToldLog(join(options.folder, 'told.jsonl'));
  const env = {
    DATABASE_URL: servers.postgres.appUrl(),
    TEMPORAL_ADDRESS: servers.temporalAddress,
    TEMPORAL_NAMESPACE: servers.namespace,
    DUBAN_HOST: '127.0.0.1',
    DUBAN_PORT: '0',
    DUBAN_LOG_LEVEL: 'warn',
    DUBAN_HISTORY_LIMIT: String(options.historyLimit),
    DUBAN_REHEARSAL: 'true',
    CHAOS_BUNDLE: bundleFile,
    DUBAN_TOKEN_SECRET: randomBytes(32).toString('hex'),
    // a handful of people who never rest
    DUBAN_REQUESTS_PER_MINUTE: '1000000',
    DUBAN_SIGN_INS_PER_MINUTE: '1000000',
  };
  const urls = () => apis.filter((api) => api.isAlive()).map((api) => addresses.get(api) ?? '').filter((url) => url !== '');
  const addresses = new WeakMap<Child, string>();
  const http = createHttpCaller(urls, random.fork('clients'));
  const callers: Callers = { log, random: random.fork('keys'), send: http.act, ask: (intent, operationId) => http.ask(intent.person, operationId) };
  const folderOfServers = dirname(servers.logFolder);
  let number = 0;
  const pooled = pool;

  const world: ChaosWorld = {
    options, servers, pool: pooled, client, random, log, callers, close, folderOfServers,
    nextNumber: () => (number += 1),
    workerEntry: './worker.ts',
    ownMatter: () => `专用案卷 ${log.scenario}`,
    frozen,
    thawAll: () => thaw(frozen),
    workers: () => workers.filter((worker) => worker.isAlive()),
    apis: () => apis.filter((api) => api.isAlive()),
    async startWorker({ scanSeconds = options.scanSeconds } = {}) {
      const name = `worker-${(number += 1)}`;
      const child = startChild({ name, entry: entry(world.workerEntry), env: { ...env, CHAOS_SCAN_SECONDS: String(scanSeconds) }, logFile: join(options.folder, `${name}.log`) });
      workers = [...workers.filter((worker) => worker.isAlive()), child];
      await child.ready;
      return child;
    },
    async startApi() {
      const name = `api-${(number += 1)}`;
      const child = startChild({ name, entry: entry('./api.ts'), env, logFile: join(options.folder, `${name}.log`) });
      apis = [...apis.filter((api) => api.isAlive()), child];
      addresses.set(child, (await child.ready)['url'] ?? '');
      return child;
    },
    async bringBack() {
      if (servers.pids().postgres === undefined) await servers.restartPostgres();
      if (servers.pids().temporal === undefined) await servers.restartTemporal();
      const missing = [
        ...Array.from({ length: Math.max(0, options.workers - world.workers().length) }, () => world.startWorker()),
        ...Array.from({ length: Math.max(0, options.apis - world.apis().length) }, () => world.startApi()),
      ];
      await Promise.all(missing);
    },
    catchAt(point, where = {}) {
      const id = `${point}-${world.nextNumber()}`;
      const candidates = point === 'stored' || point === 'moved' ? world.apis() : world.workers();
      const cancel = () => {
        for (const child of candidates) child.disarm(id);
      };
      const caught = Promise.race(
        candidates.map(async (child): Promise<Caught> => {
          const { detail } = await child.arm({ id, point, ...where });
          for (const other of candidates) if (other !== child) other.disarm(id);
          return { child, detail, release: () => child.release(id) };
        }),
      );
      return { caught, cancel };
    },
    crowd: ({ people: size = options.people, thinkMs = 120 } = {}) =>
      startCrowd({ callers, pool: pooled, worldNow: world.worldNow, notTheirMatter: world.ownMatter, random: random.fork(`crowd ${world.nextNumber()}`), people: size, files: options.files, thinkMs }),
    async worldNow() {
      const { rows } = await pooled.query<{ at: Date }>('SELECT world_now() AS at');
      return rows[0]?.at.toISOString() ?? new Date().toISOString();
    },
    postgresPids: () => findPostgresIn(join(folderOfServers, 'postgres')).map(({ pid }) => pid),
    temporalPids: () => findMarked('temporal', folderOfServers).map(({ pid }) => pid),
  };
  try {
    await world.bringBack();
    await fill(world);
  } catch (error) {
    await close();
    throw error;
  }
  return world;
}

function thaw(frozen: Set<number>): void {
  for (const pid of frozen) {
    try {
      process.kill(pid, 'SIGCONT');
    } catch {
      // it was killed while it was frozen
    }
  }
  frozen.clear();
}
