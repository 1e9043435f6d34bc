import { z } from 'zod';
import type { ClockChange } from '../../domain/advance/clock.ts';
import { fileTypes } from '../../domain/files/file-types.ts';
import type { LedgerHeader } from '../../domain/ledger/ledger-entry.ts';
import type { Label } from '../../domain/label.ts';
import { roles, type Role } from '../../domain/roles.ts';
import type { RuleSet } from '../../domain/rules/rule.ts';
import { dateText, fileAddress } from './file-view.ts';
import { named, namedSchema } from './label-view.ts';
import { isUnverified, ruleLabel, rungLabel } from './rule-view.ts';

export const timelineEntrySchema = z
  .object({
    fileId: z.string(),
    type: z.string(),
    seq: z.int(),
    kind: z.enum(['act', 'event', 'deadline', 'redate']).describe('act:人员办理 · event:其他案卷,无来源的为系统立卷 · deadline:期限 · redate:规则或者日历变更后重新计算'),
    what: namedSchema,
    rung: namedSchema.nullable().describe('期限的档次(提醒、届满、逾期) · rung of the deadline'),
    told: z.array(namedSchema).describe('期限的档次告知的岗位 · whom a rung of the ladder told'),
    from: namedSchema.nullable(),
    stage: namedSchema.describe('此后的阶段 · stage afterwards'),
    outcome: z.string().nullable(),
    milestones: z.array(z.string()),
    occurredOn: z.string().describe('事实发生日 · legal date of the fact'),
    receivedAt: z.string().nullable().describe('提交时刻 · when it was sent'),
    recordedAt: z.string().describe('记入台账时刻 · when it was recorded'),
    actor: z.object({ id: z.string(), name: z.string().nullable(), departmentId: z.string(), roles: z.array(namedSchema) }).nullable(),
    deadlines: z.array(
      z.object({
        deadlineId: z.string(), clock: z.string(), rule: namedSchema, change: z.string(), dueDate: z.string(), dueAt: z.string(),
        oldDueDate: z.string().optional(), rung: z.string().optional(), provisional: z.boolean(), isUnverified: z.boolean(),
      }),
    ),
    effects: z.array(z.object({ fileId: z.string(), name: z.string(), href: z.string().nullable() })).describe('对其他案卷的影响 · effects on other files'),
    source: z.object({ fileId: z.string(), seq: z.int() }).nullable().describe('来源案卷 · the file that sent the event'),
    isErased: z.boolean().describe('内容已依法清除 · the content was erased'),
  })
  .meta({ id: 'TimelineEntry' });

export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

/** A row of `ledger_entry` as the timeline reads it. */
export interface EntryRow {
  readonly fileId: string;
  readonly seq: number;
  readonly kind: string;
  readonly what: string;
  readonly occurredOn: Date;
  readonly recordedAt: Date;
  readonly header: string;
  readonly content: string | null;
  readonly rung: string | null;
  readonly sourceFileId: string | null;
  readonly sourceSeq: number | null;
}

/** What an entry's content may hold; an erased entry holds nothing. */
export interface EntryContent {
  readonly actor?: { readonly id: string; readonly roles: readonly Role[]; readonly departmentId: string };
  readonly receivedAt?: string;
  readonly from?: string;
  readonly outcome?: string;
  readonly told?: readonly Role[];
  readonly clocks?: readonly ClockChange[];
  readonly effects?: readonly { readonly n: number; readonly to: string; readonly name: string }[];
}

export function contentOf(row: { readonly content: string | null }): EntryContent {
  return row.content === null ? {} : (JSON.parse(row.content) as EntryContent);
}

/**
 * @param names officer id → name
 * @param rules for the words of rules and rungs
 */
export function timelineEntry(row: EntryRow, type: string, names: ReadonlyMap<string, string>, rules: RuleSet): TimelineEntry {
  const header = JSON.parse(row.header) as LedgerHeader;
  const content = contentOf(row);
  const stages = fileTypes[type]?.chart.stages ?? {};
  const { actor } = content;
  return {
    fileId: row.fileId,
    type,
    seq: row.seq,
    kind: row.kind as TimelineEntry['kind'],
    what: named(row.what, whatLabel(rules, type, row.kind, row.what)),
    rung: row.rung === null || row.kind === 'redate' ? null : named(row.rung, rungLabel(rules, row.what, row.rung)),
    told: (content.told ?? []).map((role) => named(role, roles[role])),
    from: content.from === undefined ? null : named(content.from, stages[content.from]?.label),
    stage: named(header.stage, stages[header.stage]?.label),
    outcome: content.outcome ?? null,
    milestones: [...header.reached],
    occurredOn: dateText(row.occurredOn),
    receivedAt: content.receivedAt ?? null,
    recordedAt: row.recordedAt.toISOString(),
    actor: actor
      ? { id: actor.id, name: names.get(actor.id) ?? null, departmentId: actor.departmentId, roles: actor.roles.map((role) => named(role, roles[role])) }
      : null,
    deadlines: (content.clocks ?? []).map(({ deadlineId, clock, ruleId, change, dueDate, dueAt, oldDueDate, rung, provisional }) => ({
      deadlineId, clock, rule: named(ruleId, ruleLabel(rules, ruleId)), change, dueDate, dueAt, provisional: provisional === true, isUnverified: isUnverified(rules, ruleId),
      ...(oldDueDate === undefined ? {} : { oldDueDate }),
      ...(rung === undefined ? {} : { rung }),
    })),
    effects: (content.effects ?? []).map((effect) => ({ fileId: effect.to, name: effect.name, href: addressOf(effect.to) })),
    source: row.sourceFileId === null || row.sourceSeq === null ? null : { fileId: row.sourceFileId, seq: row.sourceSeq },
    isErased: row.content === null,
  };
}

export function whatLabel(rules: RuleSet, type: string, kind: string, what: string): Label | undefined {
  const definition = fileTypes[type];
  if (kind === 'act') return definition?.actions[what]?.label;
  if (kind === 'event') return definition?.events[what]?.label;
  return ruleLabel(rules, what);
}

function addressOf(fileId: string): string | null {
  const type = fileId.slice(0, fileId.indexOf('-'));
  return fileTypes[type] ? fileAddress(fileId, type) : null;
}
