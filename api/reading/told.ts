import { z } from 'zod';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { namedSchema, named } from '../views/label-view.ts';
import { rungLabel } from '../views/rule-view.ts';
import type { RuleSet } from '../../domain/rules/rule.ts';

/** Why somebody was told: a rung of the ladder, or a person who urges, in their own words. */
export const toldSchema = z
  .object({
    rung: namedSchema.nullable().describe('期限的档次 · the rung that was reached'),
    by: z.object({ id: z.string(), name: z.string().nullable() }).nullable().describe('催办人 · who urges'),
    text: z.string().nullable().describe('催办内容;已依法清除的为空 · what they say; null where it was erased'),
    on: z.string(),
  })
  .meta({ id: 'Told' });

export type ToldView = z.infer<typeof toldSchema>;

interface ToldTask {
  readonly id: string;
  readonly kind: string;
  readonly fileId: string;
  readonly openedSeq: number;
}

/** Reads the entries that opened these reminders and urgings; by task id. The words of an urging are kept in the ledger alone. */
export async function readTold(prisma: PrismaClient, tasks: readonly ToldTask[], rules: RuleSet): Promise<Map<string, ToldView>> {
  const told = tasks.filter(({ kind }) => kind !== 'act');
  if (told.length === 0) return new Map();
  const entries = await prisma.ledgerEntry.findMany({
    where: { OR: told.map(({ fileId, openedSeq }) => ({ fileId, seq: openedSeq })) },
    select: { fileId: true, seq: true, kind: true, what: true, rung: true, recordedAt: true, content: true },
  });
  const byKey = new Map(entries.map((entry) => [`${entry.fileId} ${entry.seq}`, { ...entry, ...wordsOf(entry.content) }]));
  const ids = [...new Set(entries.flatMap(({ content }) => wordsOf(content).by ?? []))];
  const officers = ids.length > 0 ? await prisma.officer.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } }) : [];
  const names = new Map(officers.map(({ id, name }) => [id, name]));
  return new Map(told.flatMap((task): [string, ToldView][] => {
    const entry = byKey.get(`${task.fileId} ${task.openedSeq}`);
    if (!entry) return [];
    const { rung, what, by, text, recordedAt, kind } = entry;
    return [[task.id, {
      rung: rung === null ? null : named(rung, rungLabel(rules, what, rung)),
      by: kind !== 'act' || by === null ? null : { id: by, name: names.get(by) ?? null },
      text: kind === 'act' ? text : null,
      on: recordedAt.toISOString(),
    }]];
  }));
}

function wordsOf(content: string | null): { by: string | null; text: string | null } {
  if (content === null) return { by: null, text: null };
  const { actor, body } = JSON.parse(content) as { actor?: { id?: string }; body?: { text?: unknown } };
  return { by: actor?.id ?? null, text: typeof body?.text === 'string' ? body.text : null };
}
