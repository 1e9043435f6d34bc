import { z } from 'zod';
import { ClockError } from '../../../clock/clock-error.ts';
import type { AdvanceTarget } from '../../../clock/advance-world.ts';
import type { App, RouteDeps } from '../../deps.ts';
import { ApiProblem } from '../../errors/problem.ts';
import { callerOf } from '../../plugins/authentication.ts';
import { problems } from '../problems.ts';

const longestMs = 200 * 366 * 86_400_000;
const unitMs = { d: 86_400_000, h: 3_600_000, m: 60_000 } as const;

const body = z.union([
  z.strictObject({ to: z.iso.datetime({ offset: true }).describe('到该时刻 · to an instant, RFC 3339') }),
  z.strictObject({ by: z.string().regex(/^[1-9]\d{0,5}[dhm]$/).describe('推进多久,如 30d、12h、5m · by a duration') }),
  z.strictObject({ nextDue: z.literal(true).describe('到下一个到期时刻 · to the next due moment of any file') }),
]);

/** `POST /api/v1/rehearsal/advance`: moves the clock of a rehearsal, due moment by due moment; refused in production. */
export function advanceRehearsal(app: App, deps: RouteDeps): void {
  app.route({
    method: 'POST',
    url: '/api/v1/rehearsal/advance',
    schema: {
      operationId: 'advanceRehearsal',
      tags: ['rehearsal'],
      summary: '推进演练时间 · Move the clock of the rehearsal',
      description: '每到一个到期时刻,有关案卷先办结到期事项,再继续推进 · at each due moment the files concerned come to rest before it goes on',
      body,
      response: { 200: z.object({ from: z.string(), to: z.string(), moments: z.int().describe('途经的到期时刻数 · due moments on the way') }), ...problems(400, 401, 403, 409, 422, 503) },
    },
    handler: async (request) => {
      if (!callerOf(request).roles.includes('administrator')) throw new ApiProblem('FORBIDDEN_ROLE');
      try {
        return await deps.advance(targetOf(request.body));
      } catch (error) {
        if (error instanceof ClockError) throw new ApiProblem(error.code);
        throw error;
      }
    },
  });
}

function targetOf(asked: z.infer<typeof body>): AdvanceTarget {
  if ('to' in asked) return { to: new Date(asked.to).toISOString() };
  if ('nextDue' in asked) return 'nextDue';
  const by = Number(asked.by.slice(0, -1)) * unitMs[asked.by.at(-1) as keyof typeof unitMs];
  return { by: Math.min(by, longestMs) };
}
