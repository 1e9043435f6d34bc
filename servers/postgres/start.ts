import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { assertPortFree } from '../ports.ts';
import { lastLines } from '../last-lines.ts';
import { startDetached } from '../processes/detached.ts';
import { findPostgresIn } from '../processes/find.ts';
import { commandLineOf, isAlive, type ProcessIdentity } from '../processes/identity.ts';
import { stopProcess } from '../processes/stop.ts';
import { SetupError } from '../setup-error.ts';
import { waitUntil } from '../wait-until.ts';
import { accountFor } from './account.ts';
import { ADMIN_ROLE, initialiseCluster, inspectCluster } from './initialise.ts';
import { findPostgresProgram } from './program.ts';

/** How one embedded PostgreSQL is run. */
export interface PostgresOptions {
  /** The data folder of Duban that this server works for. */
  folder: string;
  /** The cluster's own folder; must not exist, or hold a cluster of ours. */
  databaseFolder: string;
  port: number;
  adminPassword: string;
  logFile: string;
  /** False only in tests: a crash of the machine (not of a process) may then lose data. */
  isDurable: boolean;
  /** For tests of placing the programs. */
  program?: Parameters<typeof findPostgresProgram>[1];
}

const PORT_ADVICE = {
  zh: '请结束那个程序，或用 npm start -- --new-ports 另选端口。',
  en: 'End that program, or choose other ports with: npm start -- --new-ports',
};

/** Connection data of the superuser. */
export function adminConnection(options: PostgresOptions, database = 'postgres'): pg.ClientConfig {
  return { host: '127.0.0.1', port: options.port, user: ADMIN_ROLE, password: options.adminPassword, database, connectionTimeoutMillis: 5000 };
}

/**
 * Starts PostgreSQL on the data folder (made first where it is absent) and waits until it answers as its superuser.
 * What an earlier, crashed run left behind is taken over where it still works, and ended where it does not.
 * Throws SetupError: PORT_TAKEN, DATA_FOLDER_FOREIGN, DATA_FOLDER_DAMAGED, POSTGRES_VERSION, PART_DIED, TIMED_OUT.
 */
export async function startPostgres(options: PostgresOptions): Promise<ProcessIdentity> {
  const account = accountFor(options.databaseFolder);
  const program = findPostgresProgram(account, options.program);
  if (inspectCluster(program, options.databaseFolder) === 'absent') {
    await assertPortFree(options.port, 'PostgreSQL', PORT_ADVICE);
    initialiseCluster(program, options.databaseFolder, account, options);
  }
  const args = serverArguments(options);
  const running = await takeOver(options, [join(program.binFolder, 'postgres'), ...args]);
  if (running !== undefined) return running;

  await assertPortFree(options.port, 'PostgreSQL', PORT_ADVICE);
  const logStart = statSync(options.logFile, { throwIfNoEntry: false })?.size ?? 0;
  const server = await startDetached({
    part: 'postgres',
    folder: options.folder,
    command: join(program.binFolder, 'postgres'),
    args,
    cwd: options.databaseFolder,
    env: { LC_ALL: 'C.UTF-8', TZ: 'UTC', PATH: process.env['PATH'] ?? '' },
    logFile: options.logFile,
    ...(account && { account }),
  });
  try {
    await untilItAnswers(options, server, logStart);
  } catch (error) {
    await stopPostgres(server);
    throw error;
  }
  return server;
}

/** Stops PostgreSQL: connections are cut and everything is written (SIGINT, "fast shutdown"). */
export function stopPostgres(server: ProcessIdentity): Promise<'gone' | 'stopped' | 'killed'> {
  return stopProcess(server, 'SIGINT', 30_000);
}

/** The running server of a cluster folder (its postmaster), or undefined. */
export function findPostmaster(databaseFolder: string): ProcessIdentity | undefined {
  const pid = postmasterPid(databaseFolder);
  return findPostgresIn(databaseFolder).find((process_) => process_.pid === pid);
}

function serverArguments(options: PostgresOptions): string[] {
  const settings: Record<string, string> = {
    port: String(options.port),
    listen_addresses: '127.0.0.1',
    // No socket file: it would need a folder that both the account and everybody else can enter.
    unix_socket_directories: '',
    max_connections: '200',
    // Files in the data folder instead of /dev/shm: nothing outlives a kill -9 there, and containers keep /dev/shm small.
    dynamic_shared_memory_type: 'mmap',
    timezone: 'UTC',
    log_timezone: 'UTC',
    password_encryption: 'scram-sha-256',
    ...(options.isDurable ? {} : { fsync: 'off', full_page_writes: 'off' }),
  };
  return ['-D', '/proc/self/cwd', ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** Uses what still runs on the folder if it was started exactly as we would, answers, and is no orphan; otherwise ends all of it. */
async function takeOver(options: PostgresOptions, commandLine: string[]): Promise<ProcessIdentity | undefined> {
  const postmaster = findPostmaster(options.databaseFolder);
  if (postmaster !== undefined && commandLineOf(postmaster.pid)?.join('\0') === commandLine.join('\0') && (await answers(options)) === true) {
    return { ...postmaster, folder: options.folder };
  }
  if (postmaster !== undefined) await stopPostgres(postmaster);
  // Children whose postmaster was killed end by themselves, unless they are frozen; the next server refuses while one lives.
  for (const orphan of findPostgresIn(options.databaseFolder)) await stopProcess(orphan, 'SIGQUIT', 3000);
  // PostgreSQL clears a leftover pid file itself, unless the pid meanwhile belongs to somebody else: then it would refuse to start.
  const pid = postmasterPid(options.databaseFolder);
  if (pid !== undefined && commandLineOf(pid) !== undefined) rmSync(join(options.databaseFolder, 'postmaster.pid'), { force: true });
  return undefined;
}

async function untilItAnswers(options: PostgresOptions, server: ProcessIdentity, logStart: number): Promise<void> {
  const logged = () => lastLines(options.logFile, 12, logStart);
  const died = () => new SetupError(
    'PART_DIED',
    `PostgreSQL 启动失败（日志 ${options.logFile}）：\n${logged()}`,
    'PostgreSQL did not start (its last lines are above). Nothing was changed by Duban.',
  );
  await waitUntil(async () => {
    if (!isAlive(server)) throw died();
    const answer = await answers(options);
    if (answer instanceof Error) throw answer;
    return answer;
  }, {
    timeoutMs: 120_000,
    everyMs: 40,
    onTimeout: () => new SetupError('TIMED_OUT', `PostgreSQL 120 秒内没有就绪（日志 ${options.logFile}）：\n${logged()}`, 'PostgreSQL did not get ready within 120 s.'),
  });
}

/** True when the server answers our password; false while it is not there yet; an error when it is not ours. */
async function answers(options: PostgresOptions): Promise<boolean | SetupError> {
  const client = new pg.Client(adminConnection(options));
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code !== '28P01' && code !== '28000') return false;
    return new SetupError(
      'DATA_FOLDER_DAMAGED',
      `端口 ${options.port} 上的 PostgreSQL 不接受本数据文件夹保存的密码（secrets.json 与数据库不符）。`,
      `PostgreSQL on port ${options.port} refuses the password stored with this data folder (secrets.json does not belong to the database).`,
      error,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

function postmasterPid(databaseFolder: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(join(databaseFolder, 'postmaster.pid'), 'utf8'), 10);
  } catch {
    return undefined;
  }
}
