import { z } from 'zod';
import type { LawChange } from '../../law/changes/law-change.ts';

const counts = z.object({
  deadlines: z.int(), files: z.int().describe('有期限变更的案卷数 · files with a change'), earlier: z.int(), later: z.int(),
  settled: z.int().describe('日期不变,由暂定转为确定 · same date, provisional until now'), sameDate: z.int(), kept: z.int().describe('无法按新版本计算,保留原版本 · keep the old version'), unchanged: z.int(),
  settledInAll: z.int(), passed: z.int().describe('新期限已届满 · the new last day is over already'),
});

export const redatingSchema = z.object({
  state: z.enum(['running', 'finished']), filesInAll: z.int(), filesChecked: z.int(), deadlinesChanged: z.int(),
  startedAt: z.string(), lastPageAt: z.string().nullable(), finishedAt: z.string().nullable(),
}).describe('重新计算的进度 · how far the re-dating has come');

export const lawChangeSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['rule', 'profile', 'calendar', 'department_profile', 'release']),
    subject: z.string().describe('规则、地方配置或部门的编号,或者年份 · rule, profile, department or year'),
    transition: z.enum(['new_triggers', 'open_deadlines']).describe('new_triggers:在办案件适用原规定 · old cases keep the old limit; open_deadlines:在办期限重新计算 · open deadlines are counted anew'),
    reason: z.string(),
    state: z.enum(['draft', 'previewed', 'approved', 'in_effect', 'withdrawn']),
    content: z.unknown(),
    draftedBy: z.string().nullable(), draftedAt: z.string(),
    preview: counts.nullable(), previewRevision: z.int().nullable(), previewedBy: z.string().nullable(), previewedAt: z.string().nullable(),
    approvedBy: z.string().nullable(), approvedAt: z.string().nullable(),
    revision: z.int().nullable().describe('生效后的法规版本号 · the revision of the law that it made'),
    inEffectAt: z.string().nullable(),
    withdrawnBy: z.string().nullable(), withdrawnAt: z.string().nullable(), withdrawnReason: z.string().nullable(),
  })
  .meta({ id: 'LawChange' });

export function lawChangeView(change: LawChange): z.infer<typeof lawChangeSchema> {
  const { preview } = change;
  return { ...change, content: change.content as z.infer<typeof lawChangeSchema>['content'], preview: preview === null ? null : { ...preview } };
}
