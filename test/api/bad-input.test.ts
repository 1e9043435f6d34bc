import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errors } from '../../domain/errors.ts';
import { createTestWorld, type TestWorld } from '../support/world.ts';
import { createStaff, idOf, newKey, openTestApi, type TestApi } from './test-api.ts';

/** Against the real step: what the schemas let through must not fail later either. */
let world: TestWorld;
let api: TestApi;
let id = '';
beforeAll(async () => {
  world = await createTestWorld({ rehearsalFrom: '2026-03-02T02:00:00.000Z', patienceMs: 8000 });
  await createStaff(world.database);
  await world.startWorker();
  api = await openTestApi(world.database, { submit: world.submit, pool: world.pool });
  const opened = await api.as('coordinator', { method: 'POST', url: '/api/v1/inspections', headers: newKey(), payload: { input: assignment } });
  expect(opened.statusCode, opened.body).toBe(201);
  id = opened.json().fileId;
});
afterAll(async () => {
  await api?.close();
  await world?.close();
});

const assignment = { target: { name: '示例食品有限公司', uscc: '91350100M000100Y43' }, matter: '检查', officerIds: [idOf('inspector'), idOf('inspector2')], plannedEnd: '2026-04-30' };
const finding = { category: 'no_issue_found', findings: '未发现问题', method: 'on_site' };
const record = (payload: unknown, headers: Record<string, string> = {}): InjectOptions => ({
  method: 'POST', url: `/api/v1/inspections/${id}/actions/recordInspectionResult`, headers: { 'content-type': 'application/json', ...newKey(), ...headers },
  payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
});
const open = (input: object): InjectOptions => ({ method: 'POST', url: '/api/v1/inspections', headers: newKey(), payload: { input: { ...assignment, ...input } } });

/** The answer must be a 4xx problem whose code is in the catalogue under that status. */
async function expectNo(who: 'inspector' | 'coordinator', request: InjectOptions, code: string, field?: string): Promise<void> {
  const answer = await api.as(who, request);
  expect(answer.headers['content-type'], answer.body).toContain('application/problem+json');
  const problem = answer.json();
  expect(problem).toMatchObject({ code, ...(field === undefined ? {} : { field }) });
  expect(answer.statusCode).toBe(errors[code as keyof typeof errors].status);
  expect(answer.statusCode).toBeGreaterThanOrEqual(400);
  expect(answer.statusCode).toBeLessThan(500);
}

describe('a body', () => {
  const bodies: [string, unknown, string, string?][] = [
    ['that is broken JSON', '{"input":', 'BODY_UNREADABLE'],
    ['that is empty', '', 'BODY_UNREADABLE'],
    ['that is a number', '1', 'INVALID_BODY'],
    ['that is null', 'null', 'INVALID_BODY'],
    ['that is a list', [], 'INVALID_BODY'],
    ['with the key __proto__', '{"input":{"__proto__":{"isAdmin":true}}}', 'BODY_UNREADABLE'],
    ['with constructor.prototype', '{"input":{"constructor":{"prototype":{"x":1}}}}', 'BODY_UNREADABLE'],
    ['with the unknown field hasOwnProperty', { input: { ...finding, hasOwnProperty: 1 } }, 'INVALID_BODY', '/input/hasOwnProperty'],
    ['with an unknown field', { input: { ...finding, extra: 1 } }, 'INVALID_BODY', '/input/extra'],
    ['with an unknown field beside the input', { input: finding, onBehalfOf: 'x' }, 'INVALID_BODY', '/onBehalfOf'],
    ['with an unknown field whose name needs escaping', { input: { ...finding, 'a/b~c': 1 } }, 'INVALID_BODY', '/input/a~1b~0c'],
    ['without its input', {}, 'INVALID_BODY', '/input'],
    ['with a wrong type', { input: { ...finding, findings: 7 } }, 'INVALID_BODY', '/input/findings'],
    ['with an unknown choice', { input: { ...finding, category: 'fine' } }, 'INVALID_BODY', '/input/category'],
    ['with a blank text', { input: { ...finding, findings: '  \n' } }, 'INVALID_BODY', '/input/findings'],
    ['with too long a text', { input: { ...finding, findings: '长'.repeat(4001) } }, 'INVALID_BODY', '/input/findings'],
    ['with a NUL character', { input: { ...finding, findings: 'a\0b' } }, 'UNUSABLE_TEXT', '/input/findings'],
    ['with half a surrogate pair', '{"input":{"category":"no_issue_found","findings":"\\ud800","method":"on_site"}}', 'UNUSABLE_TEXT', '/input/findings'],
    ['with a NUL character in a key', { input: { ...finding, 'a\0': 1 } }, 'UNUSABLE_TEXT', '/input'],
    ['nested a hundred thousand levels deep', `{"input":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'UNUSABLE_TEXT'],
    ['with a day that does not exist', { occurredOn: '2026-02-30', input: finding }, 'INVALID_BODY', '/occurredOn'],
    ['with the year 0', { occurredOn: '0000-01-01', input: finding }, 'INVALID_BODY', '/occurredOn'],
    ['with a day before the law', { occurredOn: '1850-01-01', input: finding }, 'INVALID_BODY', '/occurredOn'],
    ['with an instant for a day', { occurredOn: '2026-03-01T00:00:00Z', input: finding }, 'INVALID_BODY', '/occurredOn'],
    ['with a day in the future', { occurredOn: '9999-12-31', input: finding }, 'FUTURE_FACT', '/occurredOn'],
    ['with a day before its stage', { occurredOn: '1992-01-01', input: finding }, 'FACT_BEFORE_STAGE', '/occurredOn'],
  ];
  test.each(bodies)('%s is refused', async (_what, body, code, field) => {
    await expectNo('inspector', record(body), code, field);
  });

  test('in another encoding than UTF-8 is refused, not misread', async () => {
    await expectNo('inspector', { ...record(''), payload: Buffer.from([...Buffer.from('{"input":"'), 0xb3, 0xac, ...Buffer.from('"}')]) }, 'BODY_UNREADABLE');
  });

  test('that is larger than the limit is refused', async () => {
    await expectNo('inspector', record({ input: { ...finding, findings: 'x'.repeat(300_000) } }), 'BODY_TOO_LARGE');
  });

  test.each(['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', '', 'a/b/c', 'application/json; charset=gbk'])('of the type «%s» is refused', async (type) => {
    const answer = await api.as('inspector', record({ input: finding }, { 'content-type': type }));
    expect(answer.statusCode, answer.body).toBe(415);
    expect(answer.json().code).toBe('MEDIA_TYPE');
  });

  test('tells every wrong field at once, Chinese first', async () => {
    const answer = await api.as('inspector', record({ input: { category: 'x', findings: '', method: 1 } }));
    expect(answer.json().errors.map((error: { field: string }) => error.field)).toEqual(['/input/category', '/input/findings', '/input/method']);
    for (const { message } of answer.json().errors) {
      expect(message.zh).toMatch(/[\u4e00-\u9fff]/);
      expect(message.zh).not.toContain('undefined');
      expect(message.en).toMatch(/^[\x20-\x7e]+$/);
    }
  });

  const openings: [string, object, string, string?][] = [
    ['a wrong credit code', { target: { name: 'x', uscc: '91350100M000100Y44' } }, 'INVALID_BODY', '/input/target/uscc'],
    ['officers that do not exist', { officerIds: ['nobody-1', 'nobody-2'] }, 'OFFICER_UNKNOWN', '/input/officerIds'],
    ['one officer named twice', { officerIds: [idOf('inspector'), idOf('inspector')] }, 'TWO_OFFICERS_REQUIRED', '/input/officerIds'],
    ['no officers', { officerIds: [] }, 'INVALID_BODY', '/input/officerIds'],
    ['an end on 30 February', { plannedEnd: '2026-02-30' }, 'INVALID_BODY', '/input/plannedEnd'],
  ];
  test.each(openings)('with %s opens nothing', async (_what, input, code, field) => {
    await expectNo('coordinator', open(input), code, field);
  });

  test.each(['0000-02-29', '0001-01-01', '1850-01-01', '1992-01-01', '2099-12-31', '9999-12-31'])('with an odd but well-formed end (%s) is never answered by a 5xx', async (plannedEnd) => {
    const answer = await api.as('coordinator', open({ plannedEnd }));
    expect(answer.statusCode, answer.body).toBeLessThan(500);
  });
});

describe('a body that fits', () => {
  test('is never answered by a 5xx, whatever its texts and days are', async () => {
    const texts = fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), fc.constantFrom('\u202e倒', '😀', '\ufeff', '\u0001', '$1', "'"));
    const days = fc.date({ noInvalidDate: true, min: new Date('0001-01-01'), max: new Date('9999-12-31') }).map((day) => day.toISOString().slice(0, 10));
    await fc.assert(fc.asyncProperty(texts, texts, days, fc.option(days, { nil: undefined }), async (name, matter, plannedEnd, occurredOn) => {
      const answer = await api.as('coordinator', {
        method: 'POST', url: '/api/v1/inspections', headers: newKey(), payload: { ...(occurredOn === undefined ? {} : { occurredOn }), input: { ...assignment, target: { ...assignment.target, name }, matter, plannedEnd } },
      });
      expect(answer.statusCode, answer.body).toBeLessThan(500);
      if (answer.statusCode !== 201) return;
      const file = await api.as('head', { url: String(answer.headers['location']) });
      expect(file.json().facts).toMatchObject({ target: { name: name.trim() }, matter: matter.trim() });
    }), { numRuns: 60 });
  });
});

describe('a header', () => {
  test.each([
    ['a missing key', { 'idempotency-key': '' }, 'IDEMPOTENCY_KEY_REQUIRED'],
    ['a key with spaces', { 'idempotency-key': 'a b' }, 'IDEMPOTENCY_KEY_INVALID'],
    ['a key of 201 characters', { 'idempotency-key': 'k'.repeat(201) }, 'IDEMPOTENCY_KEY_INVALID'],
    ['a key that is not ASCII', { 'idempotency-key': 'schl\u00fcssel' }, 'IDEMPOTENCY_KEY_INVALID'],
    ['an If-Match that is no tag', { 'if-match': '1' }, 'IF_MATCH_INVALID'],
    ['an If-Match of two tags', { 'if-match': '"1", "2"' }, 'IF_MATCH_INVALID'],
    ['a weak If-Match', { 'if-match': 'W/"1"' }, 'CHANGED_SINCE'],
    ['an If-Match beyond any sequence', { 'if-match': '"99999999999999999999"' }, 'CHANGED_SINCE'],
    ['an If-Match of another kind', { 'if-match': '"abc"' }, 'CHANGED_SINCE'],
    ['an If-Match below zero', { 'if-match': '"-1"' }, 'CHANGED_SINCE'],
  ])('with %s is refused', async (_what, headers, code) => {
    await expectNo('inspector', record({ input: finding }, headers as Record<string, string>), code);
  });
});

describe('a query', () => {
  const cursor = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
  const lists = () => ['/api/v1/inspections', '/api/v1/me/tasks', `/api/v1/inspections/${id}/timeline`, `/api/v1/inspections/${id}/ledger`];
  test.each([
    ['limit=0', 'INVALID_PARAMETER'], ['limit=201', 'INVALID_PARAMETER'], ['limit=1e2', 'INVALID_PARAMETER'], ['limit=-1', 'INVALID_PARAMETER'], ['limit=', 'INVALID_PARAMETER'],
    ['limit=1&limit=2', 'INVALID_PARAMETER'], ['unknown=1', 'INVALID_PARAMETER'], ['__proto__=1', 'INVALID_PARAMETER'], ['cursor=%00', 'INVALID_PARAMETER'], ['cursor=a%20b', 'INVALID_PARAMETER'],
    ['cursor=', 'CURSOR_INVALID'], ['cursor=AAAA', 'CURSOR_INVALID'], [`cursor=${cursor('{}')}`, 'CURSOR_INVALID'], [`cursor=${cursor([1, 2, 3, 4])}`, 'CURSOR_INVALID'],
    [`cursor=${cursor(['2026-02-30T00:00:00Z', 'x', 1])}`, 'CURSOR_INVALID'], [`cursor=${cursor([1e300])}`, 'CURSOR_INVALID'], [`cursor=${cursor(['x'])}`, 'CURSOR_INVALID'],
    [`cursor=${'A'.repeat(401)}`, 'INVALID_PARAMETER'],
  ])('%s is refused by every list', async (query, code) => {
    for (const list of lists()) {
      const answer = await api.as('inspector', { url: `${list}?${query}` });
      expect([answer.statusCode, answer.json().code], list).toEqual([400, code]);
    }
  });

  test('with a NUL character inside a cursor of the right shape is refused', async () => {
    const answer = await api.as('inspector', { url: `/api/v1/inspections?cursor=${cursor(['2026-03-02T00:00:00.000Z', 'a\0'])}` });
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'CURSOR_INVALID']);
  });

  test.each(['stage=nowhere', 'isOpen=maybe', 'lifecycleId=%00'])('%s is refused by the list of files', async (query) => {
    const answer = await api.as('inspector', { url: `/api/v1/inspections?${query}` });
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'INVALID_PARAMETER']);
  });
});

describe('an address', () => {
  test.each([
    ['GET', '/api/v1/nothing', 404, 'NOT_FOUND'],
    ['GET', '/api/v1/%zz', 400, 'REQUEST_MALFORMED'],
    ['GET', '/api/v1/errors/NO_SUCH', 404, 'NOT_FOUND'],
    ['GET', '/api/v1/errors/constructor', 404, 'NOT_FOUND'],
    ['GET', '/api/v1/operations/x', 404, 'OPERATION_NOT_FOUND'],
    ['GET', '/api/v1/operations/00000000-0000-4000-8000-000000000000', 404, 'OPERATION_NOT_FOUND'],
    ['PUT', '/api/v1/inspections', 405, 'METHOD_NOT_ALLOWED'],
    ['DELETE', '/api/v1/me', 405, 'METHOD_NOT_ALLOWED'],
    ['POST', '/api/v1/inspections/inspection-00000000000000000000/actions/burnFile', 404, 'NOT_FOUND'],
    ['POST', '/api/v1/inspections/inspection-00000000000000000000/actions/assignInspection', 404, 'NOT_FOUND'],
    ['GET', `/api/v1/inspections/${'x'.repeat(400)}`, 414, 'URL_TOO_LONG'],
  ] as const)('%s %s is told with a code', async (method, url, status, code) => {
    const answer = await api.as('inspector', { method, url });
    expect([answer.statusCode, answer.json().code], answer.body).toEqual([status, code]);
  });
});

describe('a connection', () => {
  test.each([
    ['headers of 40 kB', `GET /healthz HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(40_000)}\r\n\r\n`, 431, 'HEADERS_TOO_LARGE'],
    ['no HTTP at all', 'HELLO\r\n\r\n', 400, 'REQUEST_MALFORMED'],
    ['two lengths', 'POST /api/v1/sessions HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello', 400, 'REQUEST_MALFORMED'],
    ['a length and chunks', 'POST /api/v1/sessions HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n', 400, 'REQUEST_MALFORMED'],
    ['a NUL in a header', 'GET /healthz HTTP/1.1\r\nhost: x\r\nx-a: a\0b\r\n\r\n', 400, 'REQUEST_MALFORMED'],
  ])('with %s is answered with a problem', async (_what, bytes, status, code) => {
    if (!api.app.server.listening) await api.app.listen({ host: '127.0.0.1', port: 0 });
    const text = await say((api.app.server.address() as AddressInfo).port, bytes);
    expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(text).toContain(`"code":"${code}"`);
  });
});

function say(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('utf8').on('data', (chunk) => {
      text += String(chunk);
    });
    socket.on('end', () => resolve(text)).on('error', reject);
  });
}
