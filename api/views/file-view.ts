import { z } from 'zod';
import { fileDefinition } from '../../domain/files/file-types.ts';
import { fileTypeOf } from '../../domain/ids.ts';
import type { Json } from '../../domain/json.ts';
import type { LinkedFile } from '../../domain/registers.ts';
import { named, namedSchema } from './label-view.ts';

const date = z.string().describe('YYYY-MM-DD(北京时间)');
const instant = z.string().describe('RFC 3339 UTC');

/** A file as lists show it. */
export const fileSummarySchema = z
  .object({
    id: z.string(),
    type: namedSchema,
    stage: namedSchema,
    stageSince: date,
    departmentId: z.string(),
    lifecycleId: z.string().describe('同一全程的首个案卷 · first file of the chain that leads here'),
    seq: z.int().describe('序号,亦即 ETag · sequence, and ETag'),
    subject: z.string().nullable().describe('对象名称 · whom it is about'),
    nextDueAt: instant.nullable(),
    openedAt: instant,
    lastAt: instant,
    closedAt: instant.nullable(),
    href: z.string(),
  })
  .meta({ id: 'FileSummary' });

export type FileSummary = z.infer<typeof fileSummarySchema>;

export const fileSchema = fileSummarySchema
  .extend({
    department: z.object({ id: z.string(), name: z.string() }),
    sourceFileId: z.string().nullable(),
    head: z.string().describe('台账最后一项的散列 · hash of the last ledger entry'),
    facts: z.record(z.string(), z.unknown()),
    milestones: z.array(z.object({ milestone: z.string(), on: date })),
    officers: z.array(z.object({ id: z.string(), name: z.string() })).describe('承办人员 · people named on the file'),
    orders: z.array(z.object({ id: z.string(), issuedOn: date, deadlineId: z.string().nullable(), rung: z.string().nullable(), href: z.string() })).describe('就本案卷下达的督办单 · supervision orders about this file'),
    linked: z.array(z.object({ as: z.enum(['merged_from', 'merged_into', 'split_from', 'split_off', 'reopens', 'reopened_by']), id: z.string(), on: date, href: z.string() })).describe('并案、分案、重新处理所涉案卷 · files merged, split off, reopened'),
    links: z.object({ actions: z.string(), timeline: z.string(), deadlines: z.string(), ledger: z.string() }),
  })
  .meta({ id: 'File' });

/** A row of `file` as Prisma reads it. */
export interface FileRow {
  readonly id: string;
  readonly type: string;
  readonly stage: string;
  readonly stageSince: Date;
  readonly departmentId: string;
  readonly lifecycleId: string;
  readonly seq: number;
  readonly facts: unknown;
  readonly nextDueAt: Date | null;
  readonly openedAt: Date;
  readonly lastAt: Date;
  readonly closedAt: Date | null;
}

export function fileSummary(row: FileRow): FileSummary {
  const { chart } = fileDefinition(row.type);
  return {
    id: row.id,
    type: named(chart.type, chart.label),
    stage: named(row.stage, chart.stages[row.stage]?.label),
    stageSince: dateText(row.stageSince),
    departmentId: row.departmentId,
    lifecycleId: row.lifecycleId,
    seq: row.seq,
    subject: subjectOf(row.facts as Json),
    nextDueAt: row.nextDueAt?.toISOString() ?? null,
    openedAt: row.openedAt.toISOString(),
    lastAt: row.lastAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    href: fileAddress(row.id, row.type),
  };
}

/** The files that it was merged with, split from or reopened by, as its facts keep them. */
export function linkedFiles(facts: Readonly<Record<string, unknown>>) {
  const linked = (facts['linked'] ?? []) as readonly LinkedFile[];
  return linked.map(({ as, fileId, on }) => ({ as, id: fileId, on, href: fileAddress(fileId, fileTypeOf(fileId)) }));
}

/** Where a file is read. */
export function fileAddress(id: string, type: string): string {
  return `/api/v1/${fileDefinition(type).chart.collection}/${id}`;
}

export function dateText(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** Name of the inspected party, wherever the type keeps it. */
function subjectOf(facts: Json): string | null {
  const inner = objectOf(facts);
  const target = objectOf(inner['target'] ?? objectOf(inner['clue'])['target']);
  return typeof target['name'] === 'string' ? target['name'] : null;
}

function objectOf(value: Json | undefined): Record<string, Json | undefined> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, Json | undefined>) : {};
}

