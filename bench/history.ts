import type { Client } from '@temporalio/client';

/** Events between two accepted updates of a file's history, at most: from one act's first event to the next one's. */
export async function historyEventsPerAct(client: Client, fileId: string): Promise<number> {
  const { events } = await client.workflow.getHandle(fileId).fetchHistory();
  const completed = (events ?? []).flatMap((event, i) => (event.workflowExecutionUpdateCompletedEventAttributes ? [i] : []));
  let most = 0;
  for (let i = 2; i < completed.length; i += 1) most = Math.max(most, (completed[i] ?? 0) - (completed[i - 1] ?? 0));
  return most;
}
