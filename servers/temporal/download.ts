import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, createWriteStream, renameSync, rmSync } from 'node:fs';
import * as http from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Say } from '../say.ts';
import { SetupError } from '../setup-error.ts';
import { progressTeller } from './progress.ts';
import { programsIn, TEMPORAL_VERSION } from './release.ts';

/** Where the official releases are. A mirror has to hold the same two files under the same names. */
export const OFFICIAL_RELEASES = `https://github.com/temporalio/temporal/releases/download/v${TEMPORAL_VERSION}`;
const ARCHIVE = `temporal_${TEMPORAL_VERSION}_linux_amd64.tar.gz`;
const CHECKSUMS = 'checksums.txt';

/** How long nothing may arrive before a connection counts as broken. */
const SILENCE_MS = 20_000;
const ATTEMPTS = 3;

/**
 * Downloads the official archive into `folder` (which exists and is empty), verifies its checksum and unpacks the two programs.
 * A broken transfer is tried three times; a wrong checksum or a missing file is final. Leaves nothing but the programs.
 * Throws SetupError DOWNLOAD_FAILED with the reason.
 */
export async function downloadPrograms(folder: string, baseUrl: string, say: Say, options: { silenceMs?: number } = {}): Promise<void> {
  const archive = join(folder, ARCHIVE);
  const restoreProxy = useProxyOfEnvironment();
  try {
    const wanted = await retrying(() => publishedChecksum(baseUrl, options.silenceMs ?? SILENCE_MS));
    const found = await retrying(() => fetchToFile(`${baseUrl}/${ARCHIVE}`, archive, say, options.silenceMs ?? SILENCE_MS));
    if (found !== wanted) throw final(`校验和不符：应为 ${wanted}，实为 ${found}，已丢弃`, `wrong checksum: expected ${wanted}, got ${found}; thrown away`);
    unpack(archive, folder);
  } catch (error) {
    if (error instanceof SetupError) throw error;
    throw final(reasonOf(error), reasonOf(error));
  } finally {
    restoreProxy();
    rmSync(archive, { force: true });
  }
}

async function publishedChecksum(baseUrl: string, silenceMs: number): Promise<string> {
  const response = await request(`${baseUrl}/${CHECKSUMS}`, AbortSignal.timeout(silenceMs));
  const text = await response.text();
  const line = text.split('\n').map((candidate) => candidate.trim().split(/\s+\*?/)).find(([, name]) => name === ARCHIVE);
  const checksum = line?.[0]?.toLowerCase();
  if (checksum === undefined || !/^[0-9a-f]{64}$/.test(checksum)) throw final(`${CHECKSUMS} 中没有 ${ARCHIVE} 的校验和`, `${CHECKSUMS} has no checksum of ${ARCHIVE}`);
  return checksum;
}

/** Fetches a file and returns the SHA-256 of what arrived, in hex. */
async function fetchToFile(url: string, file: string, say: Say, silenceMs: number): Promise<string> {
  const stalled = new AbortController();
  const watch = setTimeout(() => stalled.abort(new Error(`nothing arrived for ${silenceMs / 1000} s`)), silenceMs);
  try {
    const response = await request(url, stalled.signal);
    const total = Number(response.headers.get('content-length')) || undefined;
    const tell = progressTeller(say);
    const hash = createHash('sha256');
    let bytes = 0;
    const count = async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        watch.refresh();
        hash.update(chunk);
        bytes += chunk.length;
        tell(`  … 已下载 ${megabytes(bytes)}${total ? ` / ${megabytes(total)}` : ''}`, `${total ? `${Math.floor((bytes / total) * 100)} %` : ''} downloaded`);
        yield chunk;
      }
    };
    if (response.body === null) throw new Error('empty answer');
    await pipeline(Readable.fromWeb(response.body as never), count, createWriteStream(file), { signal: stalled.signal });
    if (total !== undefined && bytes !== total) throw new Error(`connection broke off after ${bytes} of ${total} bytes`);
    return hash.digest('hex');
  } finally {
    clearTimeout(watch);
  }
}

async function request(url: string, signal: AbortSignal): Promise<Response> {
  // Uncompressed, so that the length told is the length that arrives.
  const response = await fetch(url, { signal, redirect: 'follow', headers: { 'accept-encoding': 'identity', 'user-agent': 'duban' } });
  if (response.ok) return response;
  await response.body?.cancel();
  if (response.status >= 500 || response.status === 429) throw new Error(`HTTP ${response.status}: ${url}`);
  throw final(`HTTP ${response.status}：${url}`, `HTTP ${response.status}: ${url}`);
}

function unpack(archive: string, folder: string): void {
  const members = { 'temporal-server': programsIn(folder).server, 'temporal-sql-tool': programsIn(folder).sql };
  const result = spawnSync('tar', ['-xzf', archive, '-C', folder, '--no-same-owner', ...Object.keys(members)], { encoding: 'utf8' });
  if (result.status !== 0) {
    const said = result.error?.message ?? result.stderr.trim();
    throw final(`无法解压：${said}`, `cannot unpack: ${said}`);
  }
  for (const [member, program] of Object.entries(members)) {
    renameSync(join(folder, member), program);
    chmodSync(program, 0o755);
  }
}

async function retrying<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof SetupError || attempt === ATTEMPTS || isUnreachable(error)) throw error;
    }
  }
}

/** No route, no name, nobody listening: asking again at once changes nothing. */
function isUnreachable(error: unknown): boolean {
  const code = ((error as Error).cause as { code?: string } | undefined)?.code ?? '';
  return ['ENOTFOUND', 'ECONNREFUSED', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT'].includes(code);
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error && cause.message !== '' ? `${message} (${cause.message})` : message;
}

function final(chinese: string, english: string): SetupError {
  return new SetupError('DOWNLOAD_FAILED', `下载 Temporal 失败：${chinese}`, `Download of Temporal failed: ${english}`);
}

/** Uses HTTP_PROXY, HTTPS_PROXY and NO_PROXY, which Node's fetch ignores by itself. */
function useProxyOfEnvironment(): () => void {
  const set = (http as unknown as { setGlobalProxyFromEnv?: () => () => void }).setGlobalProxyFromEnv;
  return set?.() ?? (() => undefined);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
