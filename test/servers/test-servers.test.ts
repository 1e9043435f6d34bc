import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { Connection } from '@temporalio/client';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServers, type TestServers } from '../../servers/test-servers.ts';

let servers: TestServers;

beforeAll(async () => {
  servers = await startTestServers();
}, 60_000);

afterAll(() => servers?.stop(), 60_000);

async function query<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function describeNamespace(): Promise<{ name: string | null | undefined; retentionSeconds: number }> {
  const connection = await Connection.connect({ address: servers.temporalAddress });
  try {
    const { namespaceInfo, config } = await connection.workflowService.describeNamespace({ namespace: servers.namespace });
    return { name: namespaceInfo?.name, retentionSeconds: Number(config?.workflowExecutionRetentionTtl?.seconds) };
  } finally {
    await connection.close();
  }
}

test('the application role can connect and query, in UTF-8 and UTC', async () => {
  const rows = await query(servers.postgres.appUrl(), "SELECT current_user AS role, current_setting('TimeZone') AS zone, pg_encoding_to_char(encoding) AS encoding, datctype AS ctype FROM pg_database WHERE datname = current_database()");
  expect(rows).toEqual([{ role: 'duban_app', zone: 'UTC', encoding: 'UTF8', ctype: 'C.UTF-8' }]);
});

test('trigrams of Chinese text are found', async () => {
  await query(servers.postgres.ownerUrl(), 'CREATE EXTENSION IF NOT EXISTS pg_trgm');
  expect(await query(servers.postgres.ownerUrl(), "SELECT cardinality(show_trgm('督办')) > 0 AS found")).toEqual([{ found: true }]);
});

test('the application role may create nothing and sees no other database', async () => {
  await expect(query(servers.postgres.appUrl(), 'CREATE TABLE forbidden (id int)')).rejects.toThrow(/permission denied/);
  await expect(query(servers.postgres.appUrl(), 'CREATE TEMP TABLE forbidden (id int)')).rejects.toThrow(/permission denied/);
  await expect(query(servers.postgres.appUrl('temporal'), 'SELECT 1')).rejects.toThrow(/permission denied/);
});

test('a wrong password is refused', async () => {
  const url = new URL(servers.postgres.appUrl());
  url.password = 'wrong';
  await expect(query(url.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
});

test('the namespace is registered and keeps finished workflows for three days', async () => {
  expect(await describeNamespace()).toEqual({ name: 'duban', retentionSeconds: 259_200 });
});

test('a database of a test can be copied from a template', async () => {
  await servers.postgres.createDatabase('template_for_tests');
  await query(servers.postgres.ownerUrl('template_for_tests'), 'CREATE TABLE kept (id int)');
  await servers.postgres.createDatabase('copy_for_tests', 'template_for_tests');
  expect(await query(servers.postgres.ownerUrl('copy_for_tests'), 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 0 }]);
});

test('PostgreSQL killed with -9 comes back on its port with what was committed', async () => {
  await query(servers.postgres.ownerUrl(), 'CREATE TABLE survivor (id int); INSERT INTO survivor VALUES (42)');
  const before = servers.pids().postgres;
  await servers.killPostgres('SIGKILL');
  expect(servers.pids().postgres).toBeUndefined();
  await servers.restartPostgres();
  expect(servers.pids().postgres).not.toBe(before);
  expect(await query(servers.postgres.ownerUrl(), 'SELECT id FROM survivor')).toEqual([{ id: 42 }]);
}, 30_000);

test('Temporal killed with -9 comes back on its port and knows the namespace', async () => {
  await servers.killTemporal('SIGKILL');
  await servers.restartTemporal();
  expect((await describeNamespace()).name).toBe('duban');
}, 60_000);

test('restarting what runs takes it over instead of starting a second one', async () => {
  const before = servers.pids();
  await servers.restartPostgres();
  await servers.restartTemporal();
  expect(servers.pids()).toEqual(before);
}, 30_000);

test('a frozen PostgreSQL is replaced', async () => {
  const before = servers.pids().postgres;
  await servers.killPostgres('SIGSTOP');
  await servers.restartPostgres();
  expect(servers.pids().postgres).not.toBe(before);
  expect(await query(servers.postgres.ownerUrl(), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
}, 60_000);

test('stop ends both and leaves no folder', async () => {
  const own = await startTestServers({ withoutTemporal: true });
  expect(own.pids().postgres).toBeDefined();
  await own.stop();
  expect(own.pids()).toEqual({ postgres: undefined, temporal: undefined });
  expect(existsSync(dirname(own.logFolder))).toBe(false);
}, 30_000);
