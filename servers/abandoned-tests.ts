import { readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJsonFile, writeJsonFile } from './json-file.ts';
import { findPostgresIn } from './processes/find.ts';
import { identityOf, isAlive, type ProcessIdentity } from './processes/identity.ts';
import { stopProcess } from './processes/stop.ts';
import { findTemporal } from './temporal/start.ts';

/** Beginning of the name of every folder of test servers under the system's temporary folder. */
export const TEST_FOLDER_PREFIX = 'duban-test-';
const OWNER_FILE = 'owner.json';

/** Notes in a test folder that this process uses it. */
export function writeOwner(folder: string): void {
  writeJsonFile(join(folder, OWNER_FILE), identityOf(process.pid, folder));
}

/** Ends the servers of test processes that died without stopping them, and removes their folders. Others' folders are left alone. */
export async function removeAbandonedTestFolders(parent = realpathSync(tmpdir())): Promise<void> {
  for (const name of readdirSync(parent).filter((candidate) => candidate.startsWith(TEST_FOLDER_PREFIX))) {
    const folder = join(parent, name);
    if (!isAbandoned(folder)) continue;
    for (const left of [...findTemporal(folder), ...findPostgresIn(join(folder, 'postgres'))]) await stopProcess(left, 'SIGKILL', 5000);
    rmSync(folder, { recursive: true, force: true });
  }
}

function isAbandoned(folder: string): boolean {
  try {
    const stored = readJsonFile(join(folder, OWNER_FILE));
    return stored.state === 'read' && !isAlive(stored.value as ProcessIdentity);
  } catch {
    // Not ours to read, or just being removed.
    return false;
  }
}
