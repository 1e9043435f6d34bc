import type { Advanced } from '../../domain/advance/advance.ts';
import type { FileHistory } from '../../domain/corrections/file-history.ts';

/** The history of a file in memory, as the step would read it: from everything that the law gave so far. */
export function historyOf(given: readonly Advanced[]): FileHistory {
  const deadlines = new Map(given.flatMap((one) => one.deadlines.map((row) => [row.id, row])));
  return {
    entries: given.flatMap(({ entries }) => entries.map(({ seq, kind, what, occurredOn, stage, reached, effects, deadlineKey }) => ({
      seq, kind, what, occurredOn, stage, reached, effects, deadlineId: deadlineKey?.deadlineId ?? null, rung: deadlineKey?.rung ?? null,
    }))),
    deadlines: [...deadlines.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  };
}
