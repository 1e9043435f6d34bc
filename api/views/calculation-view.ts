import { z } from 'zod';
import type { Calculation } from '../../domain/deadlines/calculate.ts';
import type { Law } from '../../domain/rules/law.ts';
import type { LawInForce } from '../../law/law-book.ts';
import { dateSchema, otherReadingSchema, otherReadingView, stepSchema, stepView } from './explanation-view.ts';
import { labelSchema } from './label-view.ts';
import { ruleSchema, ruleView } from './rule-view.ts';

export const calculationSchema = z
  .object({
    ruleId: z.string(),
    rule: ruleSchema.nullable(),
    profile: z.string(),
    profileLabel: labelSchema,
    state: z.enum(['running', 'paused']).describe('paused:中止尚未结束,没有截止日 · an open pause has stopped the clock'),
    triggerDate: dateSchema,
    targetDate: dateSchema.nullable().describe('顺延前的最后一日 · last day before any roll'),
    dueDate: dateSchema.nullable().describe('法定最后一日 · legal last day'),
    dueAt: z.string().nullable().describe('届满时刻(不含),RFC 3339 UTC · exclusive end'),
    earliestActionDate: dateSchema.optional().describe('最早可办理日 · first day on which the act is allowed'),
    earliestWorkingDay: z.object({ date: dateSchema, provisional: z.boolean() }).optional(),
    provisional: z.boolean().describe('含未公布放假安排的年份,日期为暂定 · reaches into a year whose holidays are not announced'),
    isUnverified: z.boolean().describe('规则的数字未经核对(或只核对一部分) · the number of the rule was not (wholly) checked'),
    calendarVersion: z.string(),
    ruleVersion: z.string(),
    paused: z
      .object({
        from: dateSchema, counted: z.int(), remaining: z.int(), countedIn: z.enum(['WD', 'CD']),
        ifResumedOn: z.object({ date: dateSchema, targetDate: dateSchema, dueDate: dateSchema, dueAt: z.string() }).optional().describe('如于 asOf 之日恢复 · if the pause ended on the day of asOf'),
      })
      .optional(),
    asOf: z
      .object({
        on: dateSchema, state: z.enum(['not_begun', 'running', 'paused', 'passed']), countedIn: z.enum(['WD', 'CD', 'H']), counted: z.number(), remaining: z.number(),
        calendarDaysLeft: z.int().nullable(), pausedFrom: dateSchema.optional(),
      })
      .optional(),
    steps: z.array(stepSchema),
    otherReadings: z.array(otherReadingSchema),
    law: z.object({ revision: z.int(), version: z.string() }).describe('所依据的法规库版本 · the revision of the law that was applied'),
  })
  .meta({ id: 'DeadlineAnswer' });

/** A calculated date as REST and the command line tell it. */
export function calculationView({ rule, steps, otherReadings, ...found }: Calculation, inForce: LawInForce): z.infer<typeof calculationSchema> {
  return {
    ...found,
    ruleId: rule.id,
    rule: ruleView(inForce.rulesFor(found.profile), rule.id, rule.version),
    isUnverified: rule.verified === 'not_verified' || rule.verified === 'partly',
    steps: steps.map(stepView),
    otherReadings: otherReadings.map(otherReadingView),
    profileLabel: profileLabel(inForce.law, found.profile),
    law: { revision: inForce.revision, version: inForce.law.version },
  };
}

function profileLabel(law: Law, profile: string): { zh: string; en: string } {
  const { zh, en } = law.profiles.find(({ id }) => id === profile)?.label ?? { zh: profile, en: profile };
  return { zh, en };
}
