import swagger from '@fastify/swagger';
import fp from 'fastify-plugin';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { fileTypes } from '../../domain/files/file-types.ts';

type Transformed = ReturnType<typeof jsonSchemaTransform>;
type OpenApi = { components?: { schemas?: Record<string, unknown> } };

/** The OpenAPI 3.1 document, made from the same schemas that check every request. Registered before the routes. */
export const openapi = fp(
  async (app) => {
    await app.register(swagger, {
      openapi: {
        openapi: '3.1.0',
        info: {
          title: '督办 Duban',
          version: '1',
          description: [
            '市场监管执法案卷的办理接口。',
            'Files of market-supervision enforcement: read them, and act on them.',
            '',
            '- 先 `POST /api/v1/sessions` 登录,再以 `Authorization: Bearer <accessToken>` 调用。 · Sign in first, then send the bearer token.',
            '- 每次办理须带 `Idempotency-Key`;同一键只办理一次,重复发送得到同一答复。 · Every act needs an `Idempotency-Key`: one key, one answer for ever.',
            '- 案卷的 `ETag` 是其序号;带 `If-Match` 办理,案卷已变则答 412。 · The `ETag` of a file is its sequence; with `If-Match` a changed file answers 412.',
            '- 拒绝均为 RFC 9457 `application/problem+json`,代码见 `GET /api/v1/errors`。 · Every no is an RFC 9457 problem with a code of the catalogue.',
          ].join('\n'),
          license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
        },
        servers: [{ url: '/' }],
        tags: [
          { name: 'sessions', description: '登录与会话 · signing in and out' },
          { name: 'me', description: '我的信息与任务 · myself and my tasks' },
          ...Object.values(fileTypes).map(({ chart }) => ({ name: chart.collection, description: `${chart.label.zh} · ${chart.label.en}` })),
          { name: 'law', description: '规则、日历与期限计算 · rules, calendars, and dates explained' },
          { name: 'calendar-feeds', description: '期限日历 · deadlines for calendar programs' },
          { name: 'deadlines', description: '期限 · deadlines' },
          { name: 'operations', description: '办理结果 · what became of a click' },
          { name: 'errors', description: '错误代码 · the catalogue of errors' },
          { name: 'health', description: '运行状态 · for operations' },
        ],
        components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
        security: [{ bearer: [] }],
      },
      transform: (route) => withRequiredKey(jsonSchemaTransform(route)),
      transformObject: (document) => withoutUnused(jsonSchemaTransformObject(document) as OpenApi) as ReturnType<typeof jsonSchemaTransformObject>,
    });
    app.get('/openapi.json', { schema: { hide: true }, config: { isPublic: true } }, async (_request, reply) => reply.send(app.swagger()));
  },
  { name: 'openapi', dependencies: ['authentication', 'rate-limit'], fastify: '5.x' },
);

/** The key is required, but its absence is told after a file's (404), by the route and not by a schema. */
function withRequiredKey(transformed: Transformed): Transformed {
  const headers = (transformed.schema as { headers?: { properties?: Record<string, unknown>; required?: string[] } } | undefined)?.headers;
  if (headers?.properties?.['idempotency-key']) headers.required = ['idempotency-key'];
  return transformed;
}

/** Every named schema comes twice, for input and for output; what nothing refers to is left out. */
function withoutUnused(document: OpenApi): OpenApi {
  const schemas = document.components?.schemas ?? {};
  const text = JSON.stringify(document);
  const kept = Object.entries(schemas).filter(([name]) => !name.endsWith('Input') || isUsed(name, text, schemas));
  return { ...document, components: { ...document.components, schemas: Object.fromEntries(kept) } };
}

function isUsed(name: string, text: string, schemas: Record<string, unknown>): boolean {
  const count = (where: string) => where.split(`"#/components/schemas/${name}"`).length - 1;
  // input schemas refer to one another; a use is one from outside of them
  const among = Object.entries(schemas).filter(([other]) => other.endsWith('Input')).reduce((sum, [, schema]) => sum + count(JSON.stringify(schema)), 0);
  return count(text) > among;
}
