import type { FileRecord } from '../../domain/record/record.ts';
import type { LinkedFile, NamedFile } from '../../domain/registers.ts';

/** A file in memory as the step would read it when an act names it; null where there is none. */
export function namedFile(record: FileRecord | undefined): NamedFile | null {
  if (!record || record.seq === 0) return null;
  const { clue, reopening, linked } = record.facts as unknown as { clue?: { foundOn: string }; reopening?: { firstFoundOn: string }; linked?: LinkedFile[] };
  return { id: record.id, type: record.type, stage: record.stage, foundOn: reopening?.firstFoundOn ?? clue?.foundOn ?? null, linked: linked ?? [] };
}
