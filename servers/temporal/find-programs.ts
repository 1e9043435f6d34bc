import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { tryLock, type FileLock } from '../file-lock.ts';
import { sayOnTerminal, type Say } from '../say.ts';
import { SetupError } from '../setup-error.ts';
import { waitUntil } from '../wait-until.ts';
import { buildPrograms, findGo } from './build.ts';
import { downloadPrograms, OFFICIAL_RELEASES } from './download.ts';
import { programsIn, TEMPORAL_VERSION, temporalCacheFolder, type TemporalPrograms } from './release.ts';

/** Where the programs may come from. Tests give their own; people leave it alone. */
export interface ProgramSources {
  cacheFolder: string;
  /** Base address of the release files; DUBAN_TEMPORAL_RELEASES names a mirror. */
  releasesUrl: string;
  say: Say;
  build: (folder: string, say: Say) => Promise<void>;
  silenceMs: number;
}

/** A build takes minutes on a slow machine; whoever waits for another's build waits this long. */
const OTHERS_BUILD_MS = 30 * 60 * 1000;

/**
 * The Temporal server and its tool: from the user's cache folder; else downloaded there, checksum verified; else built there.
 * Whatever appears in the cache folder is complete: it is made in a folder beside it and renamed. One process at a time does so.
 * Throws SetupError NO_TEMPORAL_PROGRAM telling what failed and what to install.
 */
export async function ensureTemporalPrograms(given: Partial<ProgramSources> = {}): Promise<TemporalPrograms> {
  const sources: ProgramSources = {
    cacheFolder: temporalCacheFolder(),
    releasesUrl: process.env['DUBAN_TEMPORAL_RELEASES'] || OFFICIAL_RELEASES,
    say: sayOnTerminal,
    build: buildPrograms,
    silenceMs: 20_000,
    ...given,
  };
  const present = findCachedPrograms(sources.cacheFolder);
  if (present !== undefined) return present;

  mkdirSync(dirname(sources.cacheFolder), { recursive: true });
  const lock = await takeLock(`${sources.cacheFolder}.lock`, sources.say);
  try {
    return findCachedPrograms(sources.cacheFolder) ?? (await bring(sources));
  } finally {
    lock.release();
  }
}

/** The programs in the cache folder, or undefined where one is missing or does not say that it is the right version. */
export function findCachedPrograms(folder = temporalCacheFolder()): TemporalPrograms | undefined {
  const programs = programsIn(folder);
  return Object.values(programs).every(saysItsVersion) ? programs : undefined;
}

async function bring(sources: ProgramSources): Promise<TemporalPrograms> {
  const parent = dirname(sources.cacheFolder);
  const prefix = `${basename(sources.cacheFolder)}.unfinished-`;
  for (const left of readdirSync(parent).filter((name) => name.startsWith(prefix))) rmSync(join(parent, left), { recursive: true, force: true });

  const folder = mkdtempSync(join(parent, prefix));
  try {
    await fill(folder, sources);
    if (findCachedPrograms(folder) === undefined) throw nothingFound([`${folder}: 程序不能运行 (the programs do not run)`]);
    // What is there was found wanting above: incomplete, damaged, or of another version.
    rmSync(sources.cacheFolder, { recursive: true, force: true });
    renameSync(folder, sources.cacheFolder);
    return programsIn(sources.cacheFolder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fill(folder: string, { releasesUrl, say, build, silenceMs }: ProgramSources): Promise<void> {
  const failures: string[] = [];
  say(`正在下载 Temporal 服务 ${TEMPORAL_VERSION} …`, `Downloading the Temporal server ${TEMPORAL_VERSION} from ${releasesUrl} …`);
  try {
    await downloadPrograms(folder, releasesUrl, say, { silenceMs });
    if (findCachedPrograms(folder) !== undefined) return;
    failures.push('下载的程序不能运行 (the downloaded programs do not run)');
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    failures.push(error.message);
    say(error.message, '');
  }
  const go = build === buildPrograms ? findGo() : 'go';
  if (go === undefined) throw nothingFound([...failures, '没有找到 go (no `go` on the PATH)']);
  say(`改用官方源代码编译，每台机器只需一次，双核约五分钟（${go}）…`, 'Building it from the official Go module instead: once a machine, about five minutes on two cores …');
  try {
    await build(folder, say);
  } catch (error) {
    throw nothingFound([...failures, (error as Error).message]);
  }
}

function nothingFound(failures: string[]): SetupError {
  const list = failures.map((failure) => `- ${failure}`).join('\n');
  return new SetupError(
    'NO_TEMPORAL_PROGRAM',
    `无法取得 Temporal 服务 ${TEMPORAL_VERSION}：\n${list}\n请任选其一：让本机能访问 ${OFFICIAL_RELEASES}（或用 DUBAN_TEMPORAL_RELEASES 指定镜像）；安装 Go（https://go.dev/dl/）后重试；` +
      `把程序 server 和 sql 放到 ${temporalCacheFolder()}；或用 TEMPORAL_ADDRESS 指定已有的 Temporal。`,
    `Cannot get the Temporal server ${TEMPORAL_VERSION} (reasons above). Do one of these: make the release address reachable (or name a mirror in DUBAN_TEMPORAL_RELEASES); ` +
      `install Go (https://go.dev/dl/) and try again; put the programs server and sql into ${temporalCacheFolder()}; or name a Temporal of your own in TEMPORAL_ADDRESS.`,
  );
}

async function takeLock(file: string, say: Say): Promise<FileLock> {
  const first = tryLock(file);
  if (first !== undefined) return first;
  say('另一个进程正在准备 Temporal 服务，等待中 …', 'Another process is bringing the Temporal server; waiting …');
  return waitUntil(() => tryLock(file), {
    timeoutMs: OTHERS_BUILD_MS,
    everyMs: 300,
    onTimeout: () => new SetupError('TIMED_OUT', `等待 ${file} 超过 30 分钟。`, `Waited for ${file} for more than 30 minutes.`),
  });
}

function saysItsVersion(program: string): boolean {
  if (!existsSync(program)) return false;
  const result = spawnSync(program, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  return result.status === 0 && result.stdout.trim().endsWith(`version ${TEMPORAL_VERSION}`);
}
