import { existsSync } from 'node:fs';
import { SetupError } from '../setup-error.ts';
import { programsIn, temporalCacheFolder, type TemporalPrograms } from './release.ts';

/** The programs in the user's cache folder, or undefined. A folder there is always complete: it is renamed into place. */
export function findCachedPrograms(folder = temporalCacheFolder()): TemporalPrograms | undefined {
  const programs = programsIn(folder);
  return existsSync(programs.server) && existsSync(programs.sql) ? programs : undefined;
}

export async function ensureTemporalPrograms(): Promise<TemporalPrograms> {
  const cached = findCachedPrograms();
  if (cached) return cached;
  throw new SetupError('NO_TEMPORAL_PROGRAM', `在 ${temporalCacheFolder()} 没有找到 Temporal 服务程序。`, `No Temporal server program in ${temporalCacheFolder()}.`);
}
