import { setTimeout as sleep } from 'node:timers/promises';
import { click, sendOnce } from '../people/click.ts';
import { freezePids, killPart } from '../faults/parts.ts';
import { assertReached, type Scenario } from '../scenario.ts';
import { actOn, holdAct, openFileInReview, type HoldPoint } from './held-act.ts';

/** A worker that was believed dead comes back, and still means to write. */

/**
 * The first worker is frozen in its step and Temporal loses the Update; another act moves the file on; the caller asks again
 * and is refused by the validator, whose refusal is stored. The file comes back to where the act is open. Then the first
 * worker thaws, in the step of the refused act.
 */
const refusedThenThawed = (point: HoldPoint & ('beforeRead' | 'beforeWrite'), isShort: boolean): Scenario => ({
  name: `frozen ${point === 'beforeRead' ? 'before READ' : 'before WRITE'} while the caller is refused, then thawed`,
  faults: 'SIGSTOP in the step, Temporal killed with the Update, another act moves the file, the caller is refused (NOT_OPEN), the file comes back to where the act is open, SIGCONT',
  isShort,
  hasCrowd: false,
  async run(world, { freezeMs }) {
    const fileId = await openFileInReview(world);
    const left = new AbortController();
    const first = await holdAct(world, fileId, point, 'orderCorrection', { signal: left.signal });
    left.abort();
    const thaw = freezePids(world, [first.child.pid]);
    const frozenAt = performance.now();
    // so that the second act does not wait for the frozen worker's task to time out, and no scan sends the first act again
    await Promise.all([killPart(world, 'temporal'), killPart(world, 'api'), ...world.workers().filter((worker) => worker !== first.child).map((worker) => worker.kill())]);
    await world.servers.restartTemporal();
    const [quiet] = await Promise.all([world.startWorker({ scanSeconds: 3600 }), world.startApi()]);
    const second = await click(world.callers, actOn(world, fileId, 'returnInspectionResult'));
    assertReached(second.kind === 'accepted', `another act moved the file on (${second.kind})`);
    const again = await click(world.callers, first.intent, { key: first.key });
    assertReached(again.kind === 'refused' && again.refusal.code === 'NOT_OPEN', `the caller was refused while the step was frozen (${JSON.stringify(again)})`);
    // and back to where the refused act would be open: only its stored refusal stands against it now
    const back = await click(world.callers, actOn(world, fileId, 'recordInspectionResult'));
    assertReached(back.kind === 'accepted', `the file came back to where the refused act is open (${back.kind})`);
    await sleep(Math.max(0, freezeMs - (performance.now() - frozenAt)));
    thaw();
    first.release();
    await sleep(1000);
    const third = await sendOnce(world.callers, first.intent, first.key);
    if (third.kind !== 'refused') throw new Error(`refused, and then told ${JSON.stringify(third)}`);
    await quiet.stop();
  },
});

/** The task of a frozen worker times out and another worker takes the file over; both believe that they own it. */
const twoOwners = (point: HoldPoint & ('beforeRead' | 'beforeWrite' | 'afterWrite'), isShort: boolean): Scenario => ({
  name: `two workers own one file: the first frozen ${point === 'afterWrite' ? 'after WRITE' : point === 'beforeWrite' ? 'before WRITE' : 'before READ'}`,
  faults: 'SIGSTOP past the time-out of the workflow task; another worker takes the file over and acts; SIGCONT',
  isShort,
  hasCrowd: true,
  async run(world, { longFreezeMs }) {
    const fileId = await openFileInReview(world);
    const first = await holdAct(world, fileId, point, 'orderCorrection');
    const thaw = freezePids(world, [first.child.pid]);
    const frozenAt = performance.now();
    const second = click(world.callers, actOn(world, fileId, 'withdrawCorrectionOrder'));
    await sleep(longFreezeMs);
    const heard = await first.heard;
    const wasFrozen = world.frozen.has(first.child.pid);
    await Promise.race([second, sleep(3000)]);
    thaw();
    first.release();
    assertReached(heard.kind === 'accepted' && wasFrozen, `another worker took the file over within ${Math.round(performance.now() - frozenAt)} ms (${heard.kind})`);
    await second;
  },
});

export const frozenScenarios: readonly Scenario[] = [
  refusedThenThawed('beforeRead', true),
  refusedThenThawed('beforeWrite', false),
  twoOwners('beforeRead', false),
  twoOwners('beforeWrite', true),
  twoOwners('afterWrite', false),
];
