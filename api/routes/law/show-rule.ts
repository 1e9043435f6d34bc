import { z } from 'zod';
import { isConcerned } from '../../../domain/rules/reading-concerns.ts';
import { chosenOption } from '../../../domain/deadlines/other-readings.ts';
import { nearIds } from '../../../domain/rules/near-rules.ts';
import type { ClockRule } from '../../../domain/rules/rule.ts';
import { shanghaiDate } from '../../../domain/time/shanghai.ts';
import type { App, RouteDeps } from '../../deps.ts';
import { ApiProblem } from '../../errors/problem.ts';
import { fullRuleSchema, fullRuleView } from '../../views/full-rule-view.ts';
import { labelSchema, namedSchema } from '../../views/label-view.ts';
import { problems } from '../problems.ts';

export function showRule(app: App, deps: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/v1/rules/:id',
    config: { isPublic: true },
    schema: {
      operationId: 'showRule',
      tags: ['law'],
      security: [],
      summary: '一条规则 · One rule',
      description: '全国的各版本、各地另定的版本,以及条文未明时的各种读法。\n\nIts national versions, what places set otherwise, and the readings where the text is uncertain.',
      params: z.object({ id: z.string() }),
      response: {
        200: z.object({
          id: z.string(),
          revision: z.int(),
          versions: z.array(fullRuleSchema).describe('全国版本,新者在前 · national versions, the newest first'),
          profiles: z.array(z.object({ profile: namedSchema, versions: z.array(fullRuleSchema) })).describe('另有规定的地方 · the places that set it otherwise'),
          readings: z.array(z.object({ id: z.string(), question: labelSchema, default: z.string(), options: z.array(namedSchema.extend({ followedBy: z.array(z.string()) })) })),
        }),
        ...problems(404, 429),
      },
    },
    handler: async (request) => {
      const { id } = request.params;
      const { revision, law, rulesFor } = await deps.lawBook.current();
      const own = law.rules.filter((rule) => rule.id === id).toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1));
      const [newest] = own;
      if (!newest) throw new ApiProblem('RULE_NOT_FOUND', { nearMatches: nearIds(id, law.rules.map((rule) => rule.id)) });
      const known = new Set(own.map(({ version }) => version));
      const today = shanghaiDate(deps.now());
      const readings = newest.kind === 'clock' ? law.readings.filter((reading) => isConcerned(newest as ClockRule, reading)) : [];
      return {
        id,
        revision,
        versions: own.map((rule) => fullRuleView(rule, law)),
        profiles: law.profiles.flatMap(({ id: profile, label }) => {
          const versions = rulesFor(profile).rules.filter((rule) => rule.id === id && !known.has(rule.version));
          return versions.length === 0 ? [] : [{ profile: { id: profile, label: { zh: label.zh, en: label.en } }, versions: versions.map((rule) => fullRuleView(rule, law)) }];
        }),
        readings: readings.map((reading) => ({
          id: reading.id,
          question: { zh: reading.question.zh, en: reading.question.en },
          default: reading.default,
          options: reading.options.map(({ id: option, label }) => ({ id: option, label: { zh: label.zh, en: label.en }, followedBy: law.profiles.filter((profile) => chosenOption(reading, profile, today) === option).map((profile) => profile.id) })),
        })),
      };
    },
  });
}
