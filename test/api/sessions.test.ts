import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLog } from '../../api/log.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createStaff, idOf, openTestApi, password, type TestApi } from './test-api.ts';

let database: TestDatabase;
let api: TestApi;
let other: TestApi;
let logged = '';
let now = Date.now();
beforeAll(async () => {
  database = await createTestDatabase();
  await createStaff(database);
  const sink = new Writable({
    write(chunk, _encoding, done) {
      logged += String(chunk);
      done();
    },
  });
  api = await openTestApi(database, { log: createLog('trace', sink), realNow: () => new Date(now) });
  other = await openTestApi(database, { log: pino({ level: 'silent' }) });
});
afterAll(async () => {
  await api?.close();
  await other?.close();
  await database?.drop();
});

const signIn = (login: string, given: string) => api.as(null, { method: 'POST', url: '/api/v1/sessions', payload: { login, password: given } });
const me = (token: string) => api.app.inject({ url: '/api/v1/me', headers: { authorization: `Bearer ${token}` } });

describe('sign-in over REST', () => {
  test('gives a token with which the caller is known', async () => {
    const answer = await signIn(idOf('inspector'), password);
    expect(answer.statusCode).toBe(201);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect((await me(answer.json().accessToken)).json()).toMatchObject({
      officerId: idOf('inspector'), name: '赵一', department: { id: 'division-a', name: '食品科' }, roles: [{ id: 'inspector', label: { zh: '检查人员', en: 'inspector' } }],
    });
  });

  test('fails with one and the same answer for a wrong password, an unknown login, and a locked account', async () => {
    const strip = (body: Record<string, unknown>) => ({ ...body, requestId: undefined });
    const wrong = await signIn(idOf('headB'), 'wrong');
    const unknown = await signIn('nobody', password);
    for (let n = 2; n <= 5; n += 1) await signIn(idOf('headB'), 'wrong');
    const locked = await signIn(idOf('headB'), password);
    expect([wrong.statusCode, unknown.statusCode, locked.statusCode]).toEqual([401, 401, 401]);
    expect(strip(unknown.json())).toEqual(strip(wrong.json()));
    expect(strip(locked.json())).toEqual(strip(wrong.json()));
    expect(Object.keys(locked.headers).toSorted()).toEqual(Object.keys(unknown.headers).toSorted());
  });

  test('is over as soon as the caller signs out', async () => {
    const { accessToken, refreshToken } = await api.signIn('inspector2');
    const out = await api.app.inject({ method: 'DELETE', url: '/api/v1/sessions/current', headers: { authorization: `Bearer ${accessToken}` } });
    expect(out.statusCode).toBe(204);
    expect((await me(accessToken)).json()).toMatchObject({ status: 401, code: 'SESSION_ENDED' });
    const refreshed = await api.as(null, { method: 'POST', url: '/api/v1/sessions/refresh', payload: { refreshToken } });
    expect(refreshed.json()).toMatchObject({ status: 401, code: 'SESSION_ENDED' });
  });

  test('lasts ten minutes; then the refresh token gives a new one', async () => {
    const { accessToken, refreshToken } = await api.signIn('inspector');
    now += 10 * 60_000 + 1000;
    expect((await me(accessToken)).json()).toMatchObject({ status: 401, code: 'TOKEN_EXPIRED' });
    const refreshed = await api.as(null, { method: 'POST', url: '/api/v1/sessions/refresh', payload: { refreshToken } });
    expect(refreshed.statusCode).toBe(200);
    expect((await me(refreshed.json().accessToken)).statusCode).toBe(200);
  });

  test.each([undefined, 'Bearer', 'Bearer ', 'Bearer a.b.c', 'Basic YTpi', `Bearer ${'x'.repeat(5000)}`])('is asked for on every other route (%s)', async (authorization) => {
    const answer = await api.app.inject({ url: '/api/v1/inspections', headers: authorization === undefined ? {} : { authorization } });
    expect(answer.json()).toMatchObject({ status: 401, code: 'NOT_SIGNED_IN' });
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="duban"');
  });

  test('with a token of another installation is refused', async () => {
    const { accessToken } = await other.signIn('inspector');
    expect((await me(accessToken)).json()).toMatchObject({ code: 'NOT_SIGNED_IN' });
  });

  test('leaves neither password, token, name nor login in the log', async () => {
    logged = '';
    const { accessToken, refreshToken } = await api.signIn('inspector');
    await me(accessToken);
    await signIn('somebody-unknown', 'a-wrong-password');
    await api.app.inject({ url: `/api/v1/inspections?cursor=${'x'.repeat(50)}&secret=geheim`, headers: { authorization: `Bearer ${accessToken}` } });
    expect(logged).toContain('"route":"/api/v1/me"');
    for (const secret of [password, accessToken, refreshToken, '赵一', 'somebody-unknown', 'a-wrong-password', 'geheim', '127.0.0.1']) expect(logged).not.toContain(secret);
  });
});
