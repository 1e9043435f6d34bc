import { z } from 'zod';
import { errors, type ErrorCode } from '../../../domain/errors.ts';
import type { App } from '../../deps.ts';
import { ApiProblem } from '../../errors/problem.ts';
import { labelSchema } from '../../views/label-view.ts';
import { problems } from '../problems.ts';

const entrySchema = z.object({ code: z.string(), status: z.int(), label: labelSchema }).meta({ id: 'ErrorCode' });

/** The catalogue of codes, and one code: the `type` of a problem leads here. */
export function listErrors(app: App): void {
  app.route({
    method: 'GET',
    url: '/api/v1/errors',
    config: { isPublic: true },
    schema: { operationId: 'listErrors', tags: ['errors'], security: [], summary: '错误代码 · Error codes', response: { 200: z.object({ items: z.array(entrySchema) }), ...problems(429) } },
    handler: async () => ({ items: (Object.keys(errors) as ErrorCode[]).map(entry) }),
  });
  app.route({
    method: 'GET',
    url: '/api/v1/errors/:code',
    config: { isPublic: true },
    schema: {
      operationId: 'showError', tags: ['errors'], security: [], summary: '错误代码说明 · One error code',
      params: z.object({ code: z.string() }),
      response: { 200: entrySchema, ...problems(404, 429) },
    },
    handler: async (request) => {
      const { code } = request.params;
      if (!Object.hasOwn(errors, code)) throw new ApiProblem('NOT_FOUND');
      return entry(code as ErrorCode);
    },
  });
}

function entry(code: ErrorCode): z.infer<typeof entrySchema> {
  const { status, zh, en } = errors[code];
  return { code, status, label: { zh, en } };
}
