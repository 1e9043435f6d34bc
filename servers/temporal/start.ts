import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines } from '../last-lines.ts';
import { assertPortFree, holderOf, type Ports } from '../ports.ts';
import { TEMPORAL_DATABASE, TEMPORAL_ROLE, VISIBILITY_DATABASE } from '../postgres/roles.ts';
import { startDetached } from '../processes/detached.ts';
import { findMarked } from '../processes/find.ts';
import { isAlive, type ProcessIdentity } from '../processes/identity.ts';
import { stopProcess } from '../processes/stop.ts';
import { SetupError } from '../setup-error.ts';
import { waitUntil } from '../wait-until.ts';
import { DYNAMIC_CONFIG } from './dynamic-config.ts';
import { answersHealthCheck } from './namespace.ts';
import { forgetMembers } from './schema.ts';

/** How the embedded Temporal server is run. */
export interface TemporalOptions {
  /** The data folder of Duban that this server works for. */
  folder: string;
  /** Folder for its settings file. */
  workFolder: string;
  serverProgram: string;
  ports: Ports;
  databasePassword: string;
  logFile: string;
}

const PART = 'temporal';
/** Can never be changed for an existing database. Four suit one machine; a larger installation brings a cluster of its own. */
const HISTORY_SHARDS = '4';

/** Address of the embedded server's frontend. */
export function temporalAddress(ports: Ports): string {
  return `127.0.0.1:${ports.temporalFrontend}`;
}

/**
 * Starts the Temporal server on its (prepared) databases and waits until it answers.
 * One that an earlier, crashed run left behind is taken over when it was started in the same way and answers, else ended first.
 * Throws SetupError: PORT_TAKEN, PART_DIED, TIMED_OUT.
 */
export async function startTemporal(options: TemporalOptions): Promise<ProcessIdentity> {
  const configFile = join(options.workFolder, 'dynamic-config.yaml');
  mkdirSync(options.workFolder, { recursive: true, mode: 0o700 });
  writeFileSync(configFile, DYNAMIC_CONFIG, { mode: 0o600 });

  const commandLine = [options.serverProgram, '--allow-no-auth', 'start'];
  const running = await takeOver(options, commandLine);
  if (running !== undefined) return running;
  for (const port of portsOf(options.ports)) {
    await assertPortFree(port, 'Temporal', { zh: '请结束那个程序，或用 npm start -- --new-ports 另选端口。', en: 'End that program, or choose other ports with: npm start -- --new-ports' });
  }
  await forgetMembers({ port: options.ports.postgres, password: options.databasePassword });
  const logStart = statSync(options.logFile, { throwIfNoEntry: false })?.size ?? 0;
  const server = await startDetached({
    part: PART,
    folder: options.folder,
    command: options.serverProgram,
    args: commandLine.slice(1),
    cwd: options.workFolder,
    env: serverEnvironment(options, configFile),
    logFile: options.logFile,
  });
  try {
    await untilItAnswers(options, server, logStart);
  } catch (error) {
    await stopTemporal(server);
    throw error;
  }
  return server;
}

/** Stops the Temporal server; timers and workflows go on when it is started again. */
export function stopTemporal(server: ProcessIdentity): Promise<'gone' | 'stopped' | 'killed'> {
  return stopProcess(server, 'SIGTERM', 20_000);
}

/** Temporal servers that run for a data folder. */
export function findTemporal(folder: string): ProcessIdentity[] {
  return findMarked(PART, folder);
}

function portsOf(ports: Ports): number[] {
  const { postgres: _postgres, ...temporal } = ports;
  return Object.values(temporal);
}

function serverEnvironment(options: TemporalOptions, configFile: string): Record<string, string> {
  const { ports } = options;
  return {
    PATH: process.env['PATH'] ?? '',
    TZ: 'UTC',
    DB: 'postgres12_pgx',
    POSTGRES_SEEDS: '127.0.0.1',
    DB_PORT: String(ports.postgres),
    POSTGRES_USER: TEMPORAL_ROLE,
    POSTGRES_PWD: options.databasePassword,
    DBNAME: TEMPORAL_DATABASE,
    VISIBILITY_DBNAME: VISIBILITY_DATABASE,
    NUM_HISTORY_SHARDS: HISTORY_SHARDS,
    BIND_ON_IP: '127.0.0.1',
    TEMPORAL_BROADCAST_ADDRESS: '127.0.0.1',
    DYNAMIC_CONFIG_FILE_PATH: configFile,
    LOG_LEVEL: 'warn',
    FRONTEND_GRPC_PORT: String(ports.temporalFrontend),
    FRONTEND_HTTP_PORT: String(ports.temporalFrontendHttp),
    FRONTEND_MEMBERSHIP_PORT: String(ports.temporalFrontendMembership),
    HISTORY_GRPC_PORT: String(ports.temporalHistory),
    HISTORY_MEMBERSHIP_PORT: String(ports.temporalHistoryMembership),
    MATCHING_GRPC_PORT: String(ports.temporalMatching),
    MATCHING_MEMBERSHIP_PORT: String(ports.temporalMatchingMembership),
    WORKER_GRPC_PORT: String(ports.temporalWorker),
    WORKER_MEMBERSHIP_PORT: String(ports.temporalWorkerMembership),
  };
}

async function takeOver(options: TemporalOptions, commandLine: string[]): Promise<ProcessIdentity | undefined> {
  for (const left of findTemporal(options.folder)) {
    const isSame = left.commandLine.join('\0') === commandLine.join('\0') && holderOf(options.ports.temporalFrontend) === left.pid;
    if (isSame && (await answersHealthCheck(temporalAddress(options.ports)))) return left;
    await stopTemporal(left);
  }
  return undefined;
}

async function untilItAnswers(options: TemporalOptions, server: ProcessIdentity, logStart: number): Promise<void> {
  const logged = () => lastLines(options.logFile, 6, logStart);
  await waitUntil(async () => {
    if (!isAlive(server)) {
      throw new SetupError('PART_DIED', `Temporal 服务启动失败（日志 ${options.logFile}）：\n${logged()}`, 'The Temporal server did not start (its last lines are above).');
    }
    return answersHealthCheck(temporalAddress(options.ports));
  }, {
    timeoutMs: 90_000,
    onTimeout: () => new SetupError('TIMED_OUT', `Temporal 服务 90 秒内没有就绪（日志 ${options.logFile}）：\n${logged()}`, 'The Temporal server did not get ready within 90 s.'),
  });
}
