import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { failure, say } from './say.mjs';

/** The Node that the packages bring (24, which runs TypeScript files as they are). */
export function nodeProgram(root) {
  return join(root, 'node_modules', 'node', 'bin', 'node');
}

/** Whether node_modules holds exactly what package-lock.json says. Quick: usually one hash against the stamp of the last time. */
export function isInstalled(root) {
  if (!existsSync(nodeProgram(root))) return false;
  const hash = lockfileHash(root);
  if (readOrUndefined(stampFile(root)) === hash) return true;
  if (!matchesLockfile(root)) return false;
  writeFileSync(stampFile(root), hash);
  return true;
}

/** Runs `npm ci`. Throws an expected failure that says what to do. */
export async function installPackages(root) {
  say('正在安装依赖包（约一分钟）…', 'Installing packages (about a minute) …');
  const start = performance.now();
  const beat = setInterval(() => say(`  … 已用 ${seconds(start)} 秒`, `${seconds(start)} s`), 10_000);
  try {
    await npm(root, ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error', '--progress=false']);
    // The package `node` fetches its program in an install script, which a careful npm may have skipped.
    if (!existsSync(nodeProgram(root))) await npm(root, ['rebuild', 'node', '--ignore-scripts=false', '--foreground-scripts']);
  } finally {
    clearInterval(beat);
  }
  if (!existsSync(nodeProgram(root))) {
    throw failure(
      'npm 没有装上 Node 24（node_modules/node/bin/node 不存在）。请允许该包的安装脚本后再试：npm rebuild node',
      'npm did not bring Node 24 (node_modules/node/bin/node is missing). Allow that package its install script and try again: npm rebuild node',
    );
  }
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(stampFile(root), lockfileHash(root));
  say(`依赖包已就绪（${seconds(start)} 秒）`, `Packages ready (${seconds(start)} s)`);
}

function npm(root, args) {
  // Under `npm start` this is the very npm that the user called.
  const own = process.env.npm_execpath;
  const [command, prefix] = own !== undefined && /\.c?js$/.test(own) && existsSync(own) ? [process.execPath, [own]] : ['npm', []];
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...prefix, ...args], { cwd: root, stdio: ['ignore', 2, 2] });
    child.once('error', (error) => {
      reject(error.code === 'ENOENT' ? failure('没有找到 npm。它通常随 Node.js 一起安装：https://nodejs.org', 'npm was not found. It usually comes with Node.js: https://nodejs.org') : error);
    });
    child.once('exit', (code, signal) => {
      if (code === 0) resolve();
      else reject(failure(`npm ${args[0]} 失败（${signal ?? code}），原因见上。修好后再运行同一命令即可。`, `npm ${args[0]} failed (${signal ?? code}), see above. Mend the cause and run the same command again.`));
    });
  });
}

/**
 * Compares package-lock.json with the list that npm writes at the very end of an installation:
 * an interrupted one is not taken, one that somebody made by hand with npm is.
 */
function matchesLockfile(root) {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (wanted === undefined || present === undefined) return false;
  for (const [path, { version }] of Object.entries(present)) {
    if (wanted[path]?.version !== version || installedVersion(join(root, path)) !== version) return false;
  }
  // Optional packages are those of other platforms.
  return Object.entries(wanted).every(([path, entry]) => path === '' || path in present || entry.optional === true || entry.devOptional === true);
}

/** npm's list alone can lie: `npm install --package-lock-only` rewrites it without installing anything. */
function installedVersion(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
  } catch {
    return undefined;
  }
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function lockfileHash(root) {
  return createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).update(`${process.platform}-${process.arch}`).digest('hex');
}

function stampFile(root) {
  return join(root, 'node_modules', '.duban-lockfile-hash');
}

function readOrUndefined(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function seconds(start) {
  return Math.round((performance.now() - start) / 1000);
}
