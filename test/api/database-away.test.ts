import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate } from '../../prisma/migrate.ts';
import { APP_ROLE } from '../../servers/postgres/roles.ts';
import { startTestServers, type TestServers } from '../../servers/test-servers.ts';
import { createStaff, newKey, openTestApi, type TestApi } from './test-api.ts';

let servers: TestServers;
let api: TestApi;
beforeAll(async () => {
  servers = await startTestServers({ withoutTemporal: true });
  await migrate({ ownerUrl: servers.postgres.ownerUrl(), appRole: APP_ROLE });
  const database = { name: 'duban', ownerUrl: servers.postgres.ownerUrl(), appUrl: servers.postgres.appUrl(), adminUrl: servers.postgres.adminUrl, drop: () => Promise.resolve() };
  await createStaff(database);
  api = await openTestApi(database, {});
});
afterAll(async () => {
  await api?.close();
  await servers?.stop();
});

const requests = [
  { url: '/api/v1/me/tasks' },
  { url: '/api/v1/inspections' },
  { url: `/api/v1/inspections/inspection-${'0'.repeat(20)}/timeline` },
  { method: 'POST' as const, url: '/api/v1/sessions', payload: { login: 'x', password: 'y' } },
  { method: 'POST' as const, url: `/api/v1/inspections/inspection-${'0'.repeat(20)}/actions/closeInspection`, headers: newKey(), payload: { input: {} } },
];

describe('while the database is away', () => {
  test('every request is told 503 with Retry-After and nothing more, and the same process serves again afterwards', async () => {
    expect((await api.as('head', { url: '/api/v1/me/tasks' })).statusCode).toBe(200);
    await servers.killPostgres();
    for (const request of [...requests, ...requests]) {
      const answer = await api.as('head', request);
      expect([answer.statusCode, answer.json().code], `${request.url} ${answer.body}`).toEqual([503, 'UNAVAILABLE']);
      expect(answer.headers['retry-after']).toBe('2');
      expect(answer.body).not.toMatch(/prisma|postgres|ECONN/i);
    }
    expect((await api.as(null, { url: '/readyz' })).json()).toEqual({ status: 'not_ready', checks: { database: 'down' } });
    await servers.restartPostgres();
    await expect.poll(async () => (await api.as('head', { url: '/api/v1/me/tasks' })).statusCode, { timeout: 10_000 }).toBe(200);
    expect((await api.as(null, { url: '/readyz' })).statusCode).toBe(200);
  });
});
