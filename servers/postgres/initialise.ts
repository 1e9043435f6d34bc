import { spawnSync } from 'node:child_process';
import { chownSync, closeSync, existsSync, lchownSync, lstatSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SetupError } from '../setup-error.ts';
import { namedAccount, type Account } from './account.ts';
import type { PostgresProgram } from './program.ts';

/** Name of the superuser of an embedded cluster. */
export const ADMIN_ROLE = 'duban_admin';

/**
 * Makes a new database cluster at `databaseFolder`, in one step: what is there afterwards is complete.
 *
 * Folders are handed over as `/proc/self/cwd`, never by name: the account may be unable to enter the folders above
 * (a checkout in root's home), and the kernel asks for no right on them this way.
 * Throws SetupError DATA_FOLDER_DAMAGED with what `initdb` said, or CANNOT_BECOME_OTHER_USER.
 */
export function initialiseCluster(
  program: PostgresProgram,
  databaseFolder: string,
  account: Account | undefined,
  options: { adminPassword: string; isDurable: boolean },
): void {
  const unfinished = `${databaseFolder}.unfinished`;
  const passwordFile = `${databaseFolder}.password`;
  const owner = account === undefined ? undefined : namedAccount();
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(dirname(databaseFolder), { recursive: true, mode: 0o700 });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, options.adminPassword, { mode: 0o600 });
  const password = openSync(passwordFile, 'r');
  try {
    if (owner !== undefined) {
      chownSync(unfinished, owner.uid, owner.gid);
      chownSync(passwordFile, owner.uid, owner.gid);
    }
    const args = [
      '-D', '/proc/self/cwd', '--pwfile=/proc/self/fd/3', `--username=${ADMIN_ROLE}`, '--auth=scram-sha-256',
      // Under another ctype the trigrams of Chinese text are empty and a search finds nothing.
      '--encoding=UTF8', '--locale=C.UTF-8', '--data-checksums', '--no-instructions', ...(options.isDurable ? [] : ['--no-sync']),
    ];
    const result = spawnSync(join(program.binFolder, 'initdb'), args, {
      cwd: unfinished, env: { LC_ALL: 'C.UTF-8', PATH: process.env['PATH'] ?? '', TZ: 'UTC' }, stdio: ['ignore', 'pipe', 'pipe', password], encoding: 'utf8', ...owner,
    });
    if (result.status !== 0) {
      const said = `${result.stderr ?? ''}${result.error?.message ?? ''}`.trim();
      if (said.includes('could not look up effective user ID')) throw nameless();
      throw new SetupError('DATA_FOLDER_DAMAGED', `无法建立数据库文件夹 ${databaseFolder}：\n${said}`, `Cannot make the database folder ${databaseFolder} (see above).`);
    }
    if (account !== undefined) giveTo(unfinished, account);
    renameSync(unfinished, databaseFolder);
  } finally {
    closeSync(password);
    rmSync(passwordFile, { force: true });
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/**
 * Looks whether `databaseFolder` holds a cluster that this program can run: `absent`, or `usable`.
 * Throws SetupError DATA_FOLDER_FOREIGN (something else is there), DATA_FOLDER_DAMAGED or POSTGRES_VERSION; changes nothing.
 */
export function inspectCluster(program: PostgresProgram, databaseFolder: string): 'absent' | 'usable' {
  if (!existsSync(databaseFolder)) return 'absent';
  const versionFile = join(databaseFolder, 'PG_VERSION');
  const looksLikeCluster = ['base', 'global', 'pg_wal', 'postgresql.conf'].some((name) => existsSync(join(databaseFolder, name)));
  if (!existsSync(versionFile) && !looksLikeCluster) {
    throw new SetupError(
      'DATA_FOLDER_FOREIGN',
      `${databaseFolder} 不是 PostgreSQL 的数据文件夹，没有改动其中任何内容。请把它移走后再启动。`,
      `${databaseFolder} is not a PostgreSQL data folder; nothing in it was changed. Move it away and start again.`,
    );
  }
  const missing = ['PG_VERSION', 'base', 'global/pg_control', 'pg_wal', 'pg_xact', 'postgresql.conf', 'pg_hba.conf'].filter((name) => !existsSync(join(databaseFolder, name)));
  if (missing.length > 0) {
    throw new SetupError(
      'DATA_FOLDER_DAMAGED',
      `数据文件夹 ${databaseFolder} 已损坏，缺少：${missing.join(', ')}。没有改动任何内容；请从备份恢复，或移走后重新开始。`,
      `The data folder ${databaseFolder} is damaged; missing: ${missing.join(', ')}. Nothing was changed: restore a backup, or move it away and start afresh.`,
    );
  }
  const major = readFileSync(versionFile, 'utf8').trim();
  if (major !== String(program.majorVersion)) {
    throw new SetupError(
      'POSTGRES_VERSION',
      `数据文件夹 ${databaseFolder} 属于 PostgreSQL ${major}，内置程序是 ${program.majorVersion}。没有改动任何内容；请先用 pg_upgrade 或导出再导入。`,
      `The data folder ${databaseFolder} belongs to PostgreSQL ${major}, the embedded program is ${program.majorVersion}. Nothing was changed: use pg_upgrade, or dump and restore.`,
    );
  }
  return 'usable';
}

/** Usual in containers that are started with a bare number as user. */
function nameless(): SetupError {
  const uid = process.getuid?.();
  return new SetupError(
    'CANNOT_BECOME_OTHER_USER',
    `当前用户号 ${uid} 在 /etc/passwd 中没有名称，PostgreSQL 的 initdb 因此拒绝初始化。请为该用户号加一个条目，以 root 启动，或用 DATABASE_URL 和 TEMPORAL_ADDRESS 指定已有的服务。`,
    `The user number ${uid} has no name in /etc/passwd, so initdb of PostgreSQL refuses. Add an entry for it, start as root, or name servers of your own in DATABASE_URL and TEMPORAL_ADDRESS.`,
  );
}

function giveTo(path: string, account: Account): void {
  lchownSync(path, account.uid, account.gid);
  if (!lstatSync(path).isDirectory()) return;
  for (const name of readdirSync(path)) giveTo(join(path, name), account);
}
