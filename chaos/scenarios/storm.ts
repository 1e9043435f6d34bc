import { setTimeout as sleep } from 'node:timers/promises';
import { freezePart, killPart, type Part } from '../faults/parts.ts';
import type { Scenario } from '../scenario.ts';

const parts: readonly Part[] = ['worker', 'workers', 'api', 'temporal', 'postgres'];

/** Faults that nobody thought of: drawn by the seed, several at once, one upon the other. */
const storm = (number: number): Scenario => ({
  name: `storm ${number}`,
  faults: 'eight faults drawn by the seed: any parts, killed or frozen for up to 12 s, one upon the other',
  isShort: false,
  hasCrowd: true,
  async run(world, { actMs }) {
    const random = world.random.fork(`storm ${number}`);
    const thawing: Promise<void>[] = [];
    for (let i = 0; i < 8; i += 1) {
      await sleep(random.below(actMs));
      const part = random.pick(parts);
      if (random.chance(0.6)) {
        await killPart(world, part);
      } else {
        const thaw = freezePart(world, part);
        thawing.push(sleep(1_000 + random.below(11_000)).then(thaw));
      }
      // a supervisor would not be quicker
      if (random.chance(0.5)) await world.bringBack().catch(() => undefined);
    }
    await Promise.all(thawing);
  },
});

export const stormScenarios: readonly Scenario[] = [storm(1), storm(2), storm(3), storm(4)];
