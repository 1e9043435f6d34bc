import { setTimeout as sleep } from 'node:timers/promises';
import { click, sendOnce } from '../people/click.ts';
import { approachDueOf } from '../faults/clock.ts';
import { freezePids, killPart } from '../faults/parts.ts';
import { assertReached, within, type Scenario } from '../scenario.ts';
import { actOn, holdAct, openFileInReview, openOwnFile } from './held-act.ts';

/** Between storing a submission and sending it, and between two acts on one file. */

const stored = (fault: string, isShort: boolean, callersGoOn: boolean, parts: readonly ('workers' | 'temporal')[]): Scenario => ({
  name: `between storing and sending: ${fault}`,
  faults: `${fault}${callersGoOn ? '' : ', nobody calls again'}`,
  isShort,
  hasCrowd: callersGoOn,
  async run(world, { freezeMs }) {
    const fileId = await openOwnFile(world);
    const left = new AbortController();
    const { caught } = world.catchAt('stored');
    // with a crowd it may be one of theirs that is caught: any act will do
    const heard = click(world.callers, actOn(world, fileId, 'recordInspectionResult'), { signal: left.signal });
    const { child, release } = await within(caught, 10_000, 'a submission was not stored');
    if (!callersGoOn) left.abort();
    if (fault.includes('frozen')) {
      const thaw = freezePids(world, [child.pid]);
      await sleep(freezeMs);
      thaw();
      release();
    } else {
      await Promise.all([child.kill(), ...parts.map((part) => killPart(world, part))]);
    }
    await world.bringBack();
    const answer = await heard;
    if (callersGoOn && answer.kind !== 'accepted') throw new Error(`the caller went on asking and heard ${JSON.stringify(answer)}`);
  },
});

const betweenTwoActs = (point: 'beforeWrite' | 'inFlight' | 'afterWrite', isShort: boolean): Scenario => ({
  name: `between two concurrent acts on one file: worker killed ${point === 'beforeWrite' ? 'before the first WRITE' : point === 'inFlight' ? 'with the first WRITE in flight' : 'after the first WRITE'}`,
  faults: 'kill -9 of the worker while one act stands in its step and two others wait behind it; each moves the file on',
  isShort,
  hasCrowd: true,
  async run(world) {
    const fileId = await openFileInReview(world);
    const first = await holdAct(world, fileId, point, 'orderCorrection');
    const others = [
      click(world.callers, actOn(world, fileId, 'registerClue'), { isTwice: true }),
      click(world.callers, actOn(world, fileId, 'returnInspectionResult')),
    ];
    await sleep(300);
    await first.child.kill();
    first.release();
    await world.bringBack();
    const heard = await Promise.all([first.heard, ...others]);
    const accepted = heard.filter((one) => one.kind === 'accepted');
    if (accepted.length !== 1) throw new Error(`one of three acts that exclude each other must be accepted, ${accepted.length} were: ${JSON.stringify(heard)}`);
  },
});

/** The engine loses the Update and the worker, then somebody else acts before the first caller asks again. */
const anotherActFirst: Scenario = {
  name: 'after WRITE: another act before the redelivery',
  faults: 'worker killed after WRITE, Temporal killed with the Update; somebody else acts first on the record that is ahead, then the first caller asks again',
  isShort: true,
  hasCrowd: false,
  async run(world) {
    const fileId = await openFileInReview(world);
    const left = new AbortController();
    const first = await holdAct(world, fileId, 'afterWrite', 'orderCorrection', { signal: left.signal });
    left.abort();
    await Promise.all([first.child.kill(), killPart(world, 'temporal'), killPart(world, 'api')]);
    for (const worker of world.workers()) await worker.kill();
    await world.servers.restartTemporal();
    // without scans: nothing but the second act can make the process catch up
    const [quiet] = await Promise.all([world.startWorker({ scanSeconds: 3600 }), world.startApi()]);
    const second = await click(world.callers, actOn(world, fileId, 'withdrawCorrectionOrder'));
    if (second.kind !== 'accepted') throw new Error(`the second act saw the order in the record and heard ${JSON.stringify(second)}`);
    const again = await sendOnce(world.callers, first.intent, first.key);
    if (again.kind !== 'accepted' || again.seq >= second.seq) throw new Error(`the first act stands before the second and heard ${JSON.stringify(again)}`);
    await quiet.stop();
  },
};

/** A due moment comes before the redelivery: the tick finds the record ahead. */
const tickFirst: Scenario = {
  name: 'after WRITE: a tick before the redelivery',
  faults: 'worker killed after WRITE, Temporal killed with the Update, nobody calls again; the due moment comes first',
  isShort: true,
  hasCrowd: false,
  isNearDue: false,
  async run(world) {
    const fileId = await openFileInReview(world);
    await approachDueOf(world, fileId, 6_000);
    const left = new AbortController();
    const first = await holdAct(world, fileId, 'afterWrite', 'returnInspectionResult', { signal: left.signal });
    const rungs = async () => (await world.pool.query('SELECT 1 FROM ledger_entry WHERE file_id = $1 AND rung IS NOT NULL', [fileId])).rowCount ?? 0;
    assertReached((await rungs()) === 0, 'the act was held before the due moment');
    left.abort();
    await Promise.all([...world.workers().map((worker) => worker.kill()), killPart(world, 'temporal'), killPart(world, 'api')]);
    await world.servers.restartTemporal();
    const quiet = await world.startWorker({ scanSeconds: 3600 });
    for (let i = 0; (await rungs()) === 0; i += 1) {
      assertReached(i < 450, 'the due moment was not recorded by the timer alone');
      await sleep(100);
    }
    const { rows } = await world.pool.query<{ settled: boolean }>('SELECT settled FROM submission WHERE idempotency_key = $1', [first.key]);
    assertReached(rows[0]?.settled === false, 'the act was settled before the tick');
    await quiet.stop();
  },
};

export const submissionScenarios: readonly Scenario[] = [
  stored('API killed', true, false, []),
  stored('API killed, callers go on', false, true, []),
  stored('API frozen, then thawed', false, true, []),
  stored('API, workers and Temporal killed', false, false, ['workers', 'temporal']),
  betweenTwoActs('beforeWrite', false),
  betweenTwoActs('inFlight', false),
  betweenTwoActs('afterWrite', false),
  anotherActFirst,
  tickFirst,
];
