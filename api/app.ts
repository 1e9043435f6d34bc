import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import Fastify, { LogController, type ConnectionError, type FastifyBaseLogger } from 'fastify';
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { createSessions } from '../accounts/sessions.ts';
import type { ErrorCode } from '../domain/errors.ts';
import type { ApiDeps, App, RouteDeps } from './deps.ts';
import { validatorCompiler } from './errors/invalid-request.ts';
import { problemBody } from './errors/problem.ts';
import { authentication } from './plugins/authentication.ts';
import { closing } from './plugins/closing.ts';
import { cleanText } from './plugins/clean-text.ts';
import { answerError, errorsPlugin } from './plugins/errors.ts';
import { jsonBody } from './plugins/json-body.ts';
import { metricsPlugin } from './plugins/metrics.ts';
import { openapi } from './plugins/openapi.ts';
import { sweepMetrics } from './plugins/sweep-metrics.ts';
import { rateLimitPlugin } from './plugins/rate-limit.ts';
import { referencePage } from './plugins/reference-page.ts';
import { rulesInForce } from './reading/rules-in-force.ts';
import { createScope } from './reading/scope.ts';
import { registerRoutes } from './routes/routes.ts';

/** Builds the API. It listens to nothing and connects to nothing by itself: `listen` or `inject` is the caller's. */
export async function buildApp(given: ApiDeps): Promise<App> {
  const realNow = given.realNow ?? (() => new Date());
  const deps: RouteDeps = {
    ...given,
    realNow,
    sessions: createSessions({ pool: given.pool, key: given.signingKey, realNow }),
    scope: createScope(given.pool, realNow),
    rulesAtStart: await rulesInForce(given),
  };
  const app: App = Fastify({
    loggerInstance: given.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: given.settings.bodyLimit,
    trustProxy: given.settings.isBehindProxy,
    // slow senders: the whole request within half a minute
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: (error, request, reply) => answerError(error, request, reply),
    clientErrorHandler: answerBrokenConnection,
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await app.register(closing);
  await app.register(errorsPlugin);
  await app.register(metricsPlugin);
  sweepMetrics(app.metrics.registry, given.pool);
  await app.register(authentication, { deps });
  await app.register(rateLimitPlugin, { settings: given.settings });
  await app.register(jsonBody);
  await app.register(cleanText);
  await app.register(openapi);
  await app.register(referencePage);
  registerRoutes(app, deps);
  return app;
}

/** What Node refuses before there is a request: broken framing, too large headers, too slow. */
function answerBrokenConnection(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy();
  const code: ErrorCode = error.code === 'HPE_HEADER_OVERFLOW' ? 'HEADERS_TOO_LARGE' : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'REQUEST_TIMEOUT' : 'REQUEST_MALFORMED';
  const problem = problemBody(code);
  const text = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${problem.status} ${code}\r\ncontent-type: application/problem+json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n${text}`,
  );
}
