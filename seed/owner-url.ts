import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Environment } from '../config/environment.ts';
import { openDataFolder, portsOf, secretsOf } from '../servers/data-folder.ts';
import { embeddedDatabaseUrls } from '../servers/embedded.ts';
import { SetupError } from '../servers/setup-error.ts';

/**
 * The record's database for the owner's role: DATABASE_OWNER_URL, else the embedded database of the data folder (which must run).
 * @throws SetupError BAD_ENVIRONMENT where there is neither; DATA_FOLDER_FOREIGN, DATA_FOLDER_DAMAGED. Creates nothing.
 */
export async function ownerUrl(environment: Environment): Promise<string> {
  const { appUrl, ownerUrl: given } = environment.database;
  if (given !== undefined) return given;
  if (appUrl !== undefined) {
    throw new SetupError('BAD_ENVIRONMENT', '请同时设置 DATABASE_OWNER_URL：装入单位、人员和账号需要所有者角色。', 'Set DATABASE_OWNER_URL too: departments, people and accounts are loaded by the owner\'s role.');
  }
  const path = environment.dataFolder ?? join(dirname(import.meta.dirname), '.duban');
  if (!existsSync(join(path, 'postgres'))) {
    throw new SetupError(
      'BAD_ENVIRONMENT',
      `没有数据库：请设置 DATABASE_URL 和 DATABASE_OWNER_URL，或先运行 npm start（数据文件夹 ${path}）。`,
      'There is no database: set DATABASE_URL and DATABASE_OWNER_URL, or run npm start first.',
    );
  }
  const folder = openDataFolder(path);
  return embeddedDatabaseUrls(await portsOf(folder, { chooseNew: false }), secretsOf(folder)).ownerUrl;
}
