import fp from 'fastify-plugin';
import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

declare module 'fastify' {
  interface FastifyInstance {
    metrics: ApiMetrics;
  }
}

export interface ApiMetrics {
  readonly registry: Registry;
  readonly acts: Counter<'type' | 'action' | 'result'>;
  readonly signIns: Counter<'result'>;
}

/** Figures for Prometheus. Labels are routes, codes and names of acts: nobody's name, no file's id. */
export const metricsPlugin = fp(
  async (app) => {
    const registry = new Registry();
    const stop = collectDefaultMetrics({ register: registry });
    const requests = new Histogram({
      name: 'duban_http_request_seconds',
      help: 'Time from the first byte of a request to the end of its answer',
      labelNames: ['method', 'route', 'status'] as const,
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20],
      registers: [registry],
    });
    const acts = new Counter({ name: 'duban_acts_total', help: 'Acts that people sent, by what they were told', labelNames: ['type', 'action', 'result'] as const, registers: [registry] });
    const signIns = new Counter({ name: 'duban_sign_ins_total', help: 'Attempts to sign in', labelNames: ['result'] as const, registers: [registry] });
    app.decorate('metrics', { registry, acts, signIns });
    app.addHook('onResponse', async (request, reply) => {
      const route = request.routeOptions.url ?? 'unknown';
      requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
      const { method } = request;
      const ms = Math.round(reply.elapsedTime * 10) / 10;
      request.log.info({ method, route, status: reply.statusCode, ms, caller: request.signedIn?.officerId }, 'answered');
    });
    app.addHook('onClose', async () => {
      void stop;
      registry.clear();
    });
  },
  { name: 'metrics', fastify: '5.x' },
);
