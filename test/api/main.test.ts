import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { waitUntil } from '../../servers/wait-until.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createStaff, idOf, password } from './test-api.ts';

let database: TestDatabase;
let folder = '';
let process_: ChildProcess;
let address = '';
let log = '';
beforeAll(async () => {
  database = await createTestDatabase();
  await createStaff(database);
  folder = mkdtempSync(join(tmpdir(), 'duban-api-'));
  const port = await freePort();
  address = `http://127.0.0.1:${port}`;
  process_ = spawn(process.execPath, [join(import.meta.dirname, '../../api/main.ts')], {
    env: { PATH: process.env['PATH'], DATABASE_URL: database.appUrl, TEMPORAL_ADDRESS: inject('temporalAddress'), DUBAN_HOST: '127.0.0.1', DUBAN_PORT: String(port), DUBAN_DATA: folder, DUBAN_LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [process_.stdout, process_.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      log += String(text);
    });
  }
  await waitUntil(() => fetch(`${address}/readyz`).then((answer) => answer.ok, () => false), { timeoutMs: 60_000, everyMs: 100, onTimeout: () => new Error(`not ready: ${log}`) });
});
afterAll(async () => {
  process_?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
  await database?.drop();
});

describe('the API as a process', () => {
  test('makes its signing key, for its owner only', () => {
    expect(statSync(join(folder, 'token-key')).mode & 0o777).toBe(0o600);
  });

  test('told to stop, answers the request that is under way, takes no other, and ends without error', async () => {
    const body = JSON.stringify({ login: 'nobody', password: 'some password' });
    const socket = connect(Number(new URL(address).port), '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8').on('data', (text) => {
      answer += String(text);
    });
    socket.write(`POST /api/v1/sessions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nexpect: 100-continue\r\n\r\n`);
    // the request has arrived, its body has not
    await expect.poll(() => answer).toContain('100 Continue');
    const ended = once(process_, 'exit');
    process_.kill('SIGTERM');
    await expect.poll(() => log).toContain('API stopping');
    socket.write(body);
    await expect.poll(() => answer).toContain('HTTP/1.1 401');
    expect(await ended, log).toEqual([0, null]);
    await expect(fetch(`${address}/healthz`)).rejects.toThrow('fetch failed');
    expect(log).toContain('API stopped');
    expect(log).not.toContain(database.appUrl);
    expect(log).not.toContain(password);
    expect(log).not.toContain(idOf('inspector'));
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
