import helmet from '@fastify/helmet';
import reference from '@scalar/fastify-api-reference';
import fp from 'fastify-plugin';

/** Answers are data: nothing in them may run, be framed or be fetched from elsewhere. */
const nothing = { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] };
/** The reference page brings its own script and styles; the browser itself keeps it from calling anybody else. */
const ownOnly = [
  "default-src 'self'", "script-src 'self' 'unsafe-inline' 'unsafe-eval'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data: blob:", "font-src 'self' data:",
  "connect-src 'self'", "worker-src 'self' blob:", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'",
].join('; ');

/** `/docs`, and `/` that leads there: readable without any network but ours. */
export const referencePage = fp(
  async (app) => {
    await app.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: nothing }, hsts: false });
    await app.register(async (page) => {
      page.addHook('onRoute', (route) => {
        route.config = { ...route.config, isPublic: true };
      });
      // whoever opens the printed address finds something to read
      page.get('/', { schema: { hide: true } }, (_request, reply) => reply.redirect('/docs/'));
      page.addHook('onSend', async (_request, reply) => {
        reply.header('content-security-policy', ownOnly);
      });
      await page.register(reference, {
        routePrefix: '/docs',
        logLevel: 'warn',
        configuration: {
          url: '/openapi.json',
          pageTitle: '督办 Duban API',
          withDefaultFonts: false,
          telemetry: false,
          hideClientButton: true,
          agent: { disabled: true },
          mcp: { disabled: true },
        },
      });
    });
  },
  { name: 'reference-page', dependencies: ['openapi'], fastify: '5.x' },
);
