import type { Advanced } from '../../domain/advance/advance.ts';
import { historyEntry, type FileHistory } from '../../domain/corrections/file-history.ts';

/** The history of a file in memory, as the step would read it: from everything that the law gave so far. */
export function historyOf(given: readonly Advanced[]): FileHistory {
  const deadlines = new Map(given.flatMap((one) => one.deadlines.map((row) => [row.id, row])));
  return {
    // what cannot be said in JSON is not in a database either
    entries: JSON.parse(JSON.stringify(given.flatMap(({ entries }) => entries.map(historyEntry)))) as FileHistory['entries'],
    deadlines: [...deadlines.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  };
}
