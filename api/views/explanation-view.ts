import { z } from 'zod';
import type { ExplanationStep } from '../../domain/deadlines/deadline.ts';
import type { OtherReading } from '../../domain/deadlines/other-readings.ts';
import { labelSchema } from './label-view.ts';

export const dateSchema = z.string().describe('YYYY-MM-DD(北京时间)');

export const stepSchema = z
  .object({
    code: z.string().describe('步骤的稳定代码 · stable code of the step'),
    zh: z.string(),
    en: z.string(),
    data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])).describe('同样的内容,供程序使用 · the same for machines'),
  })
  .meta({ id: 'ExplanationStep' });

export function stepView({ code, zh, en, data }: ExplanationStep): z.infer<typeof stepSchema> {
  return { code, zh, en, data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, typeof value === 'object' ? [...value] : value])) };
}

export const otherReadingSchema = z
  .object({
    id: z.string(),
    option: z.string(),
    question: labelSchema.describe('条文未明之处 · what the texts leave open'),
    label: labelSchema.describe('另一种读法 · the reading that the profile did not choose'),
    followed: labelSchema.describe('本地采用的读法 · the reading that the place follows'),
    source: z.array(z.object({ title: z.string(), article: z.string(), text: z.string() })),
    targetDate: dateSchema.nullable(),
    dueDate: dateSchema.nullable(),
    dueAt: z.string().nullable(),
    earliestActionDate: dateSchema.optional(),
    provisional: z.boolean(),
    isSame: z.boolean().describe('在此情形得出同一日期 · comes to the same day in this case'),
    refused: z.string().optional().describe('按此读法不能计算的代码 · code where this reading would refuse the facts'),
  })
  .meta({ id: 'OtherReading' });

export function otherReadingView(reading: OtherReading): z.infer<typeof otherReadingSchema> {
  return { ...reading, question: { ...reading.question }, label: { ...reading.label }, followed: { ...reading.followed }, source: reading.source.map((source) => ({ ...source })) };
}
