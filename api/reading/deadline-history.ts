import type { ClockChange } from '../../domain/advance/clock.ts';
import type { RouteDeps } from '../deps.ts';
import { contentOf, type EntryContent } from '../views/entry-view.ts';
import { dateText } from '../views/file-view.ts';

/** One entry of a file's ledger that touched a deadline. */
export interface DeadlineEntry {
  readonly seq: number;
  readonly kind: string;
  readonly what: string;
  readonly occurredOn: string;
  readonly recordedAt: string;
  /** Set where the entry is a rung of this deadline. */
  readonly rung: string | null;
  readonly change: ClockChange | undefined;
  readonly actor: EntryContent['actor'];
  readonly told: readonly string[];
  readonly reason: string | null;
}

/** Every entry that says something of the deadline, in order; what was erased tells its rung only. */
export async function deadlineHistory({ prisma }: RouteDeps, fileId: string, deadlineId: string, fromSeq: number): Promise<DeadlineEntry[]> {
  const rows = await prisma.ledgerEntry.findMany({
    where: { fileId, seq: { gte: fromSeq } },
    orderBy: { seq: 'asc' },
    select: { seq: true, kind: true, what: true, occurredOn: true, recordedAt: true, content: true, deadlineId: true, rung: true },
  });
  return rows.flatMap((row) => {
    const content = contentOf(row) as EntryContent & { readonly body?: { readonly reason?: unknown }; readonly reason?: unknown };
    const change = content.clocks?.find((one) => one.deadlineId === deadlineId);
    const isRung = row.deadlineId === deadlineId;
    if (!change && !isRung) return [];
    const reason = (change as { readonly reason?: unknown } | undefined)?.reason ?? content.body?.reason ?? content.reason;
    return [{
      seq: row.seq, kind: row.kind, what: row.what,
      occurredOn: dateText(row.occurredOn),
      recordedAt: row.recordedAt.toISOString(),
      rung: isRung ? row.rung : null,
      change,
      actor: content.actor,
      told: content.told ?? [],
      reason: typeof reason === 'string' ? reason : null,
    }];
  });
}
