import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readJsonFile, writeJsonFile } from './json-file.ts';
import { chooseFreePorts, parsePorts, type Ports } from './ports.ts';
import { SetupError } from './setup-error.ts';

/** Where everything of the embedded servers is. All paths are absolute and free of symbolic links. */
export interface DataFolder {
  path: string;
  lockFile: string;
  runFile: string;
  portsFile: string;
  secretsFile: string;
  logFolder: string;
  databaseFolder: string;
  temporalFolder: string;
}

/** Passwords of the roles of the embedded PostgreSQL: random, one set a folder. */
export interface Secrets {
  adminPassword: string;
  ownerPassword: string;
  appPassword: string;
  temporalPassword: string;
}

const MARKER = 'duban.json';
const FORMAT = 1;
const SECRET_NAMES = ['adminPassword', 'ownerPassword', 'appPassword', 'temporalPassword'] as const satisfies readonly (keyof Secrets)[];

/**
 * Opens the data folder, and makes it where there is none. An existing folder must carry our mark and belong to this user.
 * Throws SetupError DATA_FOLDER_FOREIGN or DATA_FOLDER_DAMAGED and changes nothing then.
 */
export function openDataFolder(path: string): DataFolder {
  const exists = existsSync(path);
  if (exists) assertOurs(path);
  else mkdirSync(path, { recursive: true, mode: 0o700 });
  if (!existsSync(join(path, MARKER))) {
    writeJsonFile(join(path, MARKER), { product: 'duban', format: FORMAT, id: randomUUID(), createdAt: new Date().toISOString() });
  }
  const real = realpathSync(path);
  return {
    path: real,
    lockFile: join(real, 'lock'),
    runFile: join(real, 'run.json'),
    portsFile: join(real, 'ports.json'),
    secretsFile: join(real, 'secrets.json'),
    logFolder: join(real, 'log'),
    databaseFolder: join(real, 'postgres'),
    temporalFolder: join(real, 'temporal'),
  };
}

/** The ports of this folder: chosen once and kept, since the Temporal server finds its own members by them. */
export async function portsOf(folder: DataFolder, options: { chooseNew: boolean }): Promise<Ports> {
  const stored = readJsonFile(folder.portsFile);
  const ports = stored.state === 'read' ? parsePorts(stored.value) : undefined;
  if (ports !== undefined && !options.chooseNew) return ports;
  const chosen = await chooseFreePorts();
  writeJsonFile(folder.portsFile, chosen);
  return chosen;
}

/** The passwords of this folder. Throws SetupError DATA_FOLDER_DAMAGED where a database exists whose passwords are lost. */
export function secretsOf(folder: DataFolder): Secrets {
  const stored = readJsonFile(folder.secretsFile);
  if (stored.state === 'read' && isSecrets(stored.value)) return stored.value;
  if (stored.state !== 'absent' || existsSync(folder.databaseFolder)) {
    throw new SetupError(
      'DATA_FOLDER_DAMAGED',
      `${folder.secretsFile} ${stored.state === 'absent' ? '不存在' : '已损坏'}，无法打开 ${folder.databaseFolder} 中的数据库。没有改动任何内容；请从备份恢复该文件。`,
      `${folder.secretsFile} is ${stored.state === 'absent' ? 'missing' : 'damaged'}, so the database beside it cannot be opened. Nothing was changed: restore that file from a backup.`,
    );
  }
  const secrets = Object.fromEntries(SECRET_NAMES.map((name) => [name, randomBytes(24).toString('base64url')])) as unknown as Secrets;
  writeJsonFile(folder.secretsFile, secrets);
  return secrets;
}

function assertOurs(path: string): void {
  const status = statSync(path);
  if (!status.isDirectory()) {
    throw new SetupError('DATA_FOLDER_FOREIGN', `${path} 是一个文件，不是文件夹。`, `${path} is a file, not a folder.`);
  }
  const { uid } = status;
  if (uid !== process.getuid?.()) {
    throw new SetupError(
      'DATA_FOLDER_FOREIGN',
      `数据文件夹 ${path} 属于另一个用户（uid ${uid}）。请以该用户启动，或用 DUBAN_DATA 指定别的文件夹。`,
      `The data folder ${path} belongs to another user (uid ${uid}). Start as that user, or name another folder in DUBAN_DATA.`,
    );
  }
  const names = readdirSync(path);
  const marker = readJsonFile(join(path, MARKER));
  // A crash between making the folder and marking it leaves it empty, or with the mark half written.
  if (marker.state === 'absent' && names.every((name) => name.startsWith(MARKER))) return;
  if (marker.state === 'damaged') {
    throw new SetupError('DATA_FOLDER_DAMAGED', `${join(path, MARKER)} 已损坏。没有改动任何内容；请从备份恢复。`, `${join(path, MARKER)} is damaged. Nothing was changed: restore it from a backup.`);
  }
  const { product, format } = (marker.state === 'read' ? marker.value : {}) as { product?: unknown; format?: unknown };
  if (product === 'duban' && format === FORMAT) return;
  throw new SetupError(
    'DATA_FOLDER_FOREIGN',
    product === 'duban'
      ? `数据文件夹 ${path} 由另一版本的督办建立（格式 ${String(format)}）。没有改动任何内容。`
      : `${path} 已有内容，但不是督办的数据文件夹。没有改动任何内容；请把它移走，或用 DUBAN_DATA 指定别的文件夹。`,
    product === 'duban'
      ? `The data folder ${path} was made by another version of Duban (format ${String(format)}). Nothing was changed.`
      : `${path} is not empty and not a data folder of Duban. Nothing was changed: move it away, or name another folder in DUBAN_DATA.`,
  );
}

function isSecrets(value: unknown): value is Secrets {
  const record = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  return SECRET_NAMES.every((name) => typeof record[name] === 'string' && (record[name] as string).length >= 16);
}
