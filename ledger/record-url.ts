import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Environment } from '../config/environment.ts';
import { openDataFolder, portsOf, secretsOf } from '../servers/data-folder.ts';
import { embeddedDatabaseUrls } from '../servers/embedded.ts';
import { SetupError } from '../servers/setup-error.ts';
import { temporalAddress } from '../servers/temporal/start.ts';

/**
 * Where the record is, for the application's role: DATABASE_URL, else the embedded database of the data folder (which must run).
 * @throws SetupError BAD_ENVIRONMENT where there is neither; DATA_FOLDER_FOREIGN, DATA_FOLDER_DAMAGED. Creates nothing.
 */
export async function recordUrl(environment: Environment): Promise<string> {
  if (environment.database.appUrl !== undefined) return environment.database.appUrl;
  const path = environment.dataFolder ?? join(dirname(import.meta.dirname), '.duban');
  if (!existsSync(join(path, 'postgres'))) {
    throw new SetupError(
      'BAD_ENVIRONMENT',
      `没有数据库：请设置 DATABASE_URL（应用角色即可，只读取），或先运行 npm start（数据文件夹 ${path}）。`,
      'There is no database: set DATABASE_URL (the application role is enough: it only reads), or run npm start first.',
    );
  }
  const folder = openDataFolder(path);
  return embeddedDatabaseUrls(await portsOf(folder, { chooseNew: false }), secretsOf(folder)).appUrl;
}

/** Where the engine is: TEMPORAL_ADDRESS, else the embedded server of the data folder (which must run). @throws as recordUrl */
export async function engineAddress(environment: Environment): Promise<string> {
  if (environment.temporal.address !== undefined) return environment.temporal.address;
  const path = environment.dataFolder ?? join(dirname(import.meta.dirname), '.duban');
  if (!existsSync(join(path, 'postgres'))) {
    throw new SetupError('BAD_ENVIRONMENT', `没有流程引擎：请设置 TEMPORAL_ADDRESS，或先运行 npm start（数据文件夹 ${path}）。`, 'There is no engine: set TEMPORAL_ADDRESS, or run npm start first.');
  }
  return temporalAddress(await portsOf(openDataFolder(path), { chooseNew: false }));
}
