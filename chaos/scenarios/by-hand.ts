import { click } from '../people/click.ts';
import { nudgeByHand } from '../faults/clock.ts';
import { assertReached, type Scenario } from '../scenario.ts';
import type { ChaosWorld } from '../world.ts';
import { actOn, holdAct, openFileInReview, openOwnFile, type HoldPoint } from './held-act.ts';

/** What an operator may do to a process by hand; each ends with a nudge. */

const terminated = (point: HoldPoint & ('beforeWrite' | 'afterWrite'), isShort: boolean): Scenario => ({
  name: `terminated by hand, an act ${point === 'beforeWrite' ? 'before its WRITE' : 'after its WRITE'}`,
  faults: 'the process is terminated while an act stands in its step, and rebuilt from its record by a nudge',
  isShort,
  hasCrowd: true,
  async run(world) {
    const fileId = await openFileInReview(world);
    const held = await holdAct(world, fileId, point, 'orderCorrection');
    await world.client.workflow.getHandle(fileId).terminate('crash table');
    await nudgeByHand(world, fileId);
    held.release();
    const heard = await held.heard;
    if (heard.kind !== 'accepted') throw new Error(`an act that was open heard ${JSON.stringify(heard)}`);
    // idle ones: one that is nudged, one that the next act must start
    const [nudged, started] = [await openOwnFile(world), await openFileInReview(world)];
    for (const id of [nudged, started]) await world.client.workflow.getHandle(id).terminate('crash table');
    await nudgeByHand(world, nudged);
    const acted = await click(world.callers, actOn(world, started, 'registerClue'));
    if (acted.kind !== 'accepted') throw new Error(`an act on a file without a process heard ${JSON.stringify(acted)}`);
  },
});

const reset: Scenario = {
  name: 'reset by hand',
  faults: 'processes are reset to their first task, one of them while an act stands after its WRITE; each is nudged',
  isShort: true,
  hasCrowd: true,
  async run(world) {
    const [held, idle] = [await openFileInReview(world), await openFileInReview(world)];
    const act = await holdAct(world, held, 'afterWrite', 'orderCorrection');
    await resetToStart(world, held);
    await nudgeByHand(world, held);
    act.release();
    const heard = await act.heard;
    if (heard.kind !== 'accepted') throw new Error(`an act that was open heard ${JSON.stringify(heard)}`);
    await resetToStart(world, idle);
    await nudgeByHand(world, idle);
  },
};

async function resetToStart(world: ChaosWorld, workflowId: string): Promise<void> {
  const handle = world.client.workflow.getHandle(workflowId);
  const { runId } = await handle.describe();
  const history = await world.client.workflow.getHandle(workflowId, runId).fetchHistory();
  const first = history.events?.find((event) => event.workflowTaskCompletedEventAttributes);
  assertReached(first?.eventId !== undefined && first.eventId !== null, 'the process has a finished task');
  await world.client.workflowService.resetWorkflowExecution({
    namespace: world.servers.namespace,
    workflowExecution: { workflowId, runId },
    reason: 'crash table',
    requestId: world.random.uuid(),
    workflowTaskFinishEventId: first.eventId,
  });
  const after = await handle.describe();
  assertReached(after.runId !== runId, 'the reset began a new run');
}

export const byHandScenarios: readonly Scenario[] = [terminated('beforeWrite', false), terminated('afterWrite', true), reset];
