import { click } from '../people/click.ts';
import { approachDueOf } from '../faults/clock.ts';
import { killPart } from '../faults/parts.ts';
import { assertReached, within, type Scenario } from '../scenario.ts';
import { actOn, openFileInReview } from './held-act.ts';

/** Steps that nobody clicks: a tick at a due moment, and the effect of one file on another. */

const points = ['beforeRead', 'beforeWrite', 'afterWrite'] as const;
const words = { beforeRead: 'before READ', beforeWrite: 'before WRITE', afterWrite: 'after WRITE' } as const;

const tick = (point: (typeof points)[number], isShort: boolean): Scenario => ({
  name: `a tick ${words[point]}: worker and Temporal killed`,
  faults: 'a due moment comes, its step is held, worker and Temporal are killed; nobody calls',
  isShort,
  hasCrowd: false,
  isNearDue: false,
  async run(world) {
    const fileId = await openFileInReview(world);
    const { caught, cancel } = world.catchAt(point, { fileId, kind: 'tick' });
    await approachDueOf(world, fileId, 1_500);
    const { child } = await within(caught, 10_000, `a tick came to ${point}`);
    cancel();
    await Promise.all([child.kill(), killPart(world, 'temporal')]);
  },
});

/** The clue that an inspection hands on is caught at its receiver, a process that nobody has called yet. */
const effect = (point: (typeof points)[number], isShort: boolean): Scenario => ({
  name: `an effect at its receiver ${words[point]}: worker and Temporal killed`,
  faults: 'the step that takes an effect in is held, worker and Temporal are killed; nobody calls',
  isShort,
  hasCrowd: false,
  async run(world) {
    const fileId = await openFileInReview(world);
    const { caught, cancel } = world.catchAt(point, { kind: 'event' });
    const heard = await click(world.callers, actOn(world, fileId, 'registerClue'));
    assertReached(heard.kind === 'accepted', `a clue was handed on (${heard.kind})`);
    const { child } = await within(caught, 10_000, `an effect came to ${point}`);
    cancel();
    await Promise.all([child.kill(), killPart(world, 'temporal')]);
  },
});

/** The sender dies after its WRITE: nobody has been told of the effect, and only the record knows that somebody must be. */
const unsent: Scenario = {
  name: 'an effect written and not sent: worker and Temporal killed, the process terminated by hand',
  faults: 'after the WRITE of an act with an effect, before the engine knows; only the scan is left to send it',
  isShort: false,
  hasCrowd: false,
  async run(world) {
    const fileId = await openFileInReview(world);
    const { caught } = world.catchAt('afterWrite', { fileId, kind: 'act' });
    const left = new AbortController();
    void click(world.callers, actOn(world, fileId, 'registerClue'), { signal: left.signal });
    const { child } = await within(caught, 10_000, 'the act came to afterWrite');
    left.abort();
    await Promise.all([child.kill(), killPart(world, 'temporal')]);
    await world.servers.restartTemporal();
    await world.client.workflow.getHandle(fileId).terminate('crash table');
  },
};

export const otherStepScenarios: readonly Scenario[] = [
  ...points.map((point) => tick(point, false)),
  ...points.map((point) => effect(point, point === 'afterWrite')),
  unsent,
];
