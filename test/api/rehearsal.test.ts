import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorldClock, type WorldClock } from '../../clock/world-clock.ts';
import { createTestWorld, type TestWorld } from '../support/world.ts';
import { createStaff, idOf, newKey, openTestApi, type TestApi } from './test-api.ts';

let world: TestWorld;
let api: TestApi;
let clock: WorldClock;
beforeAll(async () => {
  world = await createTestWorld({ rehearsalFrom: '2026-03-02T02:00:00.000Z' });
  await createStaff(world.database);
  await world.startWorker();
  clock = await openWorldClock(world.pool, pino({ level: 'silent' }));
  api = await openTestApi(world.database, { submit: world.submit, pool: world.pool, now: clock.now, advance: async (target) => {
    const advanced = await world.advance(target);
    await clock.refresh();
    return advanced;
  } });
});
afterAll(async () => {
  clock?.stop();
  await api?.close();
  await world?.close();
});

const advance = (payload: object, who: 'administrator' | 'inspector' = 'administrator') => api.as(who, { method: 'POST', url: '/api/v1/rehearsal/advance', payload });

describe('POST /api/v1/rehearsal/advance', () => {
  test('moves to the next due moment, by a duration, and to an instant, and everybody sees the new time', async () => {
    const payload = { input: { target: { name: '示例食品有限公司', uscc: '91350100M000100Y43' }, matter: '检查', officerIds: [idOf('inspector'), idOf('inspector2')], plannedEnd: '2026-04-30' } };
    expect((await api.as('coordinator', { method: 'POST', url: '/api/v1/inspections', headers: newKey(), payload })).statusCode).toBe(201);
    const next = (await advance({ nextDue: true })).json();
    expect(next).toMatchObject({ moments: 1 });
    expect(next.to.slice(0, 7)).toBe('2026-04');
    expect((await advance({ by: '2d' })).json().to.slice(0, 10)).not.toBe(next.to.slice(0, 10));
    expect((await advance({ to: '2026-06-01T00:00:00Z' })).json().to).toMatch(/^2026-06-01T00:00:0/);
    expect((await api.as('inspector', { url: '/api/v1/me' })).json().now).toMatch(/^2026-06-01/);
  });

  test.each([
    ['backwards', { to: '2026-01-01T00:00:00Z' }, 422, 'CLOCK_BACKWARDS'],
    ['a duration that is none', { by: '3 weeks' }, 422, 'INVALID_BODY'],
    ['an instant that is none', { to: 'tomorrow' }, 422, 'INVALID_BODY'],
    ['both at once', { by: '1d', nextDue: true }, 422, 'INVALID_BODY'],
  ])('refuses %s', async (_, payload, status, code) => {
    const answer = await advance(payload);
    expect(answer.statusCode, answer.body).toBe(status);
    expect(answer.json().code).toBe(code);
  });

  test('is for the administrator only', async () => {
    expect((await advance({ nextDue: true }, 'inspector')).json()).toMatchObject({ status: 403, code: 'FORBIDDEN_ROLE' });
  });

  test('is refused in production', async () => {
    const production = await createTestWorld();
    await createStaff(production.database);
    const app = await openTestApi(production.database, { submit: production.submit, pool: production.pool, advance: production.advance });
    try {
      const answer = await app.as('administrator', { method: 'POST', url: '/api/v1/rehearsal/advance', payload: { by: '1d' } });
      expect(answer.json()).toMatchObject({ status: 409, code: 'NOT_A_REHEARSAL' });
    } finally {
      await app.close();
      await production.close();
    }
  });
});
