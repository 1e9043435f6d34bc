import { SetupError } from '../servers/setup-error.ts';
import type { Environment } from './environment.ts';

/** The environment of a process that needs both the database and the engine. */
export type ConnectedEnvironment = Environment & { database: { appUrl: string }; temporal: { address: string } };

/** @throws SetupError BAD_ENVIRONMENT naming what is missing */
export function connected(environment: Environment): ConnectedEnvironment {
  const { database, temporal } = environment;
  const { appUrl } = database;
  const { address } = temporal;
  if (appUrl === undefined || address === undefined) {
    const missing = [...(appUrl === undefined ? ['DATABASE_URL'] : []), ...(address === undefined ? ['TEMPORAL_ADDRESS'] : [])].join(', ');
    throw new SetupError('BAD_ENVIRONMENT', `缺少环境变量：${missing}`, `Missing environment variables: ${missing}`);
  }
  return { ...environment, database: { ...database, appUrl }, temporal: { ...temporal, address } };
}
