import { readdirSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { commandLineOf, environmentOf, identityOf, workingDirectoryOf, type ProcessIdentity } from './identity.ts';

/** Names of the environment variables that mark our detached processes, so that one that was never recorded is found again. */
export const PART_MARK = 'DUBAN_PART';
export const FOLDER_MARK = 'DUBAN_PART_FOLDER';

/** Living processes that were started as `part` for the data folder, whether anybody recorded them or not. */
export function findMarked(part: string, folder: string): ProcessIdentity[] {
  return allPids().flatMap((pid) => {
    const environment = environmentOf(pid);
    const isOurs = environment.includes(`${PART_MARK}=${part}`) && environment.includes(`${FOLDER_MARK}=${folder}`);
    const identity = isOurs ? identityOf(pid, folder) : undefined;
    return identity === undefined ? [] : [identity];
  });
}

/** PostgreSQL processes (postmaster and its children) that work in this database folder. */
export function findPostgresIn(databaseFolder: string): ProcessIdentity[] {
  return allPids().flatMap((pid) => {
    if (workingDirectoryOf(pid) !== databaseFolder) return [];
    const name = programOf(pid) ?? commandLineOf(pid)?.[0] ?? '';
    // Right after an upgrade of the package the program's file may be gone: /proc then says "postgres (deleted)".
    if (!/^postgres\b/.test(basename(name))) return [];
    const identity = identityOf(pid, databaseFolder);
    return identity === undefined ? [] : [identity];
  });
}

function programOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/exe`);
  } catch {
    return undefined;
  }
}

function allPids(): number[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number);
}
