import { z } from 'zod';
import { calculate, type CalculationRequest } from '../../../domain/deadlines/calculate.ts';
import { nationalProfile } from '../../../domain/rules/law.ts';
import { pauseGrounds, type PauseGround } from '../../../domain/rules/pause-grounds.ts';
import { roles, type Role } from '../../../domain/roles.ts';
import { outsideApprovers } from '../../../domain/rules/rule.ts';
import { isLocalDate } from '../../../domain/time/local-date.ts';
import { isInstant } from '../../../domain/time/shanghai.ts';
import type { App, RouteDeps } from '../../deps.ts';
import { lawProblem } from '../../errors/law-problem.ts';
import { calculationSchema, calculationView } from '../../views/calculation-view.ts';
import { problems } from '../problems.ts';

const day = z.string().refine(isLocalDate, '须为 YYYY-MM-DD 的日期(1992年以后) / a day YYYY-MM-DD, from 1992 on');
const moment = z.string().refine((value) => isLocalDate(value) || isInstant(value), '须为 YYYY-MM-DD 的日期或者 RFC 3339 时刻 / a day YYYY-MM-DD or an RFC 3339 instant');

const requestSchema = z.strictObject({
    ruleId: z.string().min(1).max(100).describe('规则编号,见 GET /api/v1/rules · id of a clock'),
    triggerAt: moment.describe('起算日,或者起算时刻(按小时计算者必需) · the day, or the instant (needed for clocks in hours)'),
    profile: z.string().min(1).max(100).optional().describe('地方配置,默认全国 · the place; the national one unless told'),
    limit: z.union([z.int(), z.string().regex(/^\d{2}-\d{2}$/)]).optional().describe('由命令、计划或者地方另定的期限 · where the rule lets an order, a plan or a place set it'),
    date: day.optional().describe('由案卷指定的截止日 · the last day, where each file names its own'),
    pauses: z
      .array(z.strictObject({
        from: day.describe('首个不计入的日 · first day left out'),
        to: day.nullable().optional().describe('恢复计入的日;未结束则不填 · the day that counts again; none while it lasts'),
        ground: z.enum(Object.keys(pauseGrounds) as [PauseGround, ...PauseGround[]]),
        document: z.string().min(1).max(200).optional(),
      }))
      .max(100)
      .optional(),
    extensions: z.array(z.strictObject({ amount: z.int().min(1).max(10_000).optional(), approvedBy: z.enum([...(Object.keys(roles) as Role[]), ...outsideApprovers]) })).max(50).optional(),
    asOf: moment.optional().describe('查看期限在该日(终了时)的状态,不改变日期 · tells how the clock stands at the end of that day; changes no date'),
  });

export function calculateDeadline(app: App, deps: RouteDeps): void {
  app.route({
    method: 'POST',
    url: '/api/v1/deadlines/calculate',
    config: { isPublic: true },
    schema: {
      operationId: 'calculateDeadline',
      tags: ['law'],
      security: [],
      summary: '计算期限并说明理由 · Calculate a date, and explain it',
      description: '无需案卷,供培训、公众和核对使用。日期均为北京时间;不保存任何内容。\n\nWithout a file: for training, for the public, for checking by others. Days are those of Asia/Shanghai; nothing is stored.',
      body: requestSchema,
      response: { 200: calculationSchema, ...problems(400, 422, 429) },
    },
    handler: async (request) => {
      const inForce = await deps.lawBook.current();
      const asked = requestOf(request.body);
      try {
        return calculationView(calculate(asked, inForce), inForce);
      } catch (error) {
        throw lawProblem(error, inForce.law) ?? error;
      }
    },
  });
}

function requestOf({ pauses, extensions, profile, limit, date, asOf, ruleId, triggerAt }: z.infer<typeof requestSchema>): CalculationRequest {
  return {
    ruleId, triggerAt,
    profile: profile ?? nationalProfile,
    ...(limit === undefined ? {} : { limit }),
    ...(date === undefined ? {} : { date }),
    ...(asOf === undefined ? {} : { asOf }),
    pauses: (pauses ?? []).map(({ from, to, ground, document }) => ({ from, ground, ...(to ? { to } : {}), ...(document === undefined ? {} : { document }) })),
    extensions: (extensions ?? []).map(({ amount, approvedBy }) => ({ approvedBy, ...(amount === undefined ? {} : { amount }) })),
  };
}
