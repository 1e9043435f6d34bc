import { z } from 'zod';
import { nationalProfile } from '../../../domain/rules/law.ts';
import type { App, RouteDeps } from '../../deps.ts';
import { lawProblem } from '../../errors/law-problem.ts';
import { fullRuleSchema, fullRuleView } from '../../views/full-rule-view.ts';
import { namedSchema } from '../../views/label-view.ts';
import { problems } from '../problems.ts';

export function listRules(app: App, deps: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/v1/rules',
    config: { isPublic: true },
    schema: {
      operationId: 'listRules',
      tags: ['law'],
      security: [],
      summary: '规则目录 · The catalogue of rules',
      description: '一个地方的全部规则及其各版本、依据、核对情况和算例。\n\nEvery rule of a place with its versions, sources, verification and worked examples.',
      querystring: z.strictObject({
        profile: z.string().min(1).max(100).default(nationalProfile),
        topic: z.string().min(1).max(100).optional(),
        kind: z.enum(['clock', 'accrual', 'threshold', 'bound', 'criterion']).optional(),
        verified: z.enum(['verified', 'partly', 'not_verified', 'design']).optional(),
      }),
      response: {
        200: z.object({ revision: z.int(), version: z.string(), profile: z.string(), profiles: z.array(namedSchema), topics: z.array(namedSchema), items: z.array(fullRuleSchema) }),
        ...problems(400, 422, 429),
      },
    },
    handler: async (request) => {
      const { profile, topic, kind, verified } = request.query;
      const { revision, law, rulesFor } = await deps.lawBook.current();
      const rules = (() => {
        try {
          return rulesFor(profile).rules;
        } catch (error) {
          throw lawProblem(error, law) ?? error;
        }
      })();
      const asked = rules.filter((rule) => (topic === undefined || rule.topic === topic) && (kind === undefined || rule.kind === kind) && (verified === undefined || rule.verified === verified));
      return {
        revision,
        version: law.version,
        profile,
        profiles: law.profiles.map(({ id, label }) => ({ id, label: { zh: label.zh, en: label.en } })),
        topics: Object.entries(law.topics).map(([id, label]) => ({ id, label: { zh: label.zh, en: label.en } })),
        items: asked.map((rule) => fullRuleView(rule, law)),
      };
    },
  });
}
