import { z } from 'zod';
import type { App, RouteDeps } from '../../deps.ts';

const waitMs = 2000;

/** For whoever keeps the process running: is it alive, may it be sent requests, how does it do. */
export function health(app: App, deps: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/healthz',
    logLevel: 'warn',
    config: { isPublic: true, rateLimit: false },
    schema: { operationId: 'isAlive', tags: ['health'], security: [], summary: '进程存活 · The process is alive', response: { 200: z.object({ status: z.literal('alive') }) } },
    handler: async () => ({ status: 'alive' as const }),
  });
  app.route({
    method: 'GET',
    url: '/readyz',
    logLevel: 'warn',
    config: { isPublic: true, rateLimit: false },
    schema: {
      operationId: 'isReady', tags: ['health'], security: [], summary: '可接受请求 · Ready for requests',
      response: { 200: readySchema, 503: readySchema },
    },
    handler: async (_request, reply) => {
      const found = await Promise.all(Object.entries(deps.ready).map(async ([name, check]) => [name, (await answers(check)) ? 'up' : 'down'] as const));
      const isClosing = app.isClosing();
      const isReady = !isClosing && found.every(([, state]) => state === 'up');
      return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : isClosing ? 'closing' : 'not_ready', checks: Object.fromEntries(found) });
    },
  });
  app.route({
    method: 'GET',
    url: '/metrics',
    logLevel: 'warn',
    config: { isPublic: true, rateLimit: false },
    schema: { operationId: 'metrics', tags: ['health'], security: [], summary: '运行指标(Prometheus) · Metrics' },
    handler: async (_request, reply) => reply.type(app.metrics.registry.contentType).send(await app.metrics.registry.metrics()),
  });
}

const readySchema = z.object({ status: z.enum(['ready', 'not_ready', 'closing']), checks: z.record(z.string(), z.enum(['up', 'down'])) });

async function answers(check: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), waitMs);
  });
  try {
    return await Promise.race([check().then(() => true, () => false), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
