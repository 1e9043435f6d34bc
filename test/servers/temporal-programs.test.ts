import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureTemporalPrograms, findCachedPrograms, type ProgramSources } from '../../servers/temporal/find-programs.ts';

const ARCHIVE = 'temporal_1.32.0_linux_amd64.tar.gz';
let scratch: string;
let archive: Buffer;
let server: Server;
let answers: Record<string, RequestListener>;
let requests: string[];
let told: string[];

beforeEach(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'duban-temporal-'));
  archive = makeArchive('1.32.0');
  requests = [];
  told = [];
  answers = {
    [`/${ARCHIVE}`]: (_request, response) => response.setHeader('content-length', archive.length).end(archive),
    '/checksums.txt': (_request, response) => response.end(`${'0'.repeat(64)}  temporal_1.32.0_darwin_arm64.tar.gz\n${sha256(archive)}  ${ARCHIVE}\n`),
  };
  server = createServer((request, response) => {
    requests.push(request.url ?? '');
    (answers[request.url ?? ''] ?? ((_request, missing) => missing.writeHead(404).end('not found')))(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(scratch, { recursive: true, force: true });
});

function makeArchive(version: string): Buffer {
  const folder = mkdtempSync(join(scratch, 'archive-'));
  mkdirSync(join(folder, 'config'));
  writeFileSync(join(folder, 'config', 'sample.yaml'), '');
  for (const name of ['temporal-server', 'temporal-sql-tool', 'tdbg']) writeFileSync(join(folder, name), program(version), { mode: 0o755 });
  execFileSync('tar', ['-czf', join(scratch, ARCHIVE), '-C', folder, 'config', 'temporal-server', 'temporal-sql-tool', 'tdbg']);
  return readFileSync(join(scratch, ARCHIVE));
}

function program(version: string): string {
  // Long enough that a transfer of the archive takes more than one packet.
  return `#!/bin/sh\necho "sample version ${version}"\n# ${Array.from({ length: 20_000 }, (_, i) => createHash('md5').update(`${i}`).digest('hex')).join('')}\n`;
}

function sha256(data: Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

const cacheFolder = () => join(scratch, 'cache', 'duban', 'temporal-1.32.0');

function ensure(given: Partial<ProgramSources> = {}) {
  return ensureTemporalPrograms({
    cacheFolder: cacheFolder(),
    releasesUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    say: (chinese, english) => told.push(`${chinese} ${english}`),
    build: () => Promise.reject(new Error('no build in this test')),
    silenceMs: 500,
    ...given,
  });
}

/** What is left beside the cache folder, its lock aside. */
function leftovers(): string[] {
  return readdirSync(join(scratch, 'cache', 'duban')).filter((name) => !name.endsWith('.lock') && name !== 'temporal-1.32.0');
}

test('a good archive is downloaded, verified, unpacked, and found again without asking anybody', async () => {
  const programs = await ensure();
  expect(execFileSync(programs.server, ['--version'], { encoding: 'utf8' })).toBe('sample version 1.32.0\n');
  expect(readdirSync(cacheFolder()).sort()).toEqual(['server', 'sql']);
  expect(leftovers()).toEqual([]);
  const before = requests.length;
  await ensure();
  expect(requests).toHaveLength(before);
});

test('an archive with a wrong checksum is thrown away, and not asked for twice', async () => {
  answers['/checksums.txt'] = (_request, response) => response.end(`${'a'.repeat(64)}  ${ARCHIVE}\n`);
  await expect(ensure()).rejects.toMatchObject({ code: 'NO_TEMPORAL_PROGRAM', message: expect.stringMatching(/wrong checksum/) });
  expect(requests.filter((url) => url === `/${ARCHIVE}`)).toHaveLength(1);
  expect(existsSync(cacheFolder())).toBe(false);
  expect(leftovers()).toEqual([]);
});

test('a wrong checksum leads to a build from source, not to the wrong program', async () => {
  answers['/checksums.txt'] = (_request, response) => response.end(`${'a'.repeat(64)}  ${ARCHIVE}\n`);
  const build = async (folder: string) => ['server', 'sql'].forEach((name) => writeFileSync(join(folder, name), '#!/bin/sh\necho "built version 1.32.0"\n', { mode: 0o755 }));
  const programs = await ensure({ build });
  expect(execFileSync(programs.sql, ['--version'], { encoding: 'utf8' })).toBe('built version 1.32.0\n');
});

test('a transfer that breaks off is tried again', async () => {
  const whole = answers[`/${ARCHIVE}`]!;
  let attempt = 0;
  answers[`/${ARCHIVE}`] = (request, response) => {
    attempt += 1;
    if (attempt > 1) return whole(request, response);
    response.setHeader('content-length', archive.length);
    response.write(archive.subarray(0, 5000), () => response.destroy());
  };
  await ensure();
  expect(attempt).toBe(2);
});

test('a transfer that always breaks off, or stalls, is given up', async () => {
  answers[`/${ARCHIVE}`] = (_request, response) => {
    response.setHeader('content-length', archive.length);
    response.write(archive.subarray(0, 5000), () => response.destroy());
  };
  await expect(ensure()).rejects.toMatchObject({ code: 'NO_TEMPORAL_PROGRAM' });
  answers[`/${ARCHIVE}`] = (_request, response) => response.setHeader('content-length', archive.length).write(archive.subarray(0, 5000));
  await expect(ensure({ silenceMs: 150 })).rejects.toMatchObject({ message: expect.stringMatching(/nothing arrived for 0\.15 s/) });
  expect(leftovers()).toEqual([]);
});

test('a damaged archive whose checksum is right is refused', async () => {
  archive = Buffer.from('this is no archive');
  await expect(ensure()).rejects.toMatchObject({ message: expect.stringMatching(/cannot unpack/) });
  expect(leftovers()).toEqual([]);
});

test('programs of another version are refused', async () => {
  archive = makeArchive('1.31.0');
  await expect(ensure()).rejects.toMatchObject({ message: expect.stringMatching(/the downloaded programs do not run/) });
  expect(existsSync(cacheFolder())).toBe(false);
});

test('a missing release and an unreachable server are told, with what to install', async () => {
  delete answers[`/${ARCHIVE}`];
  await expect(ensure()).rejects.toMatchObject({ message: expect.stringMatching(/HTTP 404[^]*install Go/) });
  await expect(ensure({ releasesUrl: 'http://127.0.0.1:9' })).rejects.toMatchObject({ message: expect.stringMatching(/TEMPORAL_ADDRESS/) });
});

test('a list without our archive is refused', async () => {
  answers['/checksums.txt'] = (_request, response) => response.end('<html>please sign in</html>');
  await expect(ensure()).rejects.toMatchObject({ message: expect.stringMatching(/no checksum of/) });
});

test('half a program in the cache folder is not taken, and is replaced', async () => {
  const programs = await ensure();
  writeFileSync(programs.server, readFileSync(programs.server).subarray(0, 15));
  expect(findCachedPrograms(cacheFolder())).toBeUndefined();
  rmSync(programs.sql);
  await ensure();
  expect(findCachedPrograms(cacheFolder())).toBeDefined();
});

test('two clones at once download once', async () => {
  const both = await Promise.all([ensure(), ensure()]);
  expect(both[0]).toEqual(both[1]);
  expect(requests.filter((url) => url === `/${ARCHIVE}`)).toHaveLength(1);
  expect(told.join('\n')).toMatch(/Another process is bringing/);
});

test('a process killed in the middle of a download leaves nothing that is taken, and no lock', async () => {
  const reached = new Promise<void>((resolve_) => {
    answers[`/${ARCHIVE}`] = (_request, response) => {
      response.setHeader('content-length', archive.length).write(archive.subarray(0, 5000));
      resolve_();
    };
  });
  const script = `import { ensureTemporalPrograms } from ${JSON.stringify(resolve('servers/temporal/find-programs.ts'))}; await ensureTemporalPrograms();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, XDG_CACHE_HOME: join(scratch, 'cache'), DUBAN_TEMPORAL_RELEASES: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
    stdio: 'ignore',
  });
  await reached;
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(leftovers()).toHaveLength(1);
  expect(findCachedPrograms(cacheFolder())).toBeUndefined();

  answers[`/${ARCHIVE}`] = (_request, response) => response.end(archive);
  await ensure();
  expect(leftovers()).toEqual([]);
}, 20_000);
