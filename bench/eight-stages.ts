import pg from 'pg';
import { parseEnvironment } from '../config/environment.ts';
import { cast } from '../demo/cast.ts';
import { startOwnWorld } from '../demo/open-world.ts';
import { tellPenaltyStory } from '../demo/penalty-story.ts';
import { publishPlanAndDraw } from '../demo/shared-plan.ts';
import { createStageCrew } from '../demo/stage-crew.ts';
import { recordUrl } from '../ledger/record-url.ts';
import { plain, type Figure } from './figures.ts';
import { bytesOfRecords } from './storage.ts';

/** Each adds to whole pages of every table and index: several together tell what one takes. */
const cases = 3;

/** The case of the demo's story (a), plan to repaired record, over REST in a world of its own: how long three years take, and what stays in the database. */
export async function eightStages(): Promise<Figure[]> {
  const world = await startOwnWorld();
  const record = new pg.Pool({ connectionString: await recordUrl(parseEnvironment({ DUBAN_DATA: world.data })), max: 1 });
  try {
    const crew = createStageCrew(world.api);
    await crew.signIn(cast);
    const before = await bytesOfRecords(record);
    const seconds: number[] = [];
    for (let n = 0; n < cases; n += 1) {
      const began = performance.now();
      await tellPenaltyStory(crew, await publishPlanAndDraw(crew, 1));
      seconds.push((performance.now() - began) / 1000);
      console.log(`case ${n + 1} of ${cases} through eight stages: ${seconds.at(-1)?.toFixed(1)} s`);
    }
    return [
      plain('case through eight stages, slowest', Math.max(...seconds), 's'),
      plain('bytes in PostgreSQL per finished case', ((await bytesOfRecords(record)) - before) / cases, 'bytes'),
    ];
  } finally {
    await record.end();
    await world.close();
  }
}
