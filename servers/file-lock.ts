import { chmodSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { SetupError } from './setup-error.ts';

const SQLITE_BUSY = 5;
const SQLITE_NOT_A_DATABASE = 26;

/** A lock that is held until it is released or its process is gone. */
export interface FileLock {
  release(): void;
}

/**
 * Takes the lock at `file`, or gives undefined when another process holds it. Throws SetupError DATA_FOLDER_DAMAGED when the file is something else.
 *
 * Node itself offers no file locks, SQLite does: the kernel frees this one with its process, however that ends, so that none is ever
 * left behind; and it holds between containers that share the folder.
 */
export function tryLock(file: string): FileLock | undefined {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    chmodSync(file, 0o600);
    return { release: () => database.close() };
  } catch (error) {
    database.close();
    const { errcode } = error as { errcode?: number };
    if (errcode === SQLITE_BUSY) return undefined;
    if (errcode !== SQLITE_NOT_A_DATABASE) throw error;
    throw new SetupError('DATA_FOLDER_DAMAGED', `锁文件 ${file} 已损坏；确认没有 Duban 在运行后，删除它再启动。`, `The lock file ${file} is damaged; make sure that no Duban runs, delete it and start again.`);
  }
}

