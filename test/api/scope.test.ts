import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestWorld, type TestWorld } from '../support/world.ts';
import { createStaff, idOf, newKey, openTestApi, type Member, type TestApi } from './test-api.ts';

let world: TestWorld;
let api: TestApi;
let id = '';
let operation = '';
beforeAll(async () => {
  world = await createTestWorld({ rehearsalFrom: '2026-03-02T02:00:00.000Z' });
  await createStaff(world.database);
  await world.startWorker();
  api = await openTestApi(world.database, { submit: world.submit, pool: world.pool });
  const opened = await api.as('coordinator', {
    method: 'POST', url: '/api/v1/inspections', headers: newKey(),
    payload: { input: { target: { name: '示例食品有限公司', uscc: '91350100M000100Y43' }, matter: '检查', officerIds: [idOf('inspector'), idOf('inspector2')], plannedEnd: '2026-04-30' } },
  });
  expect(opened.statusCode, opened.body).toBe(201);
  id = opened.json().fileId;
  operation = opened.json().links.operation;
});
afterAll(async () => {
  await api?.close();
  await world?.close();
});

const parts = ['', '/actions', '/timeline', '/timeline?lifecycle=true', '/deadlines', '/ledger'];
const insiders: Member[] = ['inspector', 'coordinator', 'head', 'responsible', 'supervisor'];
const outsiders: Member[] = ['headB', 'bureauInspector', 'stranger'];

describe('department scope', () => {
  test.each(insiders)('lets %s see the file: of their department, or supervising from above', async (who) => {
    for (const part of parts) expect((await api.as(who, { url: `/api/v1/inspections/${id}${part}` })).statusCode, part).toBe(200);
    expect((await api.as(who, { url: '/api/v1/inspections' })).json().items).toHaveLength(1);
  });

  test.each(outsiders)('answers %s as if the file did not exist', async (who) => {
    for (const part of parts) {
      const theirs = await api.as(who, { url: `/api/v1/inspections/${id}${part}` });
      const none = await api.as(who, { url: `/api/v1/inspections/inspection-00000000000000000000${part}` });
      expect([theirs.statusCode, theirs.json().code], part).toEqual([404, 'FILE_NOT_FOUND']);
      expect({ ...theirs.json(), requestId: 0 }).toEqual({ ...none.json(), requestId: 0 });
    }
    expect((await api.as(who, { url: '/api/v1/inspections' })).json().items).toEqual([]);
    expect((await api.as(who, { url: '/api/v1/me/tasks' })).json().items).toEqual([]);
    expect((await api.as(who, { url: operation })).statusCode).toBe(404);
  });

  test('holds for acts too: whoever might do it elsewhere is told 404, as for a file that does not exist, and nothing is stored', async () => {
    const finding = { category: 'corrected_on_order', findings: '货架有过期食品', method: 'on_site' };
    const tries: [Member, string, object][] = [['headB', 'closeInspection', {}], ['stranger', 'closeInspection', {}], ['bureauInspector', 'recordInspectionResult', finding]];
    const count = async () => (await world.pool.query('SELECT count(*)::int AS n FROM submission')).rows[0].n;
    const before = await count();
    for (const [who, action, input] of tries) {
      for (const file of [id, `inspection-${'0'.repeat(20)}`]) {
        const refused = await api.as(who, { method: 'POST', url: `/api/v1/inspections/${file}/actions/${action}`, headers: newKey(), payload: { input } });
        expect([who, refused.statusCode, refused.json().code]).toEqual([who, 404, 'FILE_NOT_FOUND']);
      }
    }
    expect(await count()).toBe(before);
  });

  test.each(['x', '%00', '..%2f..', 'inspection-zzz', `inspection-${'0'.repeat(20)}`, `enforcementCase-${'0'.repeat(20)}`, '1%20OR%201=1', 'a'.repeat(290), '__proto__'])('gives 404 for what is no id: %s', async (bad) => {
    const answer = await api.as('head', { url: `/api/v1/inspections/${bad}` });
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'FILE_NOT_FOUND']);
  });

  test('does not find a file under another collection', async () => {
    expect((await api.as('head', { url: `/api/v1/enforcement-cases/${id}` })).json().code).toBe('FILE_NOT_FOUND');
  });
});

describe('the order of checks of an act', () => {
  const act = (who: Member | null, headers: Record<string, string>, payload: object) => api.as(who, { method: 'POST', url: `/api/v1/inspections/${id}/actions/orderCorrection`, headers, payload });
  const good = { input: { demand: '整改' } };

  test('is sign-in, body, key, role, file', async () => {
    expect((await act(null, {}, {})).json().code).toBe('NOT_SIGNED_IN');
    expect((await act('stranger', {}, {})).json().code).toBe('INVALID_BODY');
    expect((await act('stranger', {}, good)).json().code).toBe('IDEMPOTENCY_KEY_REQUIRED');
    expect((await act('bureauInspector', newKey(), good)).json()).toMatchObject({ code: 'FORBIDDEN_ROLE', status: 403 });
    expect((await act('stranger', newKey(), good)).json().code).toBe('FILE_NOT_FOUND');
    expect((await act('head', newKey(), good)).json()).toMatchObject({ code: 'NOT_OPEN', status: 409 });
  });
});
