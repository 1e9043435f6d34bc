import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errors } from '../../domain/errors.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createStaff, openTestApi, type Member, type TestApi } from './test-api.ts';

/** The published document drives the fuzzing: every operation in it, with parameters and bodies near to what it asks for. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Record<string, Schema>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly format?: string;
}
interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } };
  readonly responses: Record<string, unknown>;
}
interface OpenApi {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
}

let database: TestDatabase;
let api: TestApi;
let document: OpenApi;
beforeAll(async () => {
  database = await createTestDatabase();
  await createStaff(database);
  // a submission that gets this far had a body that fits; what became of it is not asked here
  api = await openTestApi(database, {
    submit: { submit: () => Promise.resolve({ kind: 'refused', operationId: crypto.randomUUID(), fileId: `inspection-${'0'.repeat(20)}`, refusal: { code: 'NOT_OPEN' } }), lookUp: () => Promise.resolve(null) },
  });
  document = (await api.as(null, { url: '/openapi.json' })).json();
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

const nasty = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('\0', '\ud800', '__proto__', '', ' ', '2026-02-30', '9999-12-31', '0000-00-00', "'; DROP TABLE file; --", '../../etc/passwd', '%00', 'é'.normalize('NFD'), 'x'.repeat(5000)),
  fc.constantFrom(1e308, -0, 2 ** 53, -1, 1.5, 2 ** 31),
);

/** Mostly what the schema asks for, sometimes something else. */
function near(schema: Schema): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 8, arbitrary: fitting(schema) }, { weight: 1, arbitrary: nasty });
}

function fitting(schema: Schema): fc.Arbitrary<unknown> {
  const forms = schema.anyOf ?? schema.oneOf;
  if (forms) return fc.oneof(...forms.map(near));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.type === 'object') {
    const fields = Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, near(inner)]));
    return fc.tuple(fc.record(fields, { requiredKeys: [...(schema.required ?? [])].filter((name) => name in fields) }), fc.option(fc.dictionary(fc.string(), nasty, { maxKeys: 1 }), { freq: 6, nil: {} })).map(([known, extra]) => ({ ...known, ...extra }));
  }
  if (schema.type === 'array') return fc.array(near(schema.items ?? {}), { maxLength: 4 });
  if (schema.type === 'integer' || schema.type === 'number') return fc.oneof(fc.integer(), fc.double());
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.format === 'date') return fc.oneof(fc.date({ noInvalidDate: true, min: new Date('1990-01-01'), max: new Date('2100-01-01') }).map((day) => day.toISOString().slice(0, 10)), fc.string());
  return fc.string({ unit: 'grapheme' });
}

const callers: Member[] = ['inspector', 'coordinator', 'head', 'responsible', 'supervisor', 'stranger'];
const methods = ['get', 'post', 'put', 'patch', 'delete'];

describe('the OpenAPI document', () => {
  test('is of version 3.1 and names each operation once', () => {
    expect(document.openapi).toBe('3.1.0');
    const ids = Object.values(document.paths).flatMap((path) => Object.values(path).map((operation) => (operation as { operationId?: string }).operationId));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).not.toContain(undefined);
  });

  test('refers only to what it holds', () => {
    const text = JSON.stringify(document);
    const used = new Set([...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1] ?? ''));
    const held = Object.keys((document as unknown as { components: { schemas: object } }).components.schemas);
    expect([...used].filter((name) => !held.includes(name))).toEqual([]);
    expect(held.filter((name) => !used.has(name))).toEqual([]);
  });
});

describe('whatever is sent to any operation of the document', () => {
  test('is never answered by a 5xx, and every no is a problem of the catalogue', async () => {
    const operations = Object.entries(document.paths)
      .flatMap(([path, item]) => Object.entries(item).filter(([method]) => methods.includes(method)).map(([method, operation]) => ({ path, method, operation })))
      .filter(({ path }) => path !== '/api/v1/sessions/current' && path !== '/metrics');
    const request = fc.constantFrom(...operations).chain(({ path, method, operation }) => {
      const parameters = (operation.parameters ?? []).map(({ name, in: place, schema }) => fc.record({
        name: fc.constant(name),
        place: fc.constant(place),
        value: name === 'id' ? fc.oneof(fc.constant(`inspection-${'0'.repeat(20)}`), nasty) : near(schema),
        isSent: fc.boolean(),
      }));
      return fc.record({
        path: fc.constant(path),
        method: fc.constant(method),
        parameters: fc.tuple(...parameters),
        body: operation.requestBody ? near(operation.requestBody.content['application/json'].schema) : fc.constant(undefined),
        who: fc.constantFrom(...callers),
      });
    });
    await fc.assert(fc.asyncProperty(request, async ({ path, method, parameters, body, who }) => {
      let url = path;
      const query = new URLSearchParams();
      const headers: Record<string, string> = {};
      for (const { name, place, value, isSent } of parameters) {
        const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
        if (place === 'path') url = url.replace(`{${name}}`, encodeURIComponent(text.toWellFormed()).slice(0, 900) || 'x');
        else if (isSent && place === 'query') query.set(name, text);
        else if (isSent) headers[name] = text.replace(/[^\x20-\x7e]/g, '').slice(0, 300);
      }
      const answer = await api.as(who, {
        method: method.toUpperCase() as 'GET', url: query.size ? `${url}?${query.toString()}` : url, headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
      });
      expect(answer.statusCode, `${method} ${url} ${answer.body}`).toBeLessThan(500);
      if (answer.statusCode < 400) return;
      const problem = answer.json();
      expect(answer.headers['content-type']).toContain('application/problem+json');
      expect(errors[problem.code as keyof typeof errors]?.status, answer.body).toBe(answer.statusCode);
      expect(problem).toMatchObject({ status: answer.statusCode, title: expect.stringMatching(/[\u4e00-\u9fff].* · /), type: `/api/v1/errors/${problem.code}` });
    }), { numRuns: 1500 });
  });
});
