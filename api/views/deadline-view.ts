import { z } from 'zod';
import type { Extension, Rung } from '../../domain/record/record.ts';
import { roles } from '../../domain/roles.ts';
import { actorLabel, type RuleSet } from '../../domain/rules/rule.ts';
import { dateText } from './file-view.ts';
import { labelSchema, named, namedSchema } from './label-view.ts';
import { isUnverified, ruleSchema, ruleView, rungLabel } from './rule-view.ts';

const date = z.string().describe('YYYY-MM-DD(北京时间)');

export const deadlineSchema = z
  .object({
    id: z.string(),
    clock: z.string(),
    rule: ruleSchema.nullable(),
    ruleId: z.string(),
    ruleVersion: z.string(),
    calendarVersion: z.string(),
    revision: z.int(),
    state: z.enum(['running', 'paused', 'met', 'lapsed', 'cancelled']),
    isOverdue: z.boolean().describe('已届满而职责未尽 · lapsed, and the duty goes on'),
    isProvisional: z.boolean().describe('含未公布放假安排的年份,日期待定 · reaches into a year whose calendar is not published'),
    isUnverified: z.boolean().describe('规则的数字未经(完全)核对 · the number of the rule was not (wholly) checked in its text'),
    triggerOn: date,
    triggerAt: z.string().nullable().describe('起算时刻,仅按小时计算者有,RFC 3339 UTC · the instant from which a clock in hours runs'),
    targetDate: date,
    dueDate: date.describe('最后一日 · the legal last day'),
    dueAt: z.string().describe('届满时刻(不含),RFC 3339 UTC · exclusive end'),
    extensions: z.array(z.object({ amount: z.number(), approvedBy: namedSchema, reason: z.string(), seq: z.int() })),
    next: z.object({ rung: z.string(), label: labelSchema, at: z.string(), to: z.array(namedSchema), isLapse: z.boolean() }).nullable().describe('下一次提醒或届满 · next reminder or the lapse itself'),
    openedSeq: z.int(),
    closedSeq: z.int().nullable(),
  })
  .meta({ id: 'Deadline' });

export interface DeadlineRecord {
  readonly id: string;
  readonly clock: string;
  readonly ruleId: string;
  readonly ruleVersion: string;
  readonly calendarVersion: string;
  readonly revision: number;
  readonly state: string;
  readonly triggerOn: Date;
  readonly triggerAt: Date | null;
  readonly targetDate: Date;
  readonly dueDate: Date;
  readonly dueAt: Date;
  readonly provisional: boolean;
  readonly extensions: unknown;
  readonly rungs: unknown;
  readonly openedSeq: number;
  readonly closedSeq: number | null;
}

export function deadlineView(row: DeadlineRecord, rules: RuleSet): z.infer<typeof deadlineSchema> {
  const next = (row.rungs as Rung[])[0];
  return {
    id: row.id,
    clock: row.clock,
    rule: ruleView(rules, row.ruleId, row.ruleVersion),
    ruleId: row.ruleId,
    ruleVersion: row.ruleVersion,
    calendarVersion: row.calendarVersion,
    revision: row.revision,
    state: row.state as z.infer<typeof deadlineSchema>['state'],
    isOverdue: row.state === 'lapsed' && row.closedSeq === null,
    isProvisional: row.provisional,
    isUnverified: isUnverified(rules, row.ruleId, row.ruleVersion),
    triggerOn: dateText(row.triggerOn),
    triggerAt: row.triggerAt?.toISOString() ?? null,
    targetDate: dateText(row.targetDate),
    dueDate: dateText(row.dueDate),
    dueAt: row.dueAt.toISOString(),
    extensions: (row.extensions as Extension[]).map(({ amount, approvedBy, reason, seq }) => ({ amount, approvedBy: named(approvedBy, actorLabel(approvedBy)), reason, seq })),
    next: next
      ? { rung: next.rung, label: { ...rungLabel(rules, row.ruleId, next.rung) }, at: next.at, to: next.to.map((role) => named(role, roles[role])), isLapse: next.lapse === true }
      : null,
    openedSeq: row.openedSeq,
    closedSeq: row.closedSeq,
  };
}
