import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** The release of the Temporal server that Duban brings along. */
export const TEMPORAL_VERSION = '1.32.0';

/** The two programs: the server, and the tool that sets up and upgrades its tables. */
export interface TemporalPrograms {
  server: string;
  sql: string;
}

/** Folder of the programs in the user's cache: outside the checkout, so that a second clone finds them. */
export function temporalCacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const given = environment['XDG_CACHE_HOME'];
  // The XDG base directory specification: a relative path is invalid and ignored.
  const cache = given !== undefined && isAbsolute(given) ? given : join(homedir(), '.cache');
  return join(cache, 'duban', `temporal-${TEMPORAL_VERSION}`);
}

/** The programs inside such a folder. */
export function programsIn(folder: string): TemporalPrograms {
  return { server: join(folder, 'server'), sql: join(folder, 'sql') };
}
