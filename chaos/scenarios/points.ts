import { setTimeout as sleep } from 'node:timers/promises';
import { freezePids, killPart } from '../faults/parts.ts';
import { click } from '../people/click.ts';
import { personById } from '../people/people.ts';
import type { Pace, Scenario } from '../scenario.ts';
import type { ChaosWorld } from '../world.ts';
import { actOn, holdAct, openOwnFile, type Held, type HoldPoint } from './held-act.ts';

/** An act is held at a point of its step, and there the fault strikes. In the short form all points are held at once. */

const all: readonly HoldPoint[] = ['beforeRead', 'beforeWrite', 'inFlight', 'afterWrite'];
const words: Record<HoldPoint, string> = { beforeRead: 'before READ', beforeWrite: 'before WRITE', inFlight: 'WRITE in flight', afterWrite: 'after WRITE, before the engine knows' };

type Strike = (world: ChaosWorld, held: readonly Held[], pace: Pace) => Promise<void>;

function atPoints(fault: string, more: { isShort: boolean; callersGoOn: boolean; hasCrowd: boolean; hasRivals?: true }, strike: Strike): Scenario[] {
  const scenario = (points: readonly HoldPoint[], isShort: boolean): Scenario => ({
    name: `${points.length === 1 && points[0] ? words[points[0]] : 'at every point of a step'}: ${fault}`,
    faults: `${fault}${more.callersGoOn ? '' : ', nobody calls again'}`,
    isShort,
    ...(isShort ? { isLong: false as const } : {}),
    hasCrowd: more.hasCrowd,
    async run(world, pace) {
      const files = await Promise.all(points.map(() => openOwnFile(world)));
      if (more.hasCrowd) await sleep(pace.actMs);
      const left = new AbortController();
      const held = await Promise.all(points.map((point, i) => holdAct(world, files[i] ?? '', point, 'recordInspectionResult', { signal: left.signal })));
      if (!more.callersGoOn) left.abort();
      // somebody else wants the same thing on the same file, and waits behind the act that stands
      const rivals = more.hasRivals ? held.map((one) => click(world.callers, actOn(world, one.fileId, 'recordInspectionResult', { person: personById('officer-inspector-b') }))) : [];
      if (rivals.length > 0) await sleep(200);
      await strike(world, held, pace);
      await world.bringBack();
      // a caller that goes on has an answer now; one that left may wait for its last request, no more
      const heard = await Promise.all(held.map((one) => one.heard));
      const unanswered = heard.filter((one) => one.kind !== 'accepted' && one.kind !== 'refused');
      for (const [i, rival] of (await Promise.all(rivals)).entries()) {
        const both = [heard[i]?.kind, rival.kind].sort().join(' ');
        if (both !== 'accepted refused') throw new Error(`two acts that exclude each other heard: ${both}`);
      }
      if (more.callersGoOn && unanswered.length > 0) throw new Error(`no answer though the caller went on asking: ${JSON.stringify(unanswered)}`);
    },
  });
  return [...(more.isShort ? [scenario(all, true)] : []), ...all.map((point) => scenario([point], false))];
}

async function killHolders(held: readonly Held[]): Promise<void> {
  await Promise.all([...new Set(held.map((one) => one.child))].map((child) => child.kill()));
}

function releaseLocks(held: readonly Held[]): void {
  // the lock of the harness, not the act: its backend may still commit
  for (const one of held) if (one.point === 'inFlight') one.release();
}

export const pointScenarios: readonly Scenario[] = [
  ...atPoints('worker killed, a rival waiting behind', { isShort: true, callersGoOn: true, hasCrowd: true, hasRivals: true }, async (_, held) => {
    await killHolders(held);
    releaseLocks(held);
  }),
  ...atPoints('worker and Temporal killed', { isShort: true, callersGoOn: false, hasCrowd: false }, async (world, held) => {
    await Promise.all([killHolders(held), killPart(world, 'temporal')]);
    releaseLocks(held);
  }),
  ...atPoints('PostgreSQL killed', { isShort: true, callersGoOn: true, hasCrowd: true }, async (world, held) => {
    await killPart(world, 'postgres');
    for (const one of held) one.release();
    await sleep(1000);
  }),
  ...atPoints('worker frozen past its attempt, then thawed', { isShort: false, callersGoOn: true, hasCrowd: true }, async (world, held, { freezeMs }) => {
    const thaw = freezePids(world, held.map((one) => one.child.pid));
    releaseLocks(held);
    await sleep(freezeMs);
    thaw();
    for (const one of held) one.release();
  }),
  ...atPoints('everything killed at once', { isShort: false, callersGoOn: false, hasCrowd: false }, async (world, held) => {
    await Promise.all([killHolders(held), killPart(world, 'api'), killPart(world, 'temporal'), killPart(world, 'postgres')]);
  }),
];
