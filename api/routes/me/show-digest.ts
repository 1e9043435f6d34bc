import { z } from 'zod';
import { digestSections, type DigestContent } from '../../../digests/digest.ts';
import { digestDay } from '../../../digests/digest-day.ts';
import { nationalProfile } from '../../../domain/rules/law.ts';
import { digestRules } from '../../../digests/digest-rules.ts';
import { makeDigestsOf } from '../../../digests/make-digests.ts';
import { fileTypeOf } from '../../../domain/ids.ts';
import { isLocalDate } from '../../../domain/time/local-date.ts';
import type { App, RouteDeps } from '../../deps.ts';
import { ApiProblem } from '../../errors/problem.ts';
import { callerOf } from '../../plugins/authentication.ts';
import { dateText, fileAddress } from '../../views/file-view.ts';
import { labelSchema } from '../../views/label-view.ts';
import { problems } from '../problems.ts';

const section = z.object({
  count: z.int(),
  items: z.array(
    z.object({
      taskId: z.string(),
      kind: z.enum(['act', 'reminder', 'urge', 'notice']),
      label: labelSchema,
      dueAt: z.string().nullable(),
      deadlineId: z.string().nullable(),
      file: z.object({ id: z.string(), href: z.string() }),
    }),
  ).describe('最多50件 · the first fifty'),
});

const digestSchema = z
  .object({
    day: z.string().describe('工作日 YYYY-MM-DD(北京时间)'),
    madeAt: z.string(),
    deliveredAt: z.string().nullable().describe('短信或者政务消息已发出 · when it went out; null: not yet, or never'),
    overdue: section,
    due: section.describe('当日及其后3个工作日(地方配置另有规定的,从其规定)内到期 · due on the day or one of the three working days after it, or as many as the place of the file says'),
    urged: section.describe('未签收的催办 · urgings not acknowledged yet'),
    new: section.describe('上一份日报之后新增 · since the digest before'),
  })
  .meta({ id: 'Digest' });

/** `GET /api/v1/me/digest`: what the caller is told on the morning of a working day; made when it is first read, if no worker was there before. */
export function showMyDigest(app: App, deps: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/v1/me/digest',
    schema: {
      operationId: 'showMyDigest',
      tags: ['me'],
      summary: '我的督办日报 · My digest of the day',
      description: '每个工作日早八点一份:逾期、临期、催办、新增;不填日期为最近一份。\n\nOne each working day at eight: overdue, due, urged, new; the newest, when no day is given.',
      querystring: z.strictObject({ day: z.iso.date().refine(isLocalDate, { error: '须为 1992 年以后的日期 / a day from 1992 on' }).optional() }),
      response: { 200: digestSchema, ...problems(400, 401, 404, 429) },
    },
    handler: async (request) => {
      const { officerId } = callerOf(request);
      const { day: asked } = request.query;
      const at = deps.now();
      const law = await deps.lawBook.current();
      const today = digestDay(at, law.calendar, digestRules(law.rulesFor(nationalProfile)));
      if (today !== null && (asked === undefined || asked === today)) await makeDigestsOf(deps.pool, [officerId], { day: today, at, law });
      const digest = await deps.prisma.digest.findFirst({ where: { officerId, ...(asked === undefined ? {} : { day: new Date(asked) }) }, orderBy: { day: 'desc' } });
      if (!digest) throw new ApiProblem('DIGEST_NOT_FOUND');
      const content = digest.content as unknown as DigestContent;
      const sections = Object.fromEntries(digestSections.map((name) => [name, {
        count: content[name].count,
        items: content[name].items.map(({ fileId, ...item }) => ({ ...item, file: { id: fileId, href: fileAddress(fileId, fileTypeOf(fileId)) } })),
      }])) as unknown as Pick<z.infer<typeof digestSchema>, (typeof digestSections)[number]>;
      return { day: dateText(digest.day), madeAt: digest.madeAt.toISOString(), deliveredAt: digest.deliveredAt?.toISOString() ?? null, ...sections };
    },
  });
}
