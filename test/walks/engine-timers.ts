import type { TestWorld } from '../support/world.ts';

/** What the engine itself says of a process: is it running, and for which instant of real time is its one timer armed. */
export interface ArmedProcess {
  readonly status: string;
  /** Real time, milliseconds; null: no timer. */
  readonly firesAt: number | null;
  readonly timers: number;
}

/** Read from the history, event by event: the timers that were started and have neither fired nor been cancelled. */
export async function armedProcess(world: TestWorld, workflowId: string): Promise<ArmedProcess> {
  const handle = world.client.workflow.getHandle(workflowId);
  const { status, runId } = await handle.describe();
  const { events } = await world.client.workflow.getHandle(workflowId, runId).fetchHistory();
  const pending = new Map<string, number>();
  for (const { eventTime, timerStartedEventAttributes: started, timerFiredEventAttributes: fired, timerCanceledEventAttributes: cancelled } of events ?? []) {
    if (started) pending.set(String(started.timerId), ms(eventTime) + ms(started.startToFireTimeout));
    const over = fired ?? cancelled;
    if (over) pending.delete(String(over.timerId));
  }
  return { status: status.name, timers: pending.size, firesAt: [...pending.values()].toSorted((a, b) => a - b)[0] ?? null };
}

function ms(time: { seconds?: unknown; nanos?: number | null } | null | undefined): number {
  return Number(time?.seconds ?? 0) * 1000 + Math.floor((time?.nanos ?? 0) / 1e6);
}
