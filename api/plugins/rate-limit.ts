import rateLimit, { normalizeIP } from '@fastify/rate-limit';
import fp from 'fastify-plugin';
import type { ApiSettings } from '../settings.ts';
import { ApiProblem } from '../errors/problem.ts';

/**
 * Counts requests of each person, or of each address where nobody is signed in, over a minute.
 * Kept in the memory of the process: with several processes each has its own count.
 */
export const rateLimitPlugin = fp<{ settings: ApiSettings }>(
  async (app, { settings }) => {
    await app.register(rateLimit, {
      global: true,
      hook: 'onRequest',
      timeWindow: 60_000,
      cache: 20_000,
      max: (request) => (request.signedIn ? settings.requestsPerMinute : settings.anonymousPerMinute),
      keyGenerator: (request) => (request.signedIn ? `officer ${request.signedIn.officerId}` : `address ${normalizeIP(request.ip, 64)}`),
      errorResponseBuilder: () => new ApiProblem('RATE_LIMITED'),
    });
  },
  { name: 'rate-limit', dependencies: ['authentication'], fastify: '5.x' },
);

/** For routes that try passwords or refresh tokens: by address, and much lower. */
export function signInLimit(settings: ApiSettings) {
  return { max: settings.signInsPerMinute, timeWindow: 60_000, groupId: 'sign-in' };
}
