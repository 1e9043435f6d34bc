import { setTimeout as sleep } from 'node:timers/promises';
import { advance } from '../faults/clock.ts';
import { killPart, freezePart, type Part } from '../faults/parts.ts';
import { assertReached, within, type Scenario } from '../scenario.ts';
import { openOwnFile } from './held-act.ts';

/** The world's time is being moved over many due moments when something dies. */
const inAdvance = (part: Part, how: 'kill -9' | 'SIGSTOP', isShort: boolean): Scenario => ({
  name: `in a rehearsal advance: ${how} of ${part}`,
  faults: `${how} of ${part} between moving the clock and the files' ticks; nobody asks again until rest, then the advance goes on to its goal`,
  isShort,
  hasCrowd: false,
  isNearDue: false,
  async run(world, { freezeMs }) {
    // fresh due moments: those of the older files may all be behind us
    await Promise.all(Array.from({ length: 8 }, () => openOwnFile(world)));
    const days = 40;
    const goal = new Date(Date.parse(await world.worldNow()) + days * 86_400_000).toISOString();
    // the second move: the first has settled, and many files are due at once
    const first = world.catchAt('moved');
    const moving = advance(world, { to: goal }).then(() => null, (error: unknown) => error);
    (await within(first.caught, 20_000, 'the clock was moved')).release();
    const second = world.catchAt('moved');
    const { release } = await within(second.caught, 60_000, 'the clock was moved a second time');
    if (how === 'kill -9') {
      if (part === 'api') await killPart(world, part);
      else {
        release();
        await killPart(world, part);
      }
      await sleep(1000);
    } else {
      release();
      const thaw = freezePart(world, part);
      await sleep(freezeMs);
      thaw();
    }
    await world.bringBack();
    const failed = await moving;
    // the claim of a dead process runs out by itself; until then everybody hears CLOCK_MOVING
    const until = performance.now() + 90_000;
    for (;;) {
      const error = failed === null ? null : await advance(world, { to: goal }).then(() => null, (e: unknown) => (e instanceof Error ? e.message : 'no answer'));
      if (error === null || error.includes('CLOCK_BACKWARDS')) break;
      assertReached(performance.now() < until, `the advance could go on (${error})`);
      await sleep(1000);
    }
    assertReached((await world.worldNow()) >= goal, 'the world is at the goal');
  },
});

export const rehearsalScenarios: readonly Scenario[] = [
  inAdvance('api', 'kill -9', false),
  inAdvance('workers', 'kill -9', false),
  inAdvance('temporal', 'kill -9', true),
  inAdvance('postgres', 'kill -9', false),
  inAdvance('workers', 'SIGSTOP', false),
];
