import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { NewSubmission, Told } from '../../submissions/submission.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { insertFile } from './insert-file.ts';
import { createStaff, idOf, openTestApi, type TestApi } from './test-api.ts';

let database: TestDatabase;
let api: TestApi;
let told: Told | Error;
let sent: NewSubmission[] = [];
const operationId = '00000000-0000-4000-8000-000000000001';
const fileId = `inspection-${'1'.repeat(20)}`;
beforeAll(async () => {
  database = await createTestDatabase();
  await createStaff(database);
  await insertFile(database, { id: fileId, departmentId: 'division-a' });
  api = await openTestApi(database, {
    submit: {
      submit(submission) {
        sent.push(submission);
        return told instanceof Error ? Promise.reject(told) : Promise.resolve(told);
      },
      lookUp: (callerId, id) => Promise.resolve(callerId === idOf('head') && id === operationId && !(told instanceof Error) && 'operationId' in told ? told : null),
    },
  });
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});
beforeEach(() => {
  sent = [];
});

const order = (payload: object = { input: { demand: ' 整改 ' } }, headers: Record<string, string> = {}) =>
  api.as('head', { method: 'POST', url: `/api/v1/inspections/${fileId}/actions/orderCorrection`, headers: { 'idempotency-key': 'key-1', ...headers }, payload });
const open = () => api.as('coordinator', {
  method: 'POST', url: '/api/v1/inspections', headers: { 'idempotency-key': '"key-2"' },
  payload: { occurredOn: '2026-03-01', input: { target: { name: 'x', uscc: '91350100M000100Y43' }, matter: '检查', officerIds: ['a-1', 'a-2'], plannedEnd: '2026-04-30' } },
});

describe('what is submitted', () => {
  test('is what was sent, untouched, with who sent it and what they insist on', async () => {
    told = { kind: 'accepted', operationId, fileId, outcome: 'ordered', seq: 3, stage: 'correction_ordered' };
    await order({ occurredOn: '2026-03-01', input: { demand: ' 整改 ' } }, { 'if-match': '"2"' });
    expect(sent).toEqual([{
      callerId: idOf('head'), callerRoles: ['handling_unit_head'], departmentId: 'division-a', visibleIn: ['division-a'], idempotencyKey: 'key-1', fileId, type: 'inspection', action: 'orderCorrection',
      body: { demand: ' 整改 ' }, occurredOn: '2026-03-01', ifMatch: 2,
    }]);
    await open();
    expect(sent[1]).toMatchObject({ fileId: null, type: 'inspection', action: 'assignInspection', idempotencyKey: 'key-2', occurredOn: '2026-03-01', ifMatch: null });
  });

  test('may insist on any present state (If-Match: *)', async () => {
    await order(undefined, { 'if-match': '*' });
    expect(sent[0]).toMatchObject({ ifMatch: null, occurredOn: null });
  });
});

describe('the sender is told', () => {
  test('a yes with 200, the outcome, links and the new ETag', async () => {
    told = { kind: 'accepted', operationId, fileId, outcome: 'ordered', seq: 3, stage: 'correction_ordered' };
    const answer = await order();
    expect([answer.statusCode, answer.headers['etag']]).toEqual([200, '"3"']);
    expect(answer.json()).toEqual({
      operationId, fileId, outcome: 'ordered', seq: 3, stage: { id: 'correction_ordered', label: { zh: '责令改正', en: 'Correction ordered' } },
      links: { file: `/api/v1/inspections/${fileId}`, actions: `/api/v1/inspections/${fileId}/actions`, timeline: `/api/v1/inspections/${fileId}/timeline`, operation: `/api/v1/operations/${operationId}` },
    });
  });

  test('that nobody knows yet, with 503, the address of the operation and when to ask', async () => {
    told = { kind: 'unknown', operationId, fileId };
    for (const answer of [await order(), await open()]) {
      expect(answer.statusCode).toBe(503);
      expect(answer.headers).toMatchObject({ 'retry-after': '2', location: `/api/v1/operations/${operationId}` });
      expect(answer.json()).toMatchObject({ code: 'OUTCOME_UNKNOWN', operation: `/api/v1/operations/${operationId}` });
    }
    const asked = await api.as('head', { url: `/api/v1/operations/${operationId}` });
    expect(asked.json()).toEqual({ operationId, state: 'unknown', fileId, file: `/api/v1/inspections/${fileId}` });
    expect(asked.headers['retry-after']).toBe('2');
    expect((await api.as('inspector', { url: `/api/v1/operations/${operationId}` })).statusCode).toBe(404);
  });

  test.each([
    [{ kind: 'keyReused' } as const, 409, 'KEY_REUSED'],
    [{ kind: 'clockMoving' } as const, 409, 'CLOCK_MOVING'],
    [{ kind: 'refused', operationId, fileId, refusal: { code: 'NOT_ASSIGNED', rule: 'two-officer-rule' } } as const, 403, 'NOT_ASSIGNED'],
    [{ kind: 'refused', operationId, fileId, refusal: { code: 'CHANGED_SINCE' } } as const, 412, 'CHANGED_SINCE'],
  ])('a no with the status of its code (%#)', async (answer, status, code) => {
    told = answer;
    const response = await order();
    expect([response.statusCode, response.json().code]).toEqual([status, code]);
  });

  test('of the file that is there already, where an opening met it, and of none where it was refused', async () => {
    told = { kind: 'refused', operationId, fileId, refusal: { code: 'FILE_EXISTS' } };
    const met = await open();
    expect([met.statusCode, met.json().code, met.json().fileId]).toEqual([409, 'FILE_EXISTS', fileId]);
    told = { kind: 'refused', operationId, fileId, refusal: { code: 'PLAN_YEAR' } };
    expect((await open()).json().fileId).toBeUndefined();
  });

  test('503 when it could not be stored, since nothing was acknowledged then', async () => {
    told = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const response = await order();
    expect([response.statusCode, response.json().code]).toEqual([503, 'UNAVAILABLE']);
  });

  test('nothing of an error of ours', async () => {
    told = new Error('secret inner detail');
    const response = await order();
    expect([response.statusCode, response.json().code]).toEqual([500, 'INTERNAL']);
    expect(response.body).not.toContain('secret');
    expect(response.json().requestId).toMatch(/^[0-9a-f-]{36}$/);
  });
});
