import { z } from 'zod';
import type { DrawQuota } from '../../draw/quota.ts';
import { creditRiskClasses, type CreditRiskClass } from '../../registers.ts';
import type { LocalDate } from '../../time/local-date.ts';
import { localDate, text } from '../inspection/facts.ts';

/** One line of the plan: what is inspected, at whom, how many, how, when and by whom (plan-content-min). */
export type PlanItem = {
  /** Stands for the item in tasks and adjustments; unique in the plan. */
  readonly key: string;
  readonly name: string;
  readonly matter: string;
  readonly itemType: 'general' | 'key';
  /** 定向: drawn among those who meet a condition of the scope; 不定向: among all of the category. */
  readonly drawType: 'directed' | 'non_directed';
  readonly scope: { readonly category: string; readonly industry?: string | undefined; readonly riskClasses?: readonly CreditRiskClass[] | undefined };
  readonly quota: DrawQuota;
  /** 计划抽查户数, as announced; the draw itself follows the quota. */
  readonly plannedCount: number;
  readonly method: 'on_site' | 'document' | 'online';
  readonly from: string;
  readonly to: string;
  readonly leadDepartment: string;
  readonly participatingDepartments: readonly string[];
  /** What marks these targets out (many complaints, abnormal list, …), and whether their ratio was raised for it. */
  readonly flags?: readonly string[] | undefined;
  readonly ratioRaised?: boolean | undefined;
  /** Absent: at random. Whoever inspects all of them says whether the item stands on the negative list. */
  readonly selection?: 'random' | 'full_coverage' | undefined;
  readonly onNegativeList?: boolean | undefined;
};

/** A line as far as it is written: a draft may leave anything open but its key. */
export type DraftItem = { readonly [F in keyof PlanItem]?: PlanItem[F] | undefined } & { readonly key: string };

export type PlanFacts = {
  readonly name: string;
  readonly year: number;
  readonly items: readonly DraftItem[];
  /** Draw tasks in the order in which they were opened; number 1 first. */
  readonly tasks: readonly PlanTask[];
  readonly returnedBecause?: string;
  readonly channels?: readonly string[];
};

export type PlanTask = {
  readonly no: number;
  readonly item: string;
  readonly openedOn: string;
  readonly ended?: { readonly drawTask: string; readonly outcome: 'closed' | 'cancelled'; readonly inspections: number; readonly on: string };
};

/** The day from which the dates of a plan's year count, whenever its file was opened (trigger `year_begun`). */
export function firstDayOf(year: number): LocalDate {
  return `${year}-01-01`;
}

const percent = z.number().min(0).max(100).multipleOf(0.01);
const quota = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ratio'), percent: z.strictObject({ A: percent, B: percent, C: percent, D: percent }).describe('各信用风险分类的抽查比例(%)') }),
  z.strictObject({ kind: z.literal('number'), number: z.int().min(1).max(100_000) }),
]);

const fields = {
  name: text(200).describe('抽查任务名称'),
  matter: text(300).describe('抽查事项'),
  itemType: z.enum(['general', 'key']).describe('一般检查事项 / 重点检查事项'),
  drawType: z.enum(['directed', 'non_directed']).describe('定向 / 不定向'),
  scope: z.strictObject({
    category: text(100).describe('检查对象类别'),
    industry: text(100).optional().describe('行业(定向)'),
    riskClasses: z.array(z.enum(creditRiskClasses)).min(1).max(4).optional().describe('信用风险分类(定向)'),
  }),
  quota,
  plannedCount: z.int().min(1).max(100_000).describe('计划抽查户数'),
  method: z.enum(['on_site', 'document', 'online']).describe('检查方式'),
  from: localDate,
  to: localDate,
  leadDepartment: text(100).describe('牵头部门'),
  participatingDepartments: z.array(text(100)).max(20).describe('配合部门'),
};
const marks = {
  flags: z.array(z.enum(['many_complaints', 'abnormal_list', 'serious_violation_record', 'key_area'])).max(4).optional().describe('应当提高抽查比例的情形'),
  ratioRaised: z.boolean().optional().describe('已据此提高抽查比例'),
  selection: z.enum(['random', 'full_coverage']).optional().describe('随机抽查 / 全覆盖检查,不填为随机抽查'),
  onNegativeList: z.boolean().optional().describe('属于随机抽查负面清单'),
};
const key = z.string().regex(/^[A-Za-z0-9-]{1,40}$/);

export const draftItems = z
  .array(z.strictObject({ key, ...z.object(fields).partial().shape, ...marks }))
  .max(500)
  .refine((items) => new Set(items.map((item) => item.key)).size === items.length, { error: '任务编号重复 / a key stands twice' });

/** plan-content-min: a line with nothing left open. */
export const completeItem = z
  .strictObject({ key, ...fields, ...marks })
  .refine((item) => item.from <= item.to, { path: ['to'], error: '截止日期早于开始日期 / ends before it begins' })
  .refine((item) => (item.drawType === 'directed') === (item.scope.industry !== undefined || item.scope.riskClasses !== undefined), {
    path: ['drawType'],
    error: '定向抽查须有条件,不定向抽查不得有条件 / a directed draw names a condition, a non-directed one names none',
  });
