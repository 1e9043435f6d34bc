import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createStaff, idOf, openTestApi, type TestApi, type TestApiOptions } from './test-api.ts';

let database: TestDatabase;
const opened: TestApi[] = [];
const open = async (options: TestApiOptions) => {
  const api = await openTestApi(database, options);
  opened.push(api);
  return api;
};
beforeAll(async () => {
  database = await createTestDatabase();
  await createStaff(database);
});
afterAll(async () => {
  for (const api of opened) await api.close();
  await database?.drop();
});

describe('limits', () => {
  test('count each person’s requests, not another’s', async () => {
    const api = await open({ settings: { requestsPerMinute: 5 } });
    for (let n = 1; n <= 5; n += 1) expect((await api.as('inspector', { url: '/api/v1/me' })).statusCode).toBe(200);
    const refused = await api.as('inspector', { url: '/api/v1/me/tasks' });
    expect(refused.json()).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await api.as('head', { url: '/api/v1/me' })).statusCode).toBe(200);
  });

  test('hold attempts to sign in much lower, by address', async () => {
    const api = await open({ settings: { signInsPerMinute: 3 } });
    const attempt = () => api.as(null, { method: 'POST', url: '/api/v1/sessions', payload: { login: idOf('inspector'), password: 'wrong' } });
    expect([(await attempt()).statusCode, (await attempt()).statusCode, (await attempt()).statusCode, (await attempt()).statusCode]).toEqual([401, 401, 401, 429]);
    expect((await api.as(null, { url: '/healthz' })).statusCode).toBe(200);
  });
});

describe('for operations', () => {
  test('/healthz says that the process is alive, whatever else is down', async () => {
    const api = await open({ ready: { database: () => Promise.reject(new Error('down')) } });
    expect((await api.as(null, { url: '/healthz' })).json()).toEqual({ status: 'alive' });
  });

  test('/readyz names what is down and answers 503, also when a part never answers', async () => {
    const api = await open({ ready: { database: () => Promise.resolve(), temporal: () => new Promise(() => undefined) } });
    const answer = await api.as(null, { url: '/readyz' });
    expect([answer.statusCode, answer.json()]).toEqual([503, { status: 'not_ready', checks: { database: 'up', temporal: 'down' } }]);
  });

  test('/metrics counts requests by route and sign-ins by result, and names nobody', async () => {
    const api = await open({});
    await api.as('inspector', { url: `/api/v1/inspections/inspection-${'a'.repeat(20)}` });
    const text = (await api.as(null, { url: '/metrics' })).body;
    expect(text).toContain('duban_http_request_seconds_count{method="GET",route="/api/v1/inspections/:id",status="404"} 1');
    expect(text).toContain('duban_sign_ins_total{result="accepted"} 1');
    expect(text).not.toMatch(/staff-|inspection-a/);
  });

  test('the reference page at /docs loads its script from here and nothing from elsewhere', async () => {
    const api = await open({});
    const start = await api.as(null, { url: '/' });
    expect([start.statusCode, start.headers.location]).toEqual([302, '/docs/']);
    const page = await api.as(null, { url: '/docs/' });
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toMatch(/(src|href)="?https?:|import .* from '/);
    const script = /<script src="([^"]+)"/.exec(page.body)?.[1];
    const source = await api.as(null, { url: new URL(script ?? '', 'http://x/docs/').pathname });
    expect(source.statusCode).toBe(200);
    expect(source.body.length).toBeGreaterThan(1_000_000);
    for (const answer of [page, source]) expect(answer.headers['content-security-policy']).toContain("connect-src 'self'");
  });
});
