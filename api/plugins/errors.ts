import fp from 'fastify-plugin';
import { isResponseSerializationError } from 'fastify-type-provider-zod';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode } from '../../domain/errors.ts';
import { fieldErrors } from '../errors/field-errors.ts';
import { InvalidRequest } from '../errors/invalid-request.ts';
import { ApiProblem, problemBody, type ProblemDetail } from '../errors/problem.ts';
import { isDatabaseAway } from '../errors/database-away.ts';

/** Fastify's own errors, and what we say instead. */
const frameworkCodes: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'MEDIA_TYPE',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'BODY_UNREADABLE',
  FST_ERR_CTP_INVALID_JSON_BODY: 'BODY_UNREADABLE',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'BODY_UNREADABLE',
  FST_ERR_BAD_URL: 'REQUEST_MALFORMED',
  FST_ERR_MAX_PARAM_LENGTH: 'URL_TOO_LONG',
  FST_ERR_ROUTE_METHOD_NOT_SUPPORTED: 'METHOD_NOT_ALLOWED',
};

/** Turns every error into problem details from the catalogue. Nothing from 500 up is explained to the caller; the log has it. */
export const errorsPlugin = fp(
  async (app) => {
    const known = new Map<string, { readonly pattern: RegExp; readonly methods: Set<string> }>();
    app.addHook('onRoute', ({ url, method }) => {
      const entry = known.get(url) ?? { pattern: patternOf(url), methods: new Set() };
      for (const one of [method].flat()) entry.methods.add(one);
      known.set(url, entry);
    });
    app.setErrorHandler((error, request, reply) => answerError(error, request, reply));
    app.setNotFoundHandler((request, reply) => {
      const path = request.url.split('?')[0] ?? '';
      const allowed = [...known.values()].find(({ pattern }) => pattern.test(path))?.methods;
      if (allowed && !allowed.has(request.method)) return sendProblem(reply, 'METHOD_NOT_ALLOWED', { headers: { allow: [...allowed].join(', ') } });
      return sendProblem(reply, 'NOT_FOUND');
    });
  },
  { name: 'errors', fastify: '5.x' },
);

/** Also for what Fastify finds before a route is known (`frameworkErrors`). */
export function answerError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = thrown as FastifyError & { readonly code?: string };
  if (error instanceof ApiProblem) return sendProblem(reply, error.code, error.more);
  if (error instanceof InvalidRequest) return answerInvalid(error, reply);
  const code = frameworkCodes[error.code ?? ''] ?? (error instanceof SyntaxError && error.statusCode === 400 ? 'BODY_UNREADABLE' : undefined);
  if (code) return sendProblem(reply, code);
  if (!isResponseSerializationError(error) && error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) return sendProblem(reply, 'REQUEST_MALFORMED');
  if (isDatabaseAway(error)) {
    request.log.warn({ err: error }, 'the database does not answer');
    return sendProblem(reply, 'UNAVAILABLE', { headers: { 'retry-after': '2' } });
  }
  request.log.error({ err: error }, 'request failed');
  return sendProblem(reply, 'INTERNAL');
}

function answerInvalid({ issues, part }: InvalidRequest, reply: FastifyReply): FastifyReply {
  const errors = fieldErrors(issues);
  const field = errors[0]?.field;
  if (part === 'body') return sendProblem(reply, 'INVALID_BODY', { errors, field });
  return sendProblem(reply, 'INVALID_PARAMETER', { errors, field: field?.slice(1) });
}

/** A string goes past the response schemas, which describe the yes. */
export function sendProblem(reply: FastifyReply, code: ErrorCode, more: ProblemDetail = {}): FastifyReply {
  const body = problemBody(code, more);
  if (more.headers) reply.headers(more.headers);
  if (body.status === 401) reply.header('www-authenticate', 'Bearer realm="duban"');
  return reply
    .code(body.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify({ ...body, requestId: reply.request.id }));
}

function patternOf(url: string): RegExp {
  const parts = url.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${parts.join('/')}$`);
}
