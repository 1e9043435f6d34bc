import { refuseInstant } from '../advance/told-instant.ts';
import type { Refusal } from '../errors.ts';
import type { FileRecord } from '../record/record.ts';
import type { LocalDate } from '../time/local-date.ts';
import { epochMs, toInstant, type Instant } from '../time/shanghai.ts';
import { instantOf, type FileHistory, type HistoryEntry } from './file-history.ts';

/**
 * What is wrong with the true instant of an entry: one that told its instant is corrected with it, and no other; what a clock in hours was started by is not
 * after what ended it.
 * @throws TimeError for an instant that cannot be counted
 */
export function refuseTrueInstant(record: FileRecord, history: FileHistory, entry: HistoryEntry, { trueDate, trueAt, at }: { readonly trueDate: LocalDate; readonly trueAt: Instant | undefined; readonly at: Instant }, field: string): Refusal | null {
  const rule = 'fact-correction';
  if (instantOf(record, entry) === null) return trueAt === undefined ? null : { code: 'ENTRY_NOT_CORRECTABLE', field, rule };
  if (trueAt === undefined) return { code: 'INSTANT_REQUIRED', field, rule };
  const wrong = refuseInstant(trueAt, { on: trueDate, at }, field);
  if (wrong) return wrong;
  const instant = toInstant(epochMs(trueAt));
  const rows = [...new Map([...history.deadlines, ...record.deadlines].map((row) => [row.id, row])).values()].filter(({ triggerAt }) => triggerAt !== null);
  for (const row of rows) {
    const end = history.entries.find(({ seq }) => seq === row.closedSeq);
    const endedAt = end ? instantOf(record, end) : null;
    if (row.openedSeq === entry.seq && endedAt !== null && endedAt < instant) return { code: 'FACT_AFTER_DEPENDENT', field, rule };
    if (row.closedSeq === entry.seq && row.triggerAt !== null && instant < row.triggerAt) return { code: 'FACT_BEFORE_STAGE', field, rule };
  }
  return null;
}
