import type { FilePage, OpenFileRow } from './open-files.ts';
import type { ListedProcess } from './processes.ts';

/** What stands out on a page. None of it is believed yet: the list is late by a moment. */
export interface Compared {
  /** Open files without a listed process: lost, or opened or continued as new a moment ago. */
  readonly withoutProcess: readonly OpenFileRow[];
  /** Listed processes without an open file on the page: closed or opened since, foreign, or unknown to the record. */
  readonly withoutFile: readonly ListedProcess[];
  /** Processes whose workflow tasks fail again and again. */
  readonly inTrouble: readonly ListedProcess[];
  /** Runs that began since the last sweep, later than their file: continued as new, rebuilt, or reset by hand, and then they may know less than the record. */
  readonly newRuns: readonly ListedProcess[];
  readonly matched: readonly ListedProcess[];
}

/** An ordinary run begins with its file; the record's first entry comes within a minute, or the process is a later run. */
const beginsWithItsFileMs = 60_000;

/** Pure. @param since start of the last sweep; null: there was none, and no run is new */
export function comparePage({ files }: FilePage, processes: readonly ListedProcess[], since: Date | null): Compared {
  const open = new Map(files.map((file) => [file.id, file]));
  const listed = new Set(processes.map(({ workflowId }) => workflowId));
  const matched = processes.filter(({ workflowId }) => open.has(workflowId));
  return {
    withoutProcess: files.filter(({ id }) => !listed.has(id)),
    withoutFile: processes.filter(({ workflowId }) => !open.has(workflowId)),
    inTrouble: matched.filter(({ problems }) => problems.length > 0),
    newRuns: matched.filter(({ workflowId, startedAt }) =>
      since !== null && startedAt > since && Math.abs(startedAt.getTime() - (open.get(workflowId)?.openedAt.getTime() ?? 0)) > beginsWithItsFileMs),
    matched,
  };
}
